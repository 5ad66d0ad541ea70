import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createSigningKey } from '../../../common/crypto/signature.ts';
import { toHex } from '../../../common/encodings.ts';
import { openPins } from '../../../connectors/identity/pins.ts';
import { signPinList, type PinList, type SignedPinList } from '../../../provenance/identity/pin-list.ts';
import { writePolicy, type PolicyTerms } from '../../../provenance/log/policy-text.ts';
import { expectCode } from '../../support/expect-code.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';
import { ORG, termsOf } from '../../support/log.ts';
import { seededRandom } from '../../support/random.ts';

describe('a pin list', () => {
  const random = seededRandom('pins');
  const [root, foreign] = [createSigningKey(random(32)), createSigningKey(random(32))];
  const enrolment = { space: ORG, org: ORG, rootKey: toHex(root.publicKey) };
  let folder = '';
  let served: unknown;
  beforeEach(() => {
    folder = makeFolder('pins');
    served = undefined;
  });
  afterEach(() => removeFolder(folder));
  const open = () => openPins({ enrolment, fetch: () => Promise.resolve(served), file: path.join(folder, 'pins.json') });

  const terms = (change: Partial<PolicyTerms> = {}): string =>
    writePolicy({ ...termsOf(3), roots: [{ org: ORG, key: root.publicKey }], ...change });
  const sign = (number: number, change: Partial<PinList> = {}, key = root): SignedPinList =>
    signPinList({ v: 1, space: ORG, org: ORG, number, policy: terms(), ...change }, key);

  it('is none until the administrator has signed one', async () => {
    const pins = await open();
    expect(await pins.refresh()).to.equal(false);
    expect(pins.current()).to.equal(undefined);
  });

  it('is kept, and outlives a restart and an absent gateway', async () => {
    served = sign(1);
    expect(await (await open()).refresh()).to.equal(true);
    served = undefined;
    const pins = await open();
    expect(pins.current()?.number).to.equal(1);
    expect(pins.current()?.rootOf(ORG)).to.equal(enrolment.rootKey);
    expect(pins.current()?.policy.k).to.equal(3);
  });

  it('is replaced by a higher number, never by a lower one, not even after a restart', async () => {
    served = sign(2);
    const pins = await open();
    await pins.refresh();
    served = sign(1);
    await expectCode(() => pins.refresh(), 'pin-list-stale');
    const again = await open();
    await expectCode(() => again.refresh(), 'pin-list-stale');
    served = sign(3);
    expect(await again.refresh()).to.equal(true);
    expect(again.current()?.number).to.equal(3);
  });

  it('has one content for one number', async () => {
    served = sign(1);
    const pins = await open();
    await pins.refresh();
    expect(await pins.refresh()).to.equal(false);
    served = sign(1, { policy: terms({ k: 4 }) });
    await expectCode(() => pins.refresh(), 'pin-list-contradicted');
    expect(pins.current()?.policy.k).to.equal(3);
  });

  const refused: Record<string, [string, () => unknown]> = {
    'signed by another key': ['signature-invalid', () => sign(1, {}, foreign)],
    'of another organisation': ['pin-list-foreign', () => sign(1, { org: '01933f5e-0000-7000-8000-000000000002' })],
    'of another space': ['pin-list-foreign', () => sign(1, { space: '01933f5e-0000-7000-8000-000000000002' })],
    'changed on its way': ['signature-invalid', () => ({ ...sign(1), list: { ...sign(1).list, policy: terms({ k: 4 }) } })],
    'which is none': ['pin-list-malformed', () => ({ list: 'none' })],
    'with a policy under which two histories could be witnessed': [
      'policy-unsafe',
      () => sign(1, { policy: terms().replace('group witnesses 3', 'group witnesses 2') }),
    ],
    'without roots': ['pin-list-unfit', () => sign(1, { policy: terms({ roots: [] }) })],
    'that pins another key for the own organisation': [
      'pin-list-unfit',
      () => sign(1, { policy: terms({ roots: [{ org: ORG, key: foreign.publicKey }] }) }),
    ],
    'whose policy is for another space': [
      'pin-list-unfit',
      () => sign(1, { policy: terms({ space: '01933f5e-0000-7000-8000-000000000002' }) }),
    ],
  };
  for (const [what, [code, make]] of Object.entries(refused))
    it(`is refused ${what}`, async () => {
      served = make();
      const pins = await open();
      await expectCode(() => pins.refresh(), code);
      expect(pins.current()).to.equal(undefined);
    });

  it('is checked again when it is read from the disk', async () => {
    served = sign(1);
    await (await open()).refresh();
    fs.writeFileSync(path.join(folder, 'pins.json'), JSON.stringify(sign(1, {}, foreign)));
    await expectCode(() => open(), 'signature-invalid');
  });
});
