import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import { drawInspection } from '../../../labeling/sampling/inspection-draw.ts';
import { drawSample, drawSeed } from '../../../labeling/sampling/draw.ts';
import type { WitnessedPoint } from '../../../provenance/log/witnessed-point.ts';
import { loggedTime } from '../../../provenance/space/inspection-terms.ts';
import { inspectionOf } from '../../../provenance/space/inspection.ts';
import { createReplay } from '../../../provenance/space/replay.ts';
import { openScriptedLot, type ScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type Actor, type EventDraft, type LoggedEvent, type ScriptedSpace } from '../../support/scripted-space.ts';

const HOUR = 3_600_000;
const LABELS = 3;
const ROOT = 'ab'.repeat(32);
const PLAN = { kind: 'normal', level: 'II', limit: '6.5' } as const;

/** Each side tries what its gateway would take: only the replay stands between. */
describe('who draws the sample of a lot', () => {
  let s: ScriptedSpace;
  let lot: ScriptedLot;
  let [reviewer, administrator]: Actor[] = [];
  let lotId = '';
  const [mine, theirs] = ['11'.repeat(32), '22'.repeat(32)];

  const begin = (options: Parameters<typeof openScriptedLot>[1] = { inspection: { plan: PLAN, hours: 24 } }): void => {
    s = createScriptedSpace();
    lot = openScriptedLot(s, options);
    reviewer = s.certify(lot.firm, ['reviewer']);
    administrator = s.certify(lot.firm, ['administrator']);
    lotId = lot.lot.signed.event.subject.id;
  };
  beforeEach(() => begin());

  const by = (actor: Actor | undefined): Actor => actor ?? expect.fail('nobody');
  const commit = (actor: Actor | undefined, secret: string, draft: Partial<EventDraft<'inspection-committed'>> = {}) =>
    s.log('inspection-committed', by(actor), {
      subject: { id: lotId },
      body: { commitment: toHex(sha256(parseHex(secret))) },
      refs: [lot.lot.id],
      ...draft,
    });
  const close = (labels = LABELS, time = s.clock()): LoggedEvent<'lot-closed'> => {
    const left = lot.items.slice(labels).map(({ id }) => id);
    const body = { cause: labels < LABELS ? ('deadline' as const) : ('complete' as const), labels, reports: 0, left, root: ROOT };
    return s.log('lot-closed', lot.connector, { subject: { id: lotId }, body, refs: [lot.lot.id], envelope: { time } });
  };
  const closeAtDeadline = (labels = LABELS) => close(labels, lot.lot.signed.event.body.deadline);
  /** Cites the log as long as it is, unless told otherwise. */
  const reveal = (
    actor: Actor | undefined,
    secret: string,
    refs: readonly ({ readonly id: string } | undefined)[],
    envelope: EventDraft<'inspection-revealed'>['envelope'] = {},
  ) =>
    s.log('inspection-revealed', by(actor), {
      subject: { id: lotId },
      body: { secret },
      refs: refs.flatMap((ref) => ref?.id ?? []),
      envelope: { checkpoint: { size: s.entries.length, root: ROOT }, ...envelope },
    });

  /** The log as anybody reads it: what did not count, and what is inspected at these checkpoints. */
  const read = (...witnessed: readonly WitnessedPoint[]) => {
    const replay = createReplay(s.space, s.premises);
    const refused = s.entries.flatMap((entry) => {
      const reading = replay.take(entry);
      return reading.kind === 'ignored' ? [reading] : [];
    });
    const found = replay.state.lots.get(lotId) ?? expect.fail('no lot');
    return {
      refused: refused.map(({ code }) => code),
      last: refused.at(-1)?.details,
      inspection: inspectionOf(replay.state, found, witnessed, drawInspection),
      draw: found.draw,
    };
  };
  const at = (time: number, size = s.entries.length): WitnessedPoint => ({ size, time });
  const both = () => ({ owner: commit(lot.connector, mine), inspector: commit(reviewer, theirs) });
  const whole = (reason: string, ...cost: readonly string[]) => ({ kind: 'whole', reason, cost, size: LABELS, positions: [0, 1, 2] });

  it('is nobody alone: the seed takes what both revealed, and the root that was there before', () => {
    const { owner, inspector } = both();
    const closed = close();
    reveal(lot.connector, mine, [closed, owner, inspector]);
    reveal(administrator, theirs, [closed, owner, inspector]);
    const { refused, inspection } = read();
    const seed = drawSeed({ lot: lotId, root: parseHex(ROOT), owner: parseHex(mine), inspector: parseHex(theirs) });
    const positions = drawSample(seed, LABELS, 2);
    expect(refused).to.deep.equal([]);
    expect(inspection).to.deep.equal({ kind: 'drawn', seed: toHex(seed), size: 2, accept: 0, positions });
  });

  it('says who is awaited, and until when, and calls nobody silent before a checkpoint shows the time to be over', () => {
    expect(read().inspection).to.deep.equal({ kind: 'open', for: ['owner', 'inspector'] });
    const { owner, inspector } = both();
    expect(read().inspection).to.deep.equal({ kind: 'open', for: [] });
    const closed = close();
    const until = closed.signed.event.time + 24 * HOUR;
    expect(read(at(until)).inspection).to.deep.equal({ kind: 'waiting', for: ['owner', 'inspector'], until });
    reveal(lot.connector, mine, [closed, owner, inspector]);
    expect(read(at(until)).inspection).to.deep.equal({ kind: 'waiting', for: ['inspector'], until });
    // What the checkpoint holds and the reader has not read may be the reveal.
    expect(read(at(until + 1, s.entries.length + 1)).inspection).to.deep.equal({ kind: 'waiting', for: ['inspector'], until });
    expect(read(at(until + 1)).inspection).to.deep.equal(whole('unrevealed', 'inspector'));
  });

  it('inspects the whole lot at the cost of whoever did not commit, or did not reveal', () => {
    commit(lot.connector, mine);
    closeAtDeadline();
    expect(read().inspection).to.deep.equal(whole('uncommitted', 'inspector'));
    begin();
    both();
    const closed = close();
    expect(read(at(closed.signed.event.time + 25 * HOUR)).inspection).to.deep.equal(whole('unrevealed', 'owner', 'inspector'));
    begin();
    closeAtDeadline();
    expect(read().inspection).to.deep.equal(whole('uncommitted', 'owner', 'inspector'));
  });

  it('takes a reveal for none that a checkpoint from after the time does not hold, whatever time it claims', () => {
    const { owner, inspector } = both();
    const closed = close();
    reveal(lot.connector, mine, [closed, owner, inspector]);
    const over = at(closed.signed.event.time + 24 * HOUR + 1);
    reveal(reviewer, theirs, [closed, owner, inspector]);
    expect(read().inspection).to.include({ kind: 'drawn' });
    expect(read(over, at(over.time + HOUR)).inspection).to.deep.equal(whole('unrevealed', 'inspector'));
  });

  it('counts the hours of a closing that is dated back from where the witnesses saw the log without it', () => {
    const { owner, inspector } = both();
    const [before, now] = [s.entries.length, s.clock()];
    const closed = close(LABELS, now - 100 * HOUR);
    reveal(lot.connector, mine, [closed, owner, inspector], { time: now + HOUR });
    const soon = at(now + HOUR);
    // Who has no checkpoint from before the closing has only its own word.
    expect(read(soon).inspection).to.deep.equal(whole('unrevealed', 'inspector'));
    const until = now + 24 * HOUR;
    expect(read(at(now, before), soon).inspection).to.deep.equal({ kind: 'waiting', for: ['inspector'], until });
    reveal(reviewer, theirs, [closed, owner, inspector], { time: now + 24 * HOUR });
    expect(read(at(now, before), soon, at(now + 25 * HOUR))).to.deep.include({ refused: [] });
    expect(read(at(now, before), soon, at(now + 25 * HOUR)).inspection).to.include({ kind: 'drawn' });
  });

  it('counts the hours of a closing that is dated on from where the witnesses saw it', () => {
    const { owner, inspector } = both();
    const now = s.clock();
    const closed = close(LABELS, now + 10_000 * HOUR);
    reveal(lot.connector, mine, [closed, owner, inspector], { time: now });
    const seen = at(now + HOUR);
    const over = at(now + 26 * HOUR);
    expect(read(seen, over).inspection).to.deep.include({ kind: 'waiting', until: now + 10_024 * HOUR });
    expect(read({ ...seen, by: seen.time }).inspection).to.deep.include({ kind: 'waiting', until: now + 25 * HOUR });
    expect(read({ ...seen, by: seen.time }, over).inspection).to.deep.equal(whole('unrevealed', 'inspector'));
  });

  it('has the owner pay for a closing that was dated on to the deadline, once the witnesses saw it before', () => {
    commit(lot.connector, mine);
    const { deadline } = lot.lot.signed.event.body;
    close(LABELS, deadline);
    expect(read().inspection).to.deep.equal(whole('uncommitted', 'inspector'));
    expect(read({ ...at(deadline), by: deadline - HOUR }).inspection).to.deep.equal(whole('uncommitted', 'owner'));
    // Clocks may differ by some minutes.
    expect(read({ ...at(deadline), by: deadline - 60_000 }).inspection).to.deep.equal(whole('uncommitted', 'inspector'));
  });

  it('has the owner pay for a lot that was opened under an older date, once the witnesses saw the log without it', () => {
    const { index, signed } = lot.lot;
    const { deadline } = signed.event.body;
    closeAtDeadline();
    const opened = (time: number): WitnessedPoint => ({ size: index, time });
    expect(read(opened(deadline - 24 * HOUR), at(deadline)).inspection).to.deep.equal(whole('uncommitted', 'owner', 'inspector'));
    expect(read(opened(deadline - 23 * HOUR), at(deadline)).inspection).to.deep.equal(whole('uncommitted', 'owner'));
  });

  it('judges by points without end', () => {
    const points = Array.from({ length: 300_000 }, (_, size): WitnessedPoint => ({ size, time: size, by: size + 1 }));
    expect(loggedTime({ index: 200_000, signed: { event: { time: 0 } } }, points)).to.equal(200_000);
  });

  it('asks nothing of a lot without inspection, and has nothing to inspect in one without labels', () => {
    begin({});
    expect(read().inspection).to.equal(undefined);
    commit(lot.connector, mine);
    expect(read()).to.deep.include({ refused: ['draw-not-agreed'], draw: {} });
    begin();
    closeAtDeadline(0);
    expect(read().inspection).to.deep.equal({ kind: 'empty' });
  });

  it('takes one commitment of each side, before the lot closes', () => {
    commit(lot.connector, mine);
    commit(lot.connector, theirs);
    commit(reviewer, theirs);
    commit(administrator, mine);
    close();
    commit(lot.connector, mine);
    expect(read().refused).to.deep.equal(['draw-committed', 'draw-committed', 'draw-commitment-late']);
    const { draw } = read();
    expect([draw.owner, draw.inspector].map((share) => share?.committed.signed.event.body.commitment)).to.deep.equal(
      [mine, theirs].map((secret) => toHex(sha256(parseHex(secret)))),
    );
  });

  it('takes none after the closing, and then no reveal', () => {
    const owner = commit(lot.connector, mine);
    const closed = closeAtDeadline();
    const late = commit(reviewer, theirs);
    reveal(reviewer, theirs, [closed, owner, late]);
    reveal(lot.connector, mine, [closed, owner]);
    expect(read().refused).to.deep.equal(['draw-commitment-late', 'draw-uncommitted']);
    expect(read().inspection).to.deep.equal(whole('uncommitted', 'inspector'));
  });

  it('takes no closing before the deadline while a side has not committed, so that no owner in a hurry has the firm pay', () => {
    const { deadline } = lot.lot.signed.event.body;
    close();
    commit(lot.connector, mine);
    close(LABELS, deadline - 1);
    expect(read()).to.deep.include({ refused: ['draw-awaited', 'draw-awaited'], inspection: { kind: 'open', for: ['inspector'] } });
    commit(reviewer, theirs);
    close();
    expect(read().inspection).to.include({ kind: 'waiting' });
    begin();
    close(LABELS, lot.lot.signed.event.body.deadline);
    expect(read()).to.deep.include({ refused: [], inspection: whole('uncommitted', 'owner', 'inspector') });
  });

  it('lets a lot that nobody inspects close at once', () => {
    begin({});
    close();
    expect(read().refused).to.deep.equal([]);
  });

  it('takes no commitment of anybody else, nor of people without the duty', () => {
    const other = s.join('firm');
    commit(s.certify(other, ['reviewer']), mine);
    commit(lot.labelers[0], mine);
    commit(lot.keeper, mine);
    commit(reviewer, mine, { refs: [] });
    commit({ ...by(reviewer), key: lot.labelers[0].key }, mine);
    commit(s.certify(lot.firm, ['connector']), mine);
    expect(read()).to.deep.include({
      refused: ['draw-foreign', 'role-missing', 'role-missing', 'reference-missing', 'role-missing', 'role-missing'],
      draw: {},
    });
  });

  it('takes no reveal before the closing, nor before that lies under the checkpoint cited', () => {
    const { owner, inspector } = both();
    reveal(lot.connector, mine, [lot.lot, owner, inspector]);
    const size = s.entries.length;
    const closed = close();
    reveal(lot.connector, mine, [closed, owner, inspector], { checkpoint: { size, root: ROOT } });
    reveal(lot.connector, mine, [closed, owner, inspector], { checkpoint: { size: s.entries.length + 1, root: ROOT } });
    expect(read().refused).to.deep.equal(['draw-reveal-early', 'draw-reveal-early', 'draw-reveal-early']);
    reveal(lot.connector, mine, [closed, owner, inspector], { checkpoint: { size: size + 1, root: ROOT } });
    expect(read().draw.owner).to.have.property('revealed');
  });

  it('takes no other secret than the one committed to, not even that of the other side', () => {
    const { owner, inspector } = both();
    const closed = close();
    reveal(reviewer, mine, [closed, owner, inspector]);
    reveal(lot.connector, '33'.repeat(32), [closed, owner, inspector]);
    expect(read().refused).to.deep.equal(['draw-reveal-differs', 'draw-reveal-differs']);
  });

  it('takes one reveal of each side, resting on closing and commitments', () => {
    const { owner, inspector } = both();
    const closed = close();
    reveal(reviewer, theirs, [closed, owner]);
    reveal(reviewer, theirs, [owner, inspector]);
    reveal(reviewer, theirs, [closed, owner, inspector]);
    reveal(administrator, theirs, [closed, owner, inspector]);
    expect(read().refused).to.deep.equal(['reference-missing', 'reference-missing', 'draw-revealed']);
  });

  it('takes no reveal that cites another commitment than the first of each side, or leaves one of them out', () => {
    const { owner, inspector } = both();
    const [second, third] = [commit(reviewer, '33'.repeat(32)), commit(lot.connector, '44'.repeat(32))];
    const closed = close();
    for (const refs of [
      [closed, owner],
      [closed, owner, second],
      [closed, third, inspector],
      [closed, owner, inspector, second],
      [closed, owner, inspector, inspector],
    ])
      reveal(lot.connector, mine, refs);
    reveal(reviewer, '33'.repeat(32), [closed, owner, second]);
    reveal(lot.connector, mine, [inspector, closed, owner]);
    const missing = Array.from({ length: 6 }, () => 'reference-missing');
    expect(read().refused).to.deep.equal(['draw-committed', 'draw-committed', ...missing]);
    expect(read().draw.owner).to.have.property('revealed');
  });

  it('cites its own commitment alone where the other side has none', () => {
    const owner = commit(lot.connector, mine);
    const closed = closeAtDeadline();
    reveal(lot.connector, mine, [closed, owner]);
    expect(read()).to.deep.include({ refused: [], inspection: whole('uncommitted', 'inspector') });
  });

  it('takes no reveal of another organisation, with whatever it has heard', () => {
    const { owner, inspector } = both();
    const closed = close();
    const stranger = s.certify(s.join('firm'), ['reviewer', 'administrator']);
    reveal(stranger, theirs, [closed, owner, inspector]);
    reveal({ ...stranger, org: lot.firm.org }, theirs, [closed, owner, inspector]);
    reveal(reviewer, mine, [closed, owner, inspector]);
    expect(read().refused).to.deep.equal(['draw-foreign', 'actor-elsewhere', 'draw-reveal-differs']);
  });

  it('learns nothing from a commitment copied from the other side: it opens only once that one has revealed', () => {
    const owner = commit(lot.connector, mine);
    const copied = commit(reviewer, mine);
    const closed = close();
    reveal(reviewer, theirs, [closed, owner, copied]);
    reveal(lot.connector, mine, [closed, owner, copied]);
    reveal(reviewer, mine, [closed, owner, copied]);
    const { refused, inspection } = read();
    expect(refused).to.deep.equal(['draw-reveal-differs']);
    expect(inspection).to.include({ kind: 'drawn' });
  });

  it('is agreed only with a firm that has joined and is not the owner', () => {
    const open = (org: string): readonly string[] => {
      const { body } = lot.lot.signed.event;
      const inspection = { by: org, plan: PLAN, hours: 24 };
      s.log('lot-opened', lot.connector, {
        subject: { id: s.newId() },
        body: { ...body, inspection },
        refs: [lot.opened.id, lot.roster.id],
      });
      return read().refused.slice(-1);
    };
    expect(open(s.newId())).to.deep.equal(['inspector-unfit']);
    expect(read().last).to.include({ whoCanApprove: 'data-owner' });
    expect(open(lot.owner.org)).to.deep.equal(['inspector-unfit']);
    expect(open(s.join('auditor').org)).to.deep.equal(['inspector-unfit']);
    expect(read().refused).to.have.length(3);
  });

  it('leaves the firm a day to reveal, and as many hours as are agreed to commit before the deadline', () => {
    const { body } = lot.lot.signed.event;
    const open = (hours: number, lasting: number): readonly string[] => {
      const [before, time] = [read().refused.length, s.clock()];
      const inspection = { by: lot.firm.org, plan: PLAN, hours };
      s.log('lot-opened', lot.connector, {
        subject: { id: s.newId() },
        body: { ...body, inspection, deadline: time + lasting },
        refs: [lot.opened.id, lot.roster.id],
        envelope: { time },
      });
      return read().refused.slice(before);
    };
    expect(open(23, 100 * HOUR)).to.deep.equal(['inspection-hurried']);
    expect(open(48, 48 * HOUR - 1)).to.deep.equal(['inspection-hurried']);
    expect(open(24, -HOUR)).to.deep.equal(['inspection-hurried']);
    expect(open(48, 48 * HOUR)).to.deep.equal([]);
    expect(open(24, 24 * HOUR)).to.deep.equal([]);
  });

  it('is judged the same in a fork, which changes nothing for the others', () => {
    const replay = s.replay();
    const fork = replay.fork();
    const { index } = commit(lot.connector, mine);
    fork.take(s.entries[index] ?? new Uint8Array());
    expect(fork.state.lots.get(lotId)?.draw).to.have.property('owner');
    expect(replay.state.lots.get(lotId)?.draw).to.deep.equal({});
  });
});
