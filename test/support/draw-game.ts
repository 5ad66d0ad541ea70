import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import type { EventOf, EventType, SignedEvent } from '../../provenance/event/event.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { inspectionOf, type Inspection } from '../../provenance/space/inspection.ts';
import { revealRefs } from '../../provenance/space/inspection-terms.ts';
import type { Replay } from '../../provenance/space/replay.ts';
import type { DrawSide, Lot } from '../../provenance/space/state.ts';
import { openScriptedLot } from './scripted-lot.ts';
import { createScriptedSpace, type Actor, type EventDraft } from './scripted-space.ts';

const HOUR = 3_600_000;
const HOURS = 24;
/** One label an item. */
export const LABELS = 50;
/** Thousandths of defects that the plan tolerates. */
export const SHARE = 50;
/** Of a bad lot: the smallest number that a sample without a defect passes at most one time in twenty. */
export const DEFECTS = 3;
const PLAN = { kind: 'zero-defect', share: SHARE } as const;

export interface Parts {
  readonly root: string;
  readonly owner: string;
  readonly inspector: string;
}

/** The defects lie in the first places: where they lie makes no difference to a draw that nobody chose. */
const isLucky = (positions: readonly number[]): boolean => positions.every((position) => position >= DEFECTS);

/** A bad lot that is open to its draw, in a space where everybody really signs: each game goes on from here on its own. */
export const createDrawGames = (seed: string) => {
  const s = createScriptedSpace(seed);
  const { firm, connector, opened, roster, project } = openScriptedLot(s);
  const reviewer = s.certify(firm, ['reviewer']);
  const subject = { id: s.newId() };
  const deadline = s.clock() + 2 * HOURS * HOUR;
  const items = Array.from({ length: LABELS }, () => ({ id: s.newId(), commitment: toHex(s.random(32)) }));
  const body = { project, price: 32, deadline, inspection: { by: firm.org, plan: PLAN, hours: HOURS }, items };
  const lot = s.log('lot-opened', connector, { subject, body, refs: [opened.id, roster.id] });
  return { connector, reviewer, subject, deadline, lot: lot.id, sign: s.sign, random: s.random, base: s.replay() };
};
export type DrawGames = ReturnType<typeof createDrawGames>;

/** What the log took: the entry's event, and why it does not count, if so. */
interface Taken {
  readonly id: string;
  readonly entry: Uint8Array;
  readonly refused?: string;
}

/** One play of a lot's draw. Its log takes whatever it is handed, as a gateway may that is in league with whoever gains. */
export const openDrawGame = ({ base, connector, reviewer, subject, deadline, lot, sign }: DrawGames, refusals: Map<string, number>) => {
  const replay: Replay = base.fork();
  const heads = new Map<string, { seq: number; prev: string }>();
  const actors: Readonly<Record<DrawSide, Actor>> = { owner: connector, inspector: reviewer };

  const take = (entry: Uint8Array): string | undefined => {
    const reading = replay.take(entry);
    if (reading.kind !== 'ignored') return undefined;
    refusals.set(reading.code, (refusals.get(reading.code) ?? 0) + 1);
    return reading.code;
  };
  /** Signs the next event of the actor's chain, for whoever holds it to log or to keep. */
  const write = <Type extends EventType>(type: Type, actor: Actor, draft: EventDraft<Type>): Omit<Taken, 'refused'> => {
    const key = toHex(actor.key.publicKey);
    const head = heads.get(key) ?? { seq: (replay.state.chains.get(key) ?? -1) + 1, prev: '0'.repeat(64) };
    const { id, signed } = sign(type, actor, { ...draft, envelope: { ...draft.envelope, ...head } });
    heads.set(key, { seq: head.seq + 1, prev: id });
    return { id, entry: toLogEntry(signed as unknown as SignedEvent) };
  };
  const log = (written: Omit<Taken, 'refused'>): Taken => {
    const refused = take(written.entry);
    return refused === undefined ? written : { ...written, refused };
  };

  const commit = (side: DrawSide, secret: string) =>
    write('inspection-committed', actors[side], { subject, body: { commitment: toHex(sha256(parseHex(secret))) }, refs: [lot] });
  const close = (root: string, time = deadline - HOUR, by: DrawSide = 'owner') => {
    const body: EventOf<'lot-closed'>['body'] = { cause: 'complete', labels: LABELS, reports: 0, left: [], root };
    return write('lot-closed', actors[by], { subject, body, refs: [lot], envelope: { time } });
  };
  const reveal = (side: DrawSide, secret: string, refs: readonly string[]) => {
    const checkpoint = { size: replay.state.size, root: '0'.repeat(64) };
    return write('inspection-revealed', actors[side], { subject, body: { secret }, refs, envelope: { checkpoint } });
  };
  const lotNow = (): Lot => {
    const found = replay.state.lots.get(subject.id);
    if (found === undefined) throw new Error('no lot');
    return found;
  };
  /** What a reveal cites by the log as it stands; nothing before the closing. */
  const citing = (): readonly string[] => {
    const { closed, ...now } = lotNow();
    return closed === undefined ? [] : revealRefs(now, closed);
  };
  /** As clients do: once a witnessed closing counts, by what her own copy of the log says was committed first; once. */
  const revealHonestly = (side: DrawSide, secret: string) => {
    const { closed, draw } = lotNow();
    const isMine = draw[side]?.committed.signed.event.body.commitment === toHex(sha256(parseHex(secret)));
    return closed !== undefined && isMine ? reveal(side, secret, citing()) : undefined;
  };
  const wouldPass = ({ root, owner, inspector }: Parts): boolean => {
    const parts = { lot: subject.id, labels: LABELS, root: parseHex(root), owner: parseHex(owner), inspector: parseHex(inspector) };
    return isLucky(drawInspection(PLAN, parts).positions);
  };
  /** By a reader who keeps a checkpoint from just after the hours. */
  const inspected = (): Inspection | undefined =>
    inspectionOf(replay.state, lotNow(), [{ size: replay.state.size, time: deadline + (HOURS + 1) * HOUR }], drawInspection);
  const passes = (): boolean => {
    const found = inspected();
    if (found?.kind !== 'drawn' && found?.kind !== 'whole') throw new Error(`nothing is inspected: ${found?.kind}`);
    return isLucky(found.positions);
  };

  return { deadline, take, log, commit, close, reveal, revealHonestly, citing, wouldPass, lotNow, passes };
};
export type DrawGame = ReturnType<typeof openDrawGame>;
