import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import { drawInspection } from '../../../labeling/sampling/inspection-draw.ts';
import { inspectionOf } from '../../../provenance/space/inspection.ts';
import { createPartialReplay, createReplay } from '../../../provenance/space/replay.ts';
import { openScriptedLot, type ScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type Actor, type EventDraft, type ScriptedSpace } from '../../support/scripted-space.ts';

const HOUR = 3_600_000;
const ROOT = 'ab'.repeat(32);
const HONEST = '11'.repeat(32);
const CANDIDATES = Array.from({ length: 16 }, (_, at) => (at + 32).toString(16).repeat(32));

/** An adversary and a gateway that logs whatever it is handed, against the replay alone; what only luck and silence give: grinding.test.ts. */
describe('attempts to choose a sample, through the replay', () => {
  let s: ScriptedSpace;
  let lot: ScriptedLot;
  let reviewer: Actor;
  let subject = { id: '' };
  beforeEach(() => {
    s = createScriptedSpace('attempts');
    lot = openScriptedLot(s, { inspection: { plan: { kind: 'normal', level: 'II', limit: '6.5' }, hours: 24 } });
    reviewer = s.certify(lot.firm, ['reviewer']);
    subject = lot.lot.signed.event.subject;
  });

  const commit = (actor: Actor, secret: string) =>
    s.log('inspection-committed', actor, { subject, body: { commitment: toHex(sha256(parseHex(secret))) }, refs: [lot.lot.id] });
  const close = (envelope: EventDraft<'lot-closed'>['envelope'] = {}) => {
    const body = { cause: 'complete' as const, labels: 3, reports: 0, left: [], root: ROOT };
    return s.log('lot-closed', lot.connector, { subject, body, refs: [lot.lot.id], envelope });
  };
  const reveal = (actor: Actor, secret: string, refs: readonly string[]) => {
    const envelope = { checkpoint: { size: s.entries.length, root: ROOT } };
    return s.log('inspection-revealed', actor, { subject, body: { secret }, refs, envelope });
  };
  const readAll = () => {
    const replay = createReplay(s.space, s.premises);
    const codes = s.entries.map((entry) => replay.take(entry)).flatMap((reading) => (reading.kind === 'ignored' ? [reading.code] : []));
    const found = replay.state.lots.get(subject.id) ?? expect.fail('no lot');
    return { codes, lot: found, inspection: inspectionOf(replay.state, found, [], drawInspection) };
  };
  /** What an excerpt of the log without these events is refused for, by whoever knows no more than the excerpt. */
  const readWithout = (left: ReadonlySet<string>): readonly string[] => {
    const replay = createPartialReplay(s.space, s.premises);
    return s.events.filter(({ id }) => !left.has(id)).flatMap(({ signed, id, index }) => replay.place(signed, id, index)?.code ?? []);
  };

  for (const side of ['owner', 'inspector'] as const)
    it(`leaves the ${side} no choice among many commitments, neither in the log nor in an excerpt of it`, () => {
      const [liar, honest] = side === 'owner' ? [lot.connector, reviewer] : [reviewer, lot.connector];
      const own = commit(honest, HONEST);
      const many = CANDIDATES.map((secret) => commit(liar, secret));
      const closed = close();
      // Who is honest reveals what her own copy of the log says, and only then does the liar choose.
      const { draw } = readAll().lot;
      const counted = [draw.owner, draw.inspector].flatMap((share) => share?.committed.id ?? []);
      reveal(honest, HONEST, [closed.id, ...counted]);
      const reveals = many.map(({ id }, at) => reveal(liar, CANDIDATES[at] ?? '', [closed.id, own.id, id]));
      const { codes, inspection } = readAll();
      expect(inspection).to.include({ kind: 'drawn' });
      expect(codes).to.deep.equal([...many.slice(1).map(() => 'draw-committed'), ...many.slice(1).map(() => 'draw-revealed')]);
      const excerptOf = (chosen: number) => {
        const left = (events: readonly { readonly id: string }[]) => events.filter((_, at) => at !== chosen).map(({ id }) => id);
        return readWithout(new Set([...left(many), ...left(reveals)]));
      };
      expect(many.map((_, at) => excerptOf(at))).to.deep.equal(many.map((_, at) => (at === 0 ? [] : ['reference-missing'])));
    });

  it('lets no excerpt leave the other side’s commitment out to have it pay', () => {
    const owner = commit(lot.connector, HONEST);
    const inspector = commit(reviewer, CANDIDATES[0] ?? '');
    const closed = close();
    const revealed = reveal(reviewer, CANDIDATES[0] ?? '', [closed.id, owner.id, inspector.id]);
    expect(readWithout(new Set([owner.id]))).to.deep.equal(['draw-awaited', 'reference-missing']);
    expect(readWithout(new Set([owner.id, revealed.id]))).to.deep.equal(['draw-awaited']);
  });

  it('counts none of an owner’s closings, whenever it tries, before the firm has committed or the deadline is there', () => {
    const { deadline } = lot.lot.signed.event.body;
    commit(lot.connector, HONEST);
    const times = Array.from({ length: 48 }, (_, hour) => deadline - 1 - hour * HOUR);
    for (const time of times) close({ time });
    expect(readAll()).to.deep.include({ codes: times.map(() => 'draw-awaited'), inspection: { kind: 'open', for: ['inspector'] } });
    commit(reviewer, CANDIDATES[0] ?? '');
    close();
    expect(readAll().inspection).to.deep.include({ kind: 'waiting', for: ['owner', 'inspector'] });
  });

  it('gives whoever copies the other side’s commitment one sample, that the other side drew, or silence', () => {
    const owner = commit(lot.connector, HONEST);
    const copied = commit(reviewer, HONEST);
    const refs = [close().id, owner.id, copied.id];
    for (const secret of CANDIDATES) reveal(reviewer, secret, refs);
    reveal(lot.connector, HONEST, refs);
    expect(readAll()).to.deep.include({ codes: CANDIDATES.map(() => 'draw-reveal-differs') });
    expect(readAll().inspection).to.deep.include({ kind: 'waiting', for: ['inspector'] });
    reveal(reviewer, HONEST, refs);
    expect(readAll().inspection).to.include({ kind: 'drawn' });
  });
});
