import { expect } from 'chai';
import type { Sample } from '../../../api/samples.ts';
import type { RedoneDraw } from '../../../console/src/space/acts/redraw.ts';
import { toHex } from '../../../common/encodings.ts';
import { commitJson } from '../../../provenance/event/commitment.ts';
import { writeLotFile } from '../../../provenance/evidence/draw/lot-file.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { labelsRoot } from '../../../provenance/space/accounting.ts';
import { entryOf, inspectLot, type InspectedStage } from '../../support/drawn-stage.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import type { ScriptedLabel } from '../../support/scripted-lot.ts';

type Row = Sample['labels'][number];
const DEFECT = { verdict: 'defect', reason: 'missing', severity: 'severe' } as const;

describe('verdicts over a drawn sample, on a reviewer’s device', () => {
  let stage: InspectedStage;
  let person: TestPerson;
  let redone: RedoneDraw;
  /** What the gateway makes of an honest row. */
  let lie: (row: Row, at: number) => Row | undefined;

  const relayed = (label: ScriptedLabel): Row['label'] => {
    const { id, signed, salt, index, opening } = label;
    return {
      event: id,
      signed,
      salt,
      index,
      opening: { salt: opening.salt, value: opening.value as never },
    };
  };
  /** Verdicts that came in, with their salts, by the id of their label. */
  const verdictOf = (label: string): Row['verdict'] => {
    const found = stage.log.received().find(({ signed: { event } }) => event.type === 'verdict-signed' && event.refs[1] === label);
    return found && { event: found.id, signed: found.signed, salt: found.salt ?? '', index: found.index };
  };
  const rowOf = (position: number): Row => {
    const label = stage.labels[position] ?? expect.fail('no label');
    const item = stage.lot.items.find(({ id }) => id === label.signed.event.subject.id) ?? expect.fail('no item');
    const verdict = verdictOf(label.id);
    const opening = { salt: item.opening.salt, value: item.opening.value as string };
    return { position, item: item.id, opening, label: relayed(label), ...(verdict && { verdict }) };
  };
  const sampled = (): readonly number[] => redone.sample.map(({ position }) => position);
  const answer = (): Sample => {
    const labels = sampled().flatMap((position, at) => lie(rowOf(position), at) ?? []);
    return { size: sampled().length, accept: 0, labels };
  };
  const signed = (type: string) => stage.log.seen.filter(({ event }) => event.type === type);

  beforeEach(async () => {
    stage = inspectLot('verdicts');
    const file = writeLotFile(await stage.lotFile());
    lie = (row) => row;
    stage.log.handlers.push((path) => {
      if (path === `/api/lots/${stage.id}/draw`) return file;
      return path.startsWith(`/api/lots/${stage.id}/sample`) ? answer() : undefined;
    });
    person = await openPerson(stage.log, stage.reviewer, stage.lot.firm);
    redone = await person.inspector.redraw(stage.id, () => 0);
  });

  const open = () => person.inspector.sample(stage.id, redone);

  it('open what was drawn, and bind each verdict to the leaf that this device computed', async () => {
    const items = await open();
    expect(items.map(({ position }) => position)).to.deep.equal(sampled());
    const [first] = items;
    if (first === undefined) return expect.fail('no item');
    expect('text' in first.content && first.content.text).to.equal(stage.lot.items.find(({ id }) => id === first.item)?.opening.value);
    await person.inspector.judge(stage.id, first, DEFECT);
    const [verdict] = signed('verdict-signed');
    const label = stage.labels[first.position] ?? expect.fail('no label');
    expect(verdict?.event.body).to.deep.equal({ lot: stage.id, label: toHex(leafHash(entryOf(label))), finding: DEFECT });
    expect(verdict?.event.refs[1]).to.equal(label.id);
    expect((await open())[0]?.verdict?.finding).to.deep.equal(DEFECT);
    return undefined;
  });

  it('commit to what is said of the label in words, and hand that in', async () => {
    const [first = expect.fail('no item')] = await open();
    await person.inspector.judge(stage.id, first, DEFECT, '右边界多了一个字');
    const [verdict] = signed('verdict-signed');
    const [document] = stage.log.documents;
    if (document?.kind !== 'verdict-note') return expect.fail('no note');
    expect(document.opening.value).to.equal('右边界多了一个字');
    expect(verdict?.event.body).to.include({ note: commitJson(document.opening, 'verdict-note', first.item) });
    return undefined;
  });

  it('refuse a label in the place of another, by its leaf, and sign nothing', async () => {
    const [drawn = 0] = sampled();
    const other = stage.labels.findIndex(
      (label, at) => at !== drawn && label.signed.event.subject.id === stage.labels[drawn]?.signed.event.subject.id,
    );
    lie = (row, at) => (at === 0 ? { ...row, label: relayed(stage.labels[other] ?? expect.fail('no label')) } : row);
    await expectCode(open, 'sample-differs');
    expect((await person.client.alarms.list()).map(({ code }) => code)).to.deep.equal(['sample-differs']);
    expect(signed('verdict-signed')).to.deep.equal([]);
  });

  it('refuse another salt, another place, a text or a result that was not signed, and a label left out', async () => {
    const lies: readonly (readonly [code: string, lie: (row: Row) => Row | undefined])[] = [
      ['sample-differs', (row) => ({ ...row, label: { ...row.label, salt: 'ab'.repeat(32) } })],
      ['sample-differs', (row) => ({ ...row, position: row.position + 1 })],
      ['sample-differs', () => undefined],
      ['opening-differs', (row) => ('opening' in row ? { ...row, opening: { ...row.opening, value: '另一段' } } : row)],
      ['opening-differs', (row) => ({ ...row, label: { ...row.label, opening: { salt: row.label.opening?.salt ?? '', value: [] } } })],
    ];
    for (const [code, change] of lies) {
      lie = (row, at) => (at === 0 ? change(row) : row);
      await expectCode(open, code);
    }
    expect(signed('verdict-signed')).to.deep.equal([]);
  });

  it('open nothing of a draw that does not hold', async () => {
    await expectCode(() => person.inspector.sample(stage.id, { ...redone, verdict: 'failed', failed: 'sample-redone' }), 'sample-differs');
  });

  it('end the inspection by the root of all verdicts, and not before there are all', async () => {
    const items = await open();
    const [first, ...rest] = items;
    await person.inspector.judge(stage.id, first ?? expect.fail('no item'), DEFECT);
    await expectCode(async () => await person.inspector.endInspection(stage.id, await open()), 'inspection-incomplete');
    for (const item of rest) await person.inspector.judge(stage.id, item, { verdict: 'pass' });
    stage.log.publish();
    const judged = await open();
    await person.inspector.endInspection(stage.id, judged);
    const root = labelsRoot(judged.map(({ verdict }) => verdict ?? expect.fail('no verdict')));
    expect(signed('lot-inspected')[0]?.event.body).to.deep.equal({ inspected: items.length, defects: 1, root });
    stage.log.publish();
    const { state } = await person.client.follow();
    expect(state.lots.get(stage.id)?.inspected?.signed.event.body.defects).to.equal(1);
  });

  it('certify the lot once its owner has accepted it, by the draw that was redone here', async () => {
    for (const item of await open()) await person.inspector.judge(stage.id, item, { verdict: 'pass' });
    stage.log.publish();
    await person.inspector.endInspection(stage.id, await open());
    stage.log.publish();
    await person.client.follow();
    await expectCode(() => person.inspector.certify(stage.id, redone), 'certificate-early');
    const { space: s } = stage.log;
    const ended = stage.log.received().find(({ signed: { event } }) => event.type === 'lot-inspected') ?? expect.fail('not ended');
    s.log('lot-accepted', stage.lot.keeper, { subject: { id: stage.id }, body: {}, refs: [ended.id] });
    stage.log.publish();
    await person.client.follow();
    await expectCode(() => person.inspector.certify(stage.id, { ...redone, verdict: 'failed', failed: 'root-redone' }), 'sample-differs');
    expect(signed('lot-certified')).to.deep.equal([]);
    await person.inspector.certify(stage.id, redone);
    const indices = stage.labels.map(({ index }) => index);
    const range = { first: Math.min(...indices), last: Math.max(...indices) };
    expect(signed('lot-certified')[0]?.event.body).to.deep.equal({ range, labels: 6, inspected: 2, defects: 0, accept: 0 });
    stage.log.publish();
    expect((await person.client.follow()).state.lots.get(stage.id)?.certified).to.not.equal(undefined);
  });

  it('refuse a verdict by whoever is no reviewer of the firm, whatever organisation the event names', async () => {
    const [first] = await open();
    const { log, lot, id } = stage;
    const closing = log.space.events.find(({ signed: { event } }) => event.type === 'lot-closed') ?? expect.fail('not closed');
    const { label, item, commitment, leaf } = first ?? expect.fail('no item');
    for (const actor of [log.space.newActor(lot.firm.org), lot.labelers[0]]) {
      const draft = { subject: { id: item, commitment }, body: { lot: id, label: leaf, finding: DEFECT }, refs: [closing.id, label] };
      const { id: event, signed: made, salt = '' } = log.space.sign('verdict-signed', actor, draft);
      lie = (row, at) => (at === 0 ? { ...row, verdict: { event, signed: made, salt, index: 1 } } : row);
      await expectCode(open, 'sample-differs');
    }
  });

  it('refuse to add up a verdict that stands in no log, or is about another label', async () => {
    const items = await open();
    for (const item of items) await person.inspector.judge(stage.id, item, { verdict: 'pass' });
    stage.log.publish();
    const judged = await open();
    const moved = judged.map((item) => (item.verdict === undefined ? item : { ...item, verdict: { ...item.verdict, index: 0 } }));
    await expectCode(() => person.inspector.endInspection(stage.id, moved), 'sample-differs');
    const [, second] = items;
    lie = (row, at) => {
      const verdict = verdictOf(second?.label ?? '');
      return at === 0 && verdict !== undefined ? { ...row, verdict } : row;
    };
    await expectCode(open, 'sample-differs');
    expect(signed('lot-inspected')).to.deep.equal([]);
  });
});
