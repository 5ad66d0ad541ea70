import { expect } from 'chai';
import { toUtf8, toHex } from '../../../common/encodings.ts';
import { judgeLabel } from '../../../privacy/sealing/label-judgement.ts';
import { wrapLabelKey } from '../../../privacy/sealing/label-key.ts';
import { labelHash } from '../../../privacy/sealing/label-hash.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';
import { sealedLabelOf, strangerKey, type SealedLabelDraft } from '../../support/sealed-labels.ts';
import type { Actor } from '../../support/scripted-space.ts';
import { RESULT } from '../../support/scripted-lot.ts';

describe('sealed labels at the connector', () => {
  let own: OwnLot;
  let lot = '';
  let labeler: Actor;
  let second: Actor;
  beforeEach(async () => {
    own = await startOwnLot({ level: 'g3', delivery: 'sealed' });
    [labeler, second] = own.labelers;
    ({ lot } = await own.begin());
    await own.round();
  });
  afterEach(() => own.close());

  const lotOf = () => own.log.own.ledger.state().lots.get(lot);
  const unreadable = (): number => lotOf()?.unreadable.size ?? 0;

  it('are opened, counted, closed and released, and the gateway gets no file', async () => {
    for (const at of [0, 1, 2]) await sealedLabelOf(own, lot, at === 1 ? second : labeler, at);
    await own.round([lot]);
    expect(lotOf()?.closed?.signed.event.body).to.include({ cause: 'complete', labels: 3 });
    const release = own.log.script.newId();
    const prepared = await own.own.releasing.prepare({ lot, release }, 'release command');
    expect(prepared.labels).to.equal(3);
    const { closed } = lotOf() ?? {};
    own.log.script.log('release-signed', own.keeper, {
      subject: { id: release },
      body: { project: prepared.project, lot, manifest: prepared.manifest, data: prepared.data, labels: 3, items: 3 },
      refs: [closed?.id ?? ''],
    });
    await own.log.sync();
    await own.own.releasing.work();
    expect(own.relay.uploads.size).to.equal(0);
    expect(own.troubles).to.deep.equal([]);
  });

  const other = (): string => toHex(strangerKey.publicKey);
  const spoiled: Readonly<Record<string, readonly [string, SealedLabelDraft]>> = {
    'whose key was wrapped for somebody else': [
      'wrap-unopened',
      {
        spoil: (sealed) => ({ ...sealed, wraps: { ...sealed.wraps, lot: sealed.wraps.author } }),
      },
    ],
    'that commit to another key': ['key-differs', { spoil: (sealed) => ({ ...sealed, key: 'ab'.repeat(32) }) }],
    'that are wrapped wrongly for their author': [
      'wrap-differs',
      { spoil: (sealed) => ({ ...sealed, wraps: { ...sealed.wraps, author: sealed.wraps.lot } }) },
    ],
    'whose ciphertext is garbage': ['ciphertext-unopened', { spoil: (sealed) => ({ ...sealed, box: btoa('x'.repeat(1064)) }) }],
    'that seal no label': ['answers-unfit', { content: toUtf8('{}') }],
    'that seal another label than was committed to': [
      'commitment-differs',
      { content: toUtf8(`{"salt":"${'00'.repeat(32)}","value":${JSON.stringify(RESULT)}}`) },
    ],
    'that answer another question': [
      'answers-unfit',
      { result: [{ from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['无此项'] } }] },
    ],
  };
  for (const [what, [reason, draft]] of Object.entries(spoiled))
    it(`${what} are declared unreadable, and the item is labeled anew`, async () => {
      const { logged } = await sealedLabelOf(own, lot, labeler, 0, draft);
      await sealedLabelOf(own, lot, second, 1);
      await sealedLabelOf(own, lot, second, 2);
      await own.round([lot]);
      expect(lotOf()?.closed).to.equal(undefined);
      expect([...(lotOf()?.unreadable.keys() ?? [])]).to.deep.equal([logged.id]);
      expect(await own.own.count(lot).then(({ refused }) => refused.map(({ details }) => details['reason']))).to.deep.equal([reason]);
      await sealedLabelOf(own, lot, second, 0);
      await own.round([lot]);
      expect(lotOf()?.closed?.signed.event.body.labels).to.equal(3);
      expect(unreadable()).to.equal(1);
    });

  it('that the gateway exchanges or withholds are not blamed on their author', async () => {
    const { sealed } = await sealedLabelOf(own, lot, labeler, 0);
    const another = await sealedLabelOf(own, lot, second, 1);
    const honest = [...own.relay.work];
    const [first = expect.fail(), ...rest] = honest;
    for (const [served, code] of [
      [another.sealed, 'label-differs'],
      [{ ...sealed, box: btoa('y'.repeat(1064)) }, 'label-differs'],
      [undefined, 'label-malformed'],
    ] as const) {
      const { sealed: _, ...bare } = first;
      own.relay.work = [{ ...bare, ...(served && { sealed: served }) }, ...rest];
      await own.round([lot]);
      const { refused } = await own.own.count(lot);
      expect(refused.map((one) => one.code)).to.deep.equal([code]);
    }
    expect(unreadable()).to.equal(0);
    own.relay.work = honest;
    expect((await own.own.count(lot)).accounting.labels).to.have.length(2);
  });

  it('that name a header which this connector never signed are declared unreadable, so that they hold up no lot', async () => {
    const { logged } = await sealedLabelOf(own, lot, labeler, 0, { header: 'cd'.repeat(32) });
    for (const at of [1, 2]) await sealedLabelOf(own, lot, second, at);
    await own.round([lot]);
    expect([...(lotOf()?.unreadable.keys() ?? [])]).to.deep.equal([logged.id]);
    expect((await own.own.count(lot)).refused.map(({ details }) => details['reason'])).to.deep.equal(['header-unknown']);
    await sealedLabelOf(own, lot, second, 0);
    await own.round([lot]);
    expect(lotOf()?.closed?.signed.event.body.labels).to.equal(3);
  });

  const noLabel: SealedLabelDraft = { content: toUtf8('{}') };

  it('that do not open, one upon the other, are taken back from the newest on', async () => {
    const { logged: first } = await sealedLabelOf(own, lot, labeler, 0, noLabel);
    const { logged: next } = await sealedLabelOf(own, lot, labeler, 0, { ...noLabel, replaces: first });
    await own.round([lot]);
    expect([...(lotOf()?.unreadable.keys() ?? [])]).to.deep.equal([next.id]);
    await own.round([lot]);
    expect([...(lotOf()?.unreadable.keys() ?? [])]).to.deep.equal([next.id, first.id]);
    expect((await own.own.count(lot)).accounting.left).to.have.length(3);
  });

  it('that do not open and were corrected by their author are not declared: the correction counts', async () => {
    const { logged: first } = await sealedLabelOf(own, lot, labeler, 0, noLabel);
    const { logged: next } = await sealedLabelOf(own, lot, labeler, 0, { replaces: first });
    for (const at of [1, 2]) await sealedLabelOf(own, lot, second, at);
    const { accounting } = await own.own.count(lot);
    expect(accounting.labels.map(({ id }) => id)).to.include(next.id);
    await own.round([lot]);
    expect(unreadable()).to.equal(0);
    expect(lotOf()?.closed?.signed.event.body.labels).to.equal(3);
  });

  it('that a gateway lets nobody declare unreadable are declared once a minute, not without end', async () => {
    await sealedLabelOf(own, lot, labeler, 0, noLabel);
    const asked: string[] = [];
    own.log.through({
      submit: (submission) => {
        const { type } = submission.signed.event;
        if (type !== 'label-unreadable') return own.log.honest.submit(submission);
        asked.push(type);
        return Promise.resolve({ refusal: { code: 'label-not-counting', details: {} } });
      },
    });
    for (let rounds = 0; rounds < 4; rounds += 1) await own.round([lot]);
    expect(asked).to.have.length(1);
    expect(own.troubles.filter((code) => code === 'label-not-counting')).to.have.length(1);
    own.log.at(own.log.clock() + 61_000);
    await own.round([lot]);
    expect(asked).to.have.length(2);
  });

  it('that do not open give way to the label before them', async () => {
    const { logged: first } = await sealedLabelOf(own, lot, labeler, 0);
    const { logged: next } = await sealedLabelOf(own, lot, labeler, 0, { ...noLabel, replaces: first });
    for (const at of [1, 2]) await sealedLabelOf(own, lot, second, at);
    await own.round([lot]);
    expect([...(lotOf()?.unreadable.keys() ?? [])]).to.deep.equal([next.id]);
    await own.round([lot]);
    expect((await own.own.count(lot)).accounting.labels.map(({ id }) => id)).to.include(first.id);
    expect(lotOf()?.closed?.signed.event.body.labels).to.equal(3);
  });

  it('that an owner calls unreadable without cause are shown to be readable by their key', async () => {
    const { sealed, labelKey, place, readers } = await sealedLabelOf(own, lot, labeler, 0);
    const premise = { place, readers, hash: labelHash(sealed) };
    expect(judgeLabel(labelKey, sealed, premise)).to.include({ verdict: 'readable', against: 'owner' });
    const garbage = {
      ...sealed,
      wraps: { ...sealed.wraps, lot: wrapLabelKey(labelKey, { place, readers: { ...readers, lot: other() } }, 'lot') },
    };
    expect(judgeLabel(labelKey, garbage, { ...premise, hash: labelHash(garbage) })).to.deep.include({
      verdict: 'author-wrapped-garbage',
      against: 'author',
      readers: ['lot'],
    });
  });
});
