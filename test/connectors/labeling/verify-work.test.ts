import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { verifyWork, type SubmittedWork } from '../../../connectors/labeling/verify-work.ts';
import { parseConfiguration } from '../../../labeling/configuration.ts';
import {
  CONFIGURATION,
  label,
  openScriptedLot,
  report,
  RESULT,
  signLabel,
  signRoster,
  type ScriptedLabel,
} from '../../support/scripted-lot.ts';
import { createScriptedSpace } from '../../support/scripted-space.ts';

const setUp = () => {
  const s = createScriptedSpace('verify-work');
  const lot = openScriptedLot(s);
  const texts = new Map(lot.items.map(({ id, opening }) => [id, opening.value as string]));
  const log = {
    get size() {
      return s.entries.length;
    },
    read: (from: number, count: number) => Promise.resolve(s.entries.slice(from, from + count)),
  };
  const configuration = parseConfiguration(CONFIGURATION);
  const verify = (...work: readonly SubmittedWork[]) =>
    verifyWork(work, { space: s.space, premises: s.premises, log, lot: lot.lot.signed, configuration, texts });
  return { s, lot, verify };
};

const expectRefused = async (verified: ReturnType<ReturnType<typeof setUp>['verify']>, code: string): Promise<void> => {
  const { labels, reports, refused } = await verified;
  expect([...labels, ...reports]).to.deep.equal([]);
  expect(refused.map((one) => one.code)).to.deep.equal([code]);
};

describe('work on a lot', () => {
  it('counts with its answers when everything holds', async () => {
    const { s, lot, verify } = setUp();
    const [wang, li] = lot.labelers;
    const one = label(s, lot, wang, 0);
    const broken = report(s, lot, li, 1);
    const { labels, reports, refused } = await verify(broken, one);
    expect(refused).to.deep.equal([]);
    expect(labels.map(({ id, index, result }) => ({ id, index, result }))).to.deep.equal([
      { id: one.id, index: one.index, result: RESULT },
    ]);
    expect(reports.map(({ id }) => id)).to.deep.equal([broken.id]);
  });

  it('counts by the roster and certificates as they were at its place in the log', async () => {
    const { s, lot, verify } = setUp();
    const [wang, li] = lot.labelers;
    const before = label(s, lot, wang, 0);
    signRoster(s, lot.keeper, lot.opened, [li], 2);
    const after = label(s, lot, wang, 1);
    const theirs = label(s, lot, li, 2);
    s.revoke(lot.firm, li);
    const late = label(s, lot, li, 1);
    const { labels, refused } = await verify(before, after, theirs, late);
    expect(labels.map(({ id }) => id)).to.deep.equal([before.id, theirs.id]);
    expect(refused.map(({ event, code }) => [event, code])).to.deep.equal([
      [after.id, 'not-on-roster'],
      [late.id, 'actor-revoked'],
    ]);
  });

  const hostile: Record<string, [string, (context: ReturnType<typeof setUp>) => SubmittedWork]> = {
    'a swapped result': [
      'commitment-not-opened',
      ({ s, lot }) => ({ ...label(s, lot, lot.labelers[0], 0), opening: signLabel(s, lot, lot.labelers[0], 0, { result: [] }).opening }),
    ],
    'the result of another item': [
      'commitment-not-opened',
      ({ s, lot }) => ({ ...label(s, lot, lot.labelers[0], 0), opening: label(s, lot, lot.labelers[0], 1).opening }),
    ],
    'no result': ['label-unopened', ({ s, lot }) => ({ ...label(s, lot, lot.labelers[0], 0), opening: undefined })],
    'a result that was not asked for': ['answer-missing', ({ s, lot }) => label(s, lot, lot.labelers[0], 0, { result: [] })],
    'a result that is none': ['result-malformed', ({ s, lot }) => label(s, lot, lot.labelers[0], 0, { result: { any: 'thing' } })],
    'an uncertified key': ['actor-uncertified', ({ s, lot }) => label(s, lot, s.newActor(lot.firm.org), 0)],
    'a certified person who is not on the roster': ['not-on-roster', ({ s, lot }) => label(s, lot, s.certify(lot.firm, ['labeler']), 0)],
    'the owner herself': ['not-on-roster', ({ s, lot }) => label(s, lot, lot.keeper, 0)],
    'a label that never came into the log': ['work-not-logged', ({ s, lot }) => signLabel(s, lot, lot.labelers[0], 0)],
    'an index of another entry': [
      'work-not-logged',
      ({ s, lot }) => ({ ...label(s, lot, lot.labelers[0], 0), index: label(s, lot, lot.labelers[0], 1).index }),
    ],
    'an index beyond the own copy': [
      'work-not-logged',
      ({ s, lot }) => ({ ...label(s, lot, lot.labelers[0], 0), index: s.entries.length + 5 }),
    ],
    'another salt': ['work-not-logged', ({ s, lot }) => ({ ...label(s, lot, lot.labelers[0], 0), salt: '0'.repeat(64) })],
    'a salt of another length': ['salt-malformed', ({ s, lot }) => ({ ...label(s, lot, lot.labelers[0], 0), salt: '00' })],
    'a changed signature': [
      'signature-invalid',
      ({ s, lot }) => {
        const one = label(s, lot, lot.labelers[0], 0);
        return { ...one, signed: { ...one.signed, signature: '0'.repeat(128) } };
      },
    ],
    'a signature by another key': [
      'signature-invalid',
      ({ s, lot }) => {
        const one = label(s, lot, lot.labelers[0], 0);
        const actor = { ...one.signed.event.actor, key: toHex(lot.labelers[1].key.publicKey) };
        return { ...one, signed: { ...one.signed, event: { ...one.signed.event, actor } } };
      },
    ],
    'another commitment of the item': [
      'item-not-in-lot',
      ({ s, lot }) => label(s, lot, lot.labelers[0], 0, { commitment: lot.items[1]?.commitment ?? '' }),
    ],
    'an item of another lot': ['work-unfit', ({ s, lot }) => label(s, lot, lot.labelers[0], 0, { body: { lot: s.newId() } })],
    'an event of another type': ['work-unfit', ({ lot }) => ({ ...lot.graded, salt: '0'.repeat(64) })],
    'what is no event': ['event-malformed', () => ({ signed: { event: 'none' }, salt: '', index: 0 })],
  };
  for (const [what, [code, make]] of Object.entries(hostile))
    it(`refuses ${what}`, async () => {
      const context = setUp();
      await expectRefused(context.verify(make(context)), code);
    });

  it('refuses a second event at one place of a chain, and the same event handed over twice', async () => {
    const { s, lot, verify } = setUp();
    const [wang] = lot.labelers;
    const one = label(s, lot, wang, 0);
    const { seq, prev } = one.signed.event;
    const drafted = signLabel(s, lot, wang, 1);
    const fork = s.sign('annotation-signed', wang, {
      subject: { id: lot.items[1]?.id ?? '', commitment: lot.items[1]?.commitment ?? '' },
      body: drafted.signed.event.body,
      refs: drafted.signed.event.refs,
      envelope: { seq, prev },
    });
    const forked: ScriptedLabel = { ...s.append(fork), salt: fork.salt ?? '', opening: drafted.opening };
    const { labels, refused } = await verify(one, one, forked);
    expect(labels.map(({ id }) => id)).to.deep.equal([one.id]);
    expect(refused.map(({ code }) => code)).to.deep.equal(['work-repeated', 'work-repeated']);
  });
});
