import { expect } from 'chai';
import type { Sample } from '../../../api/samples.ts';
import type { SealedItem, SignedWrap } from '../../../api/sealed.ts';
import { toHex } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import type { RedoneDraw } from '../../../console/src/space/acts/redraw.ts';
import { writeLotFile } from '../../../provenance/evidence/draw/lot-file.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import type { SealedLabel } from '../../../privacy/sealing/messages.ts';
import { entryOf } from '../../support/drawn-stage.ts';
import { detailsOf, expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { RESULT } from '../../support/scripted-lot.ts';
import { memberOf } from '../../support/scripted-space.ts';
import { inspectSealedLot, type SealedStage } from '../../support/sealed-inspection.ts';

type Row = Sample['labels'][number];

describe('the sample of a sealed lot, on a reviewer’s device', () => {
  let stage: SealedStage;
  let person: TestPerson;
  let redone: RedoneDraw;
  let sample: ReturnType<SealedStage['sealSample']>;
  let wrap: SignedWrap;
  let lotKey: SignedWrap;
  /** What the gateway makes of an honest row. */
  let lie: (row: Row, at: number) => Row;

  const begin = async (spoil?: (sealed: SealedLabel, at: number) => SealedLabel): Promise<void> => {
    stage = inspectSealedLot('sealed sample', spoil);
    const file = writeLotFile(await stage.lotFile());
    sample = stage.sealSample();
    [wrap, lotKey] = [sample.wrapFor(stage.reviewer), stage.lotKeyFor(stage.reviewer)];
    lie = (row) => row;
    stage.log.handlers.push((path) => {
      if (path === `/api/lots/${stage.id}/draw`) return file;
      if (path === `/api/lots/${stage.id}/key`) return { wrap: lotKey };
      return path.startsWith(`/api/lots/${stage.id}/sample`) ? answer() : undefined;
    });
    person = await openPerson(stage.log, stage.reviewer, stage.lot.firm);
    redone = await person.inspector.redraw(stage.id, () => 0);
  };
  const sampled = (): readonly number[] => redone.sample.map(({ position }) => position);
  const answer = (): Sample => {
    const labels = sampled().map((position, at) => lie(verdictOn(stage.rowOf(position, sample.itemOf)), at));
    return { size: sampled().length, accept: 0, labels, wrap };
  };
  const verdictOn = (row: Row): Row => {
    const found = stage.log
      .received()
      .find(({ signed: { event } }) => event.type === 'verdict-signed' && event.refs[1] === row.label.event);
    const verdict = found && { event: found.id, signed: found.signed, salt: found.salt ?? '', index: found.index };
    return { ...row, ...(verdict && { verdict }) };
  };
  const open = () => person.inspector.sample(stage.id, redone);
  const contents = async () => (await open()).map(({ content }) => content);
  const unread = (part: string, reason: string) => ({ unread: { part, reason } });
  const signed = (type: string) => stage.log.seen.filter(({ event }) => event.type === type);

  beforeEach(() => begin());

  it('is opened with the keys that its owner’s connector sealed, and judged by the leaf', async () => {
    const items = await open();
    expect(items).to.have.length(sampled().length);
    for (const { item, content } of items) {
      expect(content).to.include({ text: stage.lot.items.find(({ id }) => id === item)?.opening.value, level: 'g3' });
      expect('result' in content && content.result).to.deep.equal(RESULT);
    }
    const [first = expect.fail('nothing')] = items;
    await person.inspector.judge(stage.id, first, { verdict: 'pass' });
    const label = stage.labels[first.position] ?? expect.fail('no label');
    expect(signed('verdict-signed')[0]?.event.body).to.deep.include({ label: toHex(leafHash(entryOf(label))) });
  });

  it('is refused with an alarm where a gateway exchanges a key, an item or a label, and nothing is signed', async () => {
    const [honest, honestKey] = [wrap, lotKey];
    const stranger = stage.lot.labelers[0];
    const { itemOf: foreign } = stage.sealSample({ by: stage.lot.keeper });
    const forged = (item: string): SealedItem => {
      const made = foreign(item);
      const header = { ...made.signed.header, batch: sample.itemOf(item).signed.header.batch };
      return { ...made, signed: { ...made.signed, header } };
    };
    const rowsOf = (itemOf: (item: string) => SealedItem) => (row: Row) => ({ ...row, sealed: itemOf(row.item) }) as Row;
    const other = (item: string): string => stage.lot.items.find(({ id }) => id !== item)?.id ?? '';
    const otherLabel = (row: Row): Row => {
      const position = stage.labels.findIndex(({ id }) => id !== row.label.event);
      const { label } = stage.rowOf(position, sample.itemOf);
      return { ...row, label: { ...row.label, sealed: label.sealed } };
    };
    /** The same bytes to a careless reader, and no base64 to a strict one. */
    const loose = (item: string): SealedItem => {
      const { box, ...rest } = sample.itemOf(item);
      return { ...rest, box: `${box.slice(0, -4)}AAF=` };
    };
    const swapped = (item: string): SealedItem => ({ ...sample.itemOf(item), box: sample.itemOf(other(item)).box });
    for (const [part, change] of [
      ['wrap-foreign', () => (wrap = sample.wrapFor(stranger))],
      ['wrap-foreign', () => (wrap = stage.sealSample().wrapFor(stage.reviewer))],
      ['wrap-signature-invalid', () => (wrap = { ...honest, wrap: { ...honest.wrap, box: honestKey.wrap.box } })],
      ['header-foreign', () => (lie = rowsOf((item) => sample.itemOf(other(item))))],
      ['header-signature-invalid', () => (lie = rowsOf(forged))],
      ['item-ciphertext-differs', () => (lie = rowsOf(swapped))],
      ['malformed-encoding', () => (lie = rowsOf(loose))],
      ['label-differs', () => (lie = otherLabel)],
      [
        'sealing',
        () => (lie = ({ position, item, label }) => ({ position, item, label, opening: { salt: 'ab'.repeat(32), value: '另' } })),
      ],
    ] as const) {
      [wrap, lotKey, lie] = [honest, honestKey, (row) => row];
      change();
      expect((await detailsOf(open, 'sample-differs'))['part'], part).to.equal(part);
    }
    [wrap, lotKey, lie] = [honest, stage.lotKeyFor(stranger), (row) => row];
    await expectCode(open, 'sample-differs');
    expect(new Set((await person.client.alarms.list()).map(({ code }) => code))).to.deep.equal(new Set(['sample-differs']));
    expect(signed('verdict-signed')).to.deep.equal([]);
  });

  it('is withheld by a gateway where the log names this reviewer, and only not sealed yet where it does not', async () => {
    const { log, lot, id } = stage;
    log.handlers.unshift((path) => {
      if (path.startsWith(`/api/lots/${id}/sample`)) throw new DomainError('sample-not-sealed-for');
      return undefined;
    });
    await expectCode(open, 'sample-not-sealed-for');
    expect(await person.client.alarms.list()).to.deep.equal([]);
    const closed = log.space.events.find(({ signed: { event } }) => event.type === 'lot-closed') ?? expect.fail('open');
    const reviewers = [toHex(stage.reviewer.key.publicKey)];
    log.space.log('sample-sealed', lot.connector, { subject: { id }, body: { batch: log.space.newId(), reviewers }, refs: [closed.id] });
    log.publish();
    await person.client.follow();
    await expectCode(open, 'sample-withheld');
    expect((await person.client.alarms.list()).map(({ code }) => code)).to.deep.equal(['sample-withheld']);
  });

  it('says of each label what its owner’s connector sealed so that it does not open, and lets the inspection end', async () => {
    const garbage = stage.sealSample({ batchKey: new Uint8Array(32).fill(1) });
    [sample, wrap] = [garbage, garbage.wrapFor(stage.reviewer)];
    expect(await contents()).to.deep.equal(sampled().map(() => unread('item', 'item-key-differs')));
    for (const item of await open()) await person.inspector.judge(stage.id, item, { verdict: 'unseen', part: 'item' });
    stage.log.publish();
    await person.inspector.endInspection(stage.id, await open());
    const size = sampled().length;
    expect(signed('lot-inspected')[0]?.event.body).to.include({ inspected: size, defects: 0, unseen: size });
    stage.log.publish();
    const { state } = await person.client.follow();
    expect(state.lots.get(stage.id)?.inspected?.signed.event.body.unseen).to.equal(size);
  });

  it('says so of a lot key that is none, and of a label whose author sealed it wrongly', async () => {
    lotKey = stage.lotKeyFor(stage.reviewer, new Uint8Array(32).fill(3));
    expect(await contents()).to.deep.equal(sampled().map(() => unread('label', 'lot-key-differs')));
    const wrong = (sealed: SealedLabel): SealedLabel => ({ ...sealed, wraps: { ...sealed.wraps, lot: sealed.wraps.author } });
    await begin((sealed, at) => (at === 0 ? wrong(sealed) : sealed));
    const broken = sampled().map((position) => stage.labels[position]?.signed.event.subject.id === stage.lot.items[0]?.id);
    const found = await contents();
    expect(found.map((content) => 'unread' in content)).to.deep.equal(broken);
    for (const content of found.filter((_, at) => broken[at])) expect(content).to.deep.equal(unread('label', 'label-wrap-unopened'));
  });

  it('is opened for nobody whom her own copy of the log does not name a reviewer who is cleared', async () => {
    const { log, lot } = stage;
    log.space.log('roster-signed', lot.keeper, {
      subject: { id: lot.project },
      body: { number: 3, members: lot.labelers.map(memberOf('labeler')) },
      refs: [lot.opened.id],
    });
    log.publish();
    expect((await detailsOf(open, 'item-withheld'))['reason']).to.equal('recipient-not-on-roster');
  });
});
