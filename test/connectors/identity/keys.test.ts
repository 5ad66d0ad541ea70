import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { openKeys } from '../../../connectors/identity/keys.ts';
import { readEnrolmentFile } from '../../../connectors/identity/enrolment-file.ts';
import { writeWhole } from '../../../connectors/runtime/files.ts';
import { expectCode } from '../../support/expect-code.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';
import { seededRandom } from '../../support/random.ts';

describe('a member process’s own folder', () => {
  let folder = '';
  beforeEach(() => (folder = makeFolder('keys')));
  afterEach(() => removeFolder(folder));
  const file = (): string => path.join(folder, 'keys/keys.json');
  const modeOf = (name: string): number => fs.statSync(name).mode & 0o777;

  it('gets keys at the first start, which only its owner reads, and keeps them', async () => {
    const made = await openKeys(folder, seededRandom('keys'));
    expect([modeOf(file()), modeOf(path.dirname(file()))]).to.deep.equal([0o600, 0o700]);
    const kept = await openKeys(folder, () => expect.fail('draws again'));
    expect(toHex(kept.signing.publicKey)).to.equal(toHex(made.signing.publicKey));
    expect(toHex(kept.cosigner.sign(toUtf8('x')))).to.equal(toHex(made.cosigner.sign(toUtf8('x'))));
    expect(toHex(kept.opening.publicKey)).to.equal(toHex(made.opening.publicKey));
    const keys = [made.signing.publicKey, made.cosigner.publicKey, made.opening.publicKey].map(toHex);
    expect(new Set(keys).size).to.equal(3);
  });

  it('refuses a broken key file instead of making new keys', async () => {
    await openKeys(folder, seededRandom('keys'));
    const whole = fs.readFileSync(file(), 'utf8');
    for (const text of ['', whole.slice(0, 40), whole.replace('"v":1', '"v":2')]) {
      fs.writeFileSync(file(), text);
      await expectCode(() => openKeys(folder, seededRandom('other')), 'keys-unreadable');
    }
  });

  it('refuses a key file that others may read', async () => {
    await openKeys(folder, seededRandom('keys'));
    fs.chmodSync(file(), 0o640);
    await expectCode(() => openKeys(folder, seededRandom('keys')), 'keys-unreadable');
  });

  it('is not misled by the draft of a killed first start', async () => {
    fs.mkdirSync(path.dirname(file()));
    fs.writeFileSync(`${file()}.new`, '{"v":1,"sig');
    await openKeys(folder, seededRandom('keys'));
    expect(fs.readdirSync(path.dirname(file()))).to.deep.equal(['keys.json']);
  });

  it('replaces files as a whole', async () => {
    const name = path.join(folder, 'state.json');
    await writeWhole(name, 'one');
    await writeWhole(name, 'two');
    expect([fs.readFileSync(name, 'utf8'), modeOf(name), fs.readdirSync(folder)]).to.deep.equal(['two', 0o600, ['state.json']]);
  });

  it('asks for the administrator’s enrolment file, and for one that is whole', async () => {
    await expectCode(() => readEnrolmentFile(folder), 'enrolment-missing');
    for (const text of ['', '{}', '{"v":2}']) {
      fs.writeFileSync(path.join(folder, 'enrolment.json'), text);
      await expectCode(() => readEnrolmentFile(folder), 'enrolment-malformed');
    }
  });
});
