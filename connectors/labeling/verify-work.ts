import { equalBytes, parseHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import type { Configuration } from '../../labeling/configuration.ts';
import { parseResult, verifyResult, type Result } from '../../labeling/result.ts';
import { verifyOpening, type Opening } from '../../provenance/event/commitment.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { isOfType, type SignedEvent } from '../../provenance/event/event.ts';
import type { UnreadableReason } from '../../provenance/event/fields.ts';
import { eventId, parseSignedEventJson } from '../../provenance/event/signing.ts';
import type { Label, Report } from '../../provenance/space/accounting.ts';
import type { Premises } from '../../provenance/space/authority.ts';
import { createReplay, type Replay } from '../../provenance/space/replay.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import { openSealedLabel, requireReadable, UnreadableLabel, type LotSeal } from '../sealing/open-label.ts';

/** A label or report as the gateway hands it over: untrusted throughout. */
export interface SubmittedWork {
  readonly signed: unknown;
  /** Of the log entry, hex. */
  readonly salt: string;
  /** Log index that the gateway claims for it. */
  readonly index: number;
  /** The answers; absent for a report and where the label is sealed. */
  readonly opening?: Opening | undefined;
  readonly sealed?: unknown;
}

export type VerifiedLabel = Label & {
  /** Of its log entry, hex. */
  readonly salt: string;
  readonly opening: Opening;
  readonly result: Result;
};

/** Work that does not count, and why; `event` as far as it could be read. */
export interface RefusedWork {
  readonly index: number;
  readonly event?: string;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A label whose event counts and whose author sealed it wrongly. */
export type BrokenLabel = Label & { readonly reason: UnreadableReason };

export interface VerifiedWork {
  readonly labels: readonly VerifiedLabel[];
  readonly reports: readonly Report[];
  /** Named among the refused too. */
  readonly broken: readonly BrokenLabel[];
  readonly refused: readonly RefusedWork[];
}

/** The own copy of the log, as far as it is verified. */
export interface LogCopy {
  readonly size: number;
  /** Entries from index `from`, at most `count`, fewer only at the end. */
  read(from: number, count: number): Promise<readonly Uint8Array[]>;
}

export interface WorkPremises {
  readonly space: string;
  readonly premises: Premises;
  readonly log: LogCopy;
  readonly lot: SignedEvent<'lot-opened'>;
  readonly configuration: Configuration;
  /** Item -> the text that was delivered. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of a sealed lot. */
  readonly seal?: LotSeal | undefined;
}

const CHUNK = 1024;

export interface Cursor {
  /** Reads on up to `index`: the replay then stands before the entry there, which is returned. */
  seek(index: number): Promise<{ readonly replay: Replay; readonly entry: Uint8Array | undefined }>;
}

/** Walks the own log once, forward: judging an event needs the state at its very place. */
export const createCursor = ({ space, premises, log }: Pick<WorkPremises, 'space' | 'premises' | 'log'>): Cursor => {
  const replay = createReplay(space, premises);
  let chunk: { readonly from: number; readonly entries: readonly Uint8Array[] } = { from: 0, entries: [] };
  const entryAt = async (index: number): Promise<Uint8Array | undefined> => {
    if (index >= log.size) return undefined;
    if (index - chunk.from >= chunk.entries.length) chunk = { from: index, entries: await log.read(index, CHUNK) };
    return chunk.entries[index - chunk.from];
  };
  return {
    seek: async (index) => {
      while (replay.state.size < index) {
        const entry = await entryAt(replay.state.size);
        if (entry === undefined) break;
        replay.take(entry);
      }
      return { replay, entry: await entryAt(index) };
    },
  };
};

export type OpenedResult = Pick<VerifiedLabel, 'opening' | 'result'>;

/** The answers fit the task and the delivered text. */
const readAnswers = (text: string, opening: Opening, { configuration }: WorkPremises): OpenedResult => {
  const result = parseResult(opening.value);
  verifyResult(configuration, text, result);
  return { opening, result };
};

/** The answers, once they open the signed commitment and fit. What an author sealed wrongly is told apart from what the gateway withholds. */
export const openResult = (
  signed: SignedEvent<'annotation-signed'> | SignedEvent<'label-reworked'>,
  { opening, sealed }: Pick<SubmittedWork, 'opening' | 'sealed'>,
  state: SpaceState,
  premises: WorkPremises,
): OpenedResult => {
  const { event } = signed;
  const { id } = event.subject;
  const open = (given: Opening): void => verifyOpening(given, 'annotation', id, event.body.result);
  // A text that this connector lacks is no fault of the author.
  const text = premises.texts.get(id) ?? fail('item-unknown', { item: id });
  if (premises.seal !== undefined) {
    const unsealed = openSealedLabel(sealed, signed, state, premises.seal);
    requireReadable('commitment-differs', id, () => open(unsealed));
    return requireReadable('answers-unfit', id, () => readAnswers(text, unsealed, premises));
  }
  if (opening === undefined) return fail('label-unopened', { item: id });
  open(opening);
  return readAnswers(text, opening, premises);
};

interface Sorted {
  readonly labels: VerifiedLabel[];
  readonly reports: Report[];
  readonly broken: BrokenLabel[];
}

/** Keeps a label with its answers, or as one that its author sealed wrongly. @throws DomainError, for that one too */
const sortLabel = (label: Label, work: SubmittedWork, state: SpaceState, premises: WorkPremises, { labels, broken }: Sorted): void => {
  try {
    labels.push({ ...label, salt: work.salt, ...openResult(label.signed, work, state, premises) });
  } catch (error) {
    if (error instanceof UnreadableLabel) broken.push({ ...label, reason: error.reason });
    throw error;
  }
};

/** All checks of one label or report, in the order of docs/protocols/event.md. @throws DomainError */
const verifyOne = async (
  work: SubmittedWork,
  cursor: Cursor,
  places: Set<string>,
  premises: WorkPremises,
  sorted: Sorted,
): Promise<void> => {
  const { index, salt } = work;
  const signed = parseSignedEventJson(work.signed);
  const { actor, seq, type } = signed.event;
  const isLabel = isOfType(signed, 'annotation-signed');
  if (!isLabel && !isOfType(signed, 'item-reported')) return fail('work-unfit', { type });
  if (signed.event.body.lot !== premises.lot.event.subject.id) return fail('work-unfit', { lot: signed.event.body.lot });
  const { replay, entry } = await cursor.seek(index);
  if (entry === undefined || !equalBytes(entry, toLogEntry(signed, parseHex(salt)))) return fail('work-not-logged', { index });
  replay.judge(signed);
  const place = `${actor.key}/${seq}`;
  if (places.has(place)) return fail('work-repeated', { key: actor.key, seq });
  const logged = { id: eventId(signed.event), index, entry };
  if (isLabel) sortLabel({ ...logged, signed }, work, replay.state, premises, sorted);
  else sorted.reports.push({ ...logged, signed });
  places.add(place);
};

const idOf = (signed: unknown): { readonly event: string } | undefined => {
  try {
    return { event: eventId(parseSignedEventJson(signed).event) };
  } catch {
    return undefined;
  }
};

/**
 * Checks each label and report before it is counted or joined to a row: signature, place in the own copy of the log, certificate, roster
 * and item as of that place, the opening of its answers, and that they fit what was asked. What fails is named and left out.
 */
export const verifyWork = async (submitted: readonly SubmittedWork[], premises: WorkPremises): Promise<VerifiedWork> => {
  const cursor = createCursor(premises);
  const sorted: Sorted = { labels: [], reports: [], broken: [] };
  const refused: RefusedWork[] = [];
  const places = new Set<string>();
  for (const work of submitted.toSorted((a, b) => a.index - b.index)) {
    try {
      await verifyOne(work, cursor, places, premises, sorted);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push({ index: work.index, ...idOf(work.signed), code: error.code, details: error.details });
    }
  }
  return { ...sorted, refused };
};
