import { z } from 'zod';
import { count, fen, hash, milliseconds, uuid } from '../provenance/event/fields.ts';
import { signedEvent } from './events.ts';
import { secret } from './fields.ts';
import { countedVerdicts } from './relayed.ts';

/** Fen: `amount` = `due` + `atRisk` + `withheld` (docs/protocols/pay.md). */
const payLine = z.strictObject({
  lot: uuid,
  item: uuid,
  /** Id of the label's or report's event. */
  work: hash,
  kind: z.enum(['label', 'report']),
  amount: fen,
  due: fen,
  atRisk: fen,
  withheld: fen,
  state: z.enum(['at-risk', 'due', 'withheld', 'appealed']),
  rule: z.enum([
    'lot-open',
    'nothing-agreed',
    'report',
    'may-be-withheld',
    'lot-answered',
    'withholding-lapsed',
    'may-be-appealed',
    'not-appealed',
    'appeal-pending',
    'appeal-upheld',
    'appeal-overturned',
    'appeal-lapsed',
  ]),
  /** Ids of the events that the state rests on. */
  because: z.array(hash).max(4).readonly(),
  /** Until when it can change. */
  until: milliseconds.optional(),
});

/** Own events of one page, save where one lot has more. */
export const MOST_WORKS = 2000;
/** Items of a lot, times the versions that one person may log of each, with what is found, contested and decided of it. */
const MOST_EVENTS = 30_000;

/** Own pay, by pages of lots, the newest first, with the private events that it rests on, so that whoever reads it can redo it. */
export const payStatement = z
  .strictObject({
    /** Entries of the log that were read. */
    size: count,
    /** By size: the newest checkpoint with a quorum, by whose time hours are over, and those around the events, by which they came in time or late. */
    points: z.array(z.strictObject({ size: count, time: milliseconds, by: milliseconds })).max(2 * MOST_EVENTS),
    lines: z.array(payLine).max(MOST_WORKS),
    /** Of this page. */
    sums: z.strictObject({ earned: fen, due: fen, atRisk: fen, withheld: fen, appealed: fen }),
    /** Events that say something about this pay and do not count. */
    flaws: z.array(z.strictObject({ event: hash, code: z.string().regex(/^[a-z-]{1,60}$/) })).max(MOST_EVENTS),
    /** Own work that counts, and what others found and decided of it. */
    events: z.array(z.strictObject({ id: hash, index: count, signed: signedEvent, salt: secret })).max(MOST_EVENTS),
    /** Of lots in which something is withheld of these works. */
    inspections: z.array(z.strictObject({ lot: uuid, verdicts: countedVerdicts })).max(MOST_WORKS),
    /** `after` of the next page; absent on the last. */
    next: uuid.optional(),
  })
  .meta({ id: 'PayStatement' });
export type PayStatementPage = z.infer<typeof payStatement>;

export const payQuery = z.strictObject({ after: uuid.optional() });
