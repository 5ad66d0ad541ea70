import { equalBytes, parseHex, toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { isOfType, type EventType } from '../../provenance/event/event.ts';
import { eventId, parseSignedEventJson } from '../../provenance/event/signing.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import type { WitnessedPoint } from '../../provenance/log/witnessed-point.ts';
import { rootOfLeaves, type Accounting } from '../../provenance/space/accounting.ts';
import { findReworks, requireAcceptedReworks } from '../../provenance/space/rework-basis.ts';
import { reworkVerdict } from '../../provenance/space/rules-rework.ts';
import { requireAccepted } from '../../provenance/space/rules-verdict.ts';
import type { Logged, Lot, SpaceState } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { CountedLot } from '../labeling/counting.ts';
import { createCursor, openResult, type OpenedResult, type VerifiedLabel, type WorkPremises } from '../labeling/verify-work.ts';
import { UnreadableLabel } from '../sealing/open-label.ts';
import type { SubmittedReworks } from './submitted-reworks.ts';

type Submitted = SubmittedReworks['reworks'][number];
type Rework = Logged<'label-reworked'>;

/** What the own copy of the log says, and by what time is judged. */
interface Reading {
  readonly state: SpaceState;
  readonly points: readonly WitnessedPoint[];
}

/** A label as it is released: with what its author made of it, where a defect was found. */
export type ReleasedLabel = VerifiedLabel & { readonly rework?: Rework };

/** Reads logged events of one type, each judged by what stands before it in the own copy of the log; forward only. */
const createReader = (premises: WorkPremises) => {
  const cursor = createCursor(premises);
  return async <Type extends EventType>(type: Type, { signed: given, salt, index }: Submitted['verdict']): Promise<Logged<Type>> => {
    const signed = parseSignedEventJson(given);
    if (!isOfType(signed, type)) return fail('work-unfit', { type: signed.event.type });
    const { replay, entry } = await cursor.seek(index);
    if (entry === undefined || !equalBytes(entry, toLogEntry(signed, parseHex(salt)))) return fail('work-not-logged', { index });
    replay.judge(signed);
    return { id: eventId(signed.event), index, signed };
  };
};

/** All verdicts and reworks that are handed out, in the order of the log. @throws DomainError why one of them does not hold */
const readLogged = async (submitted: readonly Submitted[], premises: WorkPremises) => {
  const read = createReader(premises);
  const [verdicts, reworks]: [Logged<'verdict-signed'>[], Rework[]] = [[], []];
  const all = submitted.flatMap(({ verdict, rework }) => [
    { index: verdict.index, take: async () => void verdicts.push(await read('verdict-signed', verdict)) },
    { index: rework.index, take: async () => void reworks.push(await read('label-reworked', rework)) },
  ]);
  for (const { take } of all.toSorted((a, b) => a.index - b.index)) await take();
  return { verdicts, reworks };
};

/** Leaf hashes of what the own log holds at these places. */
const leavesAt = async (indices: readonly number[], { log }: WorkPremises): Promise<readonly Uint8Array[]> => {
  const leaves = [];
  for (const index of indices) leaves.push(...(await log.read(index, 1)).map(leafHash));
  return leaves;
};

/** The end of the inspection counts exactly these entries of the own log, so a verdict that it does not count gives no right to rework. */
const requireInspected = async ({ id, inspected }: Lot, indices: readonly number[], premises: WorkPremises): Promise<void> => {
  const { root } = inspected?.signed.event.body ?? {};
  const redone = toHex(rootOfLeaves(await leavesAt(indices, premises)));
  if (redone !== root) fail('work-unfit', { lot: id, rule: 'the verdicts are those of the inspection', root });
};

/** Those that the owner took over when she accepted the lot, and all of them: she was shown what is released. */
const requireTakenOver = async (lot: Lot, submitted: readonly Submitted[], premises: WorkPremises): Promise<void> => {
  const accepted = requireAccepted(lot) ?? fail('work-unfit', { lot: lot.id, rule: 'an inspected lot is accepted' });
  const indices = submitted.map(({ rework }) => rework.index).toSorted((a, b) => a - b);
  requireAcceptedReworks(accepted.signed.event, await leavesAt(indices, premises));
};

/** Reworks that count, by label. @throws DomainError why one that is handed out does not, or why they are not those that were accepted */
const requireHolding = async (
  { state, points }: Reading,
  { lot, accounting, premises }: Pick<CountedLot, 'lot' | 'accounting' | 'premises'>,
  { verdicts: indices, reworks: submitted }: SubmittedReworks,
): Promise<ReadonlyMap<string, Rework>> => {
  if (submitted.length === 0) {
    await requireTakenOver(lot, submitted, premises);
    return new Map();
  }
  await requireInspected(lot, indices, premises);
  const { verdicts, reworks } = await readLogged(submitted, premises);
  const { counting, refused } = findReworks(state, lot, { labels: accounting.labels, verdicts, reworks }, points);
  for (const { error } of refused) throw error;
  for (const { id, index } of verdicts) if (!indices.includes(index)) fail('work-unfit', { verdict: id, rule: 'the inspection counts it' });
  await requireTakenOver(lot, submitted, premises);
  return counting;
};

/**
 * Puts what its author made of it in the place of each label that was reworked. The gateway is not believed: all of what it hands out has to hold
 * by the own copy of the log, and be what the owner took over when she accepted the lot. A rework that its author sealed wrongly leaves the label
 * as it was, and is reported.
 * @throws DomainError `rework-refused` with the code of what does not hold
 */
export const withReworks = async (
  reading: Reading,
  counted: Pick<CountedLot, 'lot' | 'accounting' | 'premises'>,
  submitted: SubmittedReworks,
  report: (error: UnreadableLabel) => void,
): Promise<Accounting<ReleasedLabel>> => {
  const { accounting, lot, premises } = counted;
  const openings = new Map(submitted.reworks.map(({ rework }) => [rework.index, rework]));
  const open = (rework: Rework): OpenedResult | undefined => {
    try {
      return openResult(rework.signed, openings.get(rework.index) ?? {}, reading.state, premises);
    } catch (error) {
      if (!(error instanceof UnreadableLabel)) throw error;
      report(error);
      return undefined;
    }
  };
  try {
    const counting = await requireHolding(reading, counted, submitted);
    const labels = accounting.labels.map((label): ReleasedLabel => {
      const rework = counting.get(label.id);
      const opened = rework && open(rework);
      return rework === undefined || opened === undefined ? label : { ...label, ...opened, rework };
    });
    return { ...accounting, labels };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return fail('rework-refused', { ...error.details, lot: lot.id, reason: error.code }, { cause: error });
  }
};

/** How a line of a release names a rework. */
export const reworkIn = ({ rework }: Pick<ReleasedLabel, 'rework'>) =>
  rework && { event: rework.id, index: rework.index, verdict: reworkVerdict(rework.signed.event) };
