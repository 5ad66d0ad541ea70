import { returnedLabels, type ReturnedLabels } from '../../../../api/reworks.ts';
import type { Result } from '../../../../labeling/result.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import { keysOfPerson } from '../../../../provenance/space/people.ts';
import { required, requireThat } from '../../../../provenance/space/refusal.ts';
import { findReworks } from '../../../../provenance/space/rework-basis.ts';
import type { Logged, Lot, SpaceState } from '../../../../provenance/space/state.ts';
import { firstVerdictOver } from '../../../../provenance/space/verdict-basis.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { acceptanceBy } from '../own-inspection.ts';
import { readPages } from '../pages.ts';
import { fromLog, requireOpening, type ActContext } from './context.ts';
import { createHeld, type Held } from './held-event.ts';
import { openItem, type OpenedItem } from './listed-item.ts';
import type { SealedWork } from './sealed-work.ts';

type Found = ReturnedLabels['labels'][number];
type Defect = Extract<EventOf<'verdict-signed'>['body']['finding'], { readonly verdict: 'defect' }>;

/** An own label in which a reviewer found a defect. */
export interface ReturnedLabel extends Pick<Defect, 'reason' | 'severity'> {
  readonly lot: string;
  readonly item: string;
  /** Place of the item in the lot's list, from 0. */
  readonly position: number;
  /** Ids of the events. */
  readonly label: string;
  readonly verdict: string;
  readonly rework?: string;
  /** Signing key of who found it, hex. */
  readonly reviewer: string;
  /** What the reviewer said of it in words; `withheld` where the gateway does not hand out what she committed to. */
  readonly note?: { readonly text: string } | 'withheld';
  /** The owner has not answered the lot, nor has its silence: the label can still be reworked. */
  readonly open: boolean;
  /** What was handed in; absent where this device cannot open it. */
  readonly handedIn?: Result;
  /** The item's text. @throws DomainError `item-withheld` where it goes to her no more; `opening-differs`, `item-refused` */
  read(): Promise<OpenedItem>;
}

export interface ReturnedActs {
  /**
   * Own labels in which a defect was found, oldest verdict first: by verdicts that stand in the own copy of the log over these very labels. What
   * that copy does not hold yet is left out.
   * @throws DomainError `returned-differs` (an alarm keeps the evidence) for an event that the log does not hold, or that finds no defect in the label
   */
  returned(): Promise<readonly ReturnedLabel[]>;
}

const createReading = (context: ActContext, relayed: Found) => {
  const refuse = async (part: string): Promise<never> => {
    await context.alarms.raise(
      'returned-differs',
      toEvidence({ relayed: { lot: relayed.lot, label: relayed.label, verdict: relayed.verdict } }),
    );
    return fail('returned-differs', { lot: relayed.lot, item: relayed.item, part });
  };
  return { refuse, held: createHeld(context, refuse) };
};

const positionIn = ({ opened }: Lot, item: string): number => opened.signed.event.body.items.findIndex(({ id }) => id === item);

/** What the verdict says of this very label, where it finds a defect. */
const findDefect = (state: SpaceState, lot: Lot, label: Held<'annotation-signed'>, verdict: Held<'verdict-signed'>): Defect | undefined => {
  const { finding } = verdict.signed.event.body;
  const isOver = firstVerdictOver(state, { lot, label, verdicts: [verdict] }) !== undefined;
  return isOver && finding.verdict === 'defect' ? finding : undefined;
};

interface Reader {
  readonly state: SpaceState;
  /** Keys that are or were hers. */
  readonly own: readonly string[];
}

const isOpen = (ledger: Ledger, lot: Lot): boolean => acceptanceBy(ledger, lot).kind === 'open';

/** @returns the closing of a lot whose labels may be reworked. @throws DomainError `rework-early`, `rework-late` */
export const requireReworkable = (ledger: Ledger, lot: Lot): Logged<'lot-closed'> => {
  const closed = required(lot.closed, 'rework-early', { lot: lot.id });
  requireThat(isOpen(ledger, lot), 'rework-late', { lot: lot.id, answeredAt: lot.answered?.index });
  return closed;
};

/** What the own label says, under the commitment that she signed. */
const openHandedIn = async (
  context: ActContext,
  sealedWork: SealedWork,
  lot: Lot,
  { label: { opening, sealed } }: Found,
  { signed: { event } }: Held<'annotation-signed'>,
): Promise<Result | undefined> => {
  const [item, { body }] = [event.subject.id, event];
  if (body.sealed !== undefined) return sealed && sealedWork.openOwn(lot, item, body.sealed.label, sealed)?.value;
  if (opening !== undefined) await requireOpening(context, opening, { kind: 'annotation', id: item, commitment: body.result });
  return opening?.value;
};

/** What the verdict commits to. @throws DomainError `opening-differs` */
const openNote = async (
  context: ActContext,
  { note }: Found,
  { signed: { event } }: Held<'verdict-signed'>,
): Promise<Pick<ReturnedLabel, 'note'>> => {
  const { subject, body } = event;
  if (body.note === undefined) return {};
  if (note === undefined) return { note: 'withheld' };
  await requireOpening(context, note, { kind: 'verdict-note', id: subject.id, commitment: body.note });
  return { note: { text: note.value } };
};

const readItem = async (context: ActContext, sealedWork: SealedWork, lot: Lot, found: Found): Promise<OpenedItem> => {
  const { item, opening, sealed, wrap } = found;
  if (opening !== undefined) return await openItem(context, sealedWork, lot, { item, opening });
  if (sealed !== undefined && wrap !== undefined) return await openItem(context, sealedWork, lot, { item, sealed, wrap });
  return fail('item-withheld', { lot: lot.id, item, reason: 'not-delivered' });
};

/** One label with its verdict, and what was made of it. */
const verify = async (
  context: ActContext,
  sealedWork: SealedWork,
  { state, own }: Reader,
  relayed: Found,
): Promise<ReturnedLabel | undefined> => {
  const { refuse, held } = createReading(context, relayed);
  const lot = state.lots.get(relayed.lot);
  const [label, verdict] = [await held(relayed.label, 'annotation-signed'), await held(relayed.verdict, 'verdict-signed')];
  if (lot === undefined || label === undefined || verdict === undefined) return undefined;
  const { actor, subject } = label.signed.event;
  const position = positionIn(lot, subject.id);
  if (!own.includes(actor.key) || position < 0) return await refuse('label');
  const { reason, severity } = findDefect(state, lot, label, verdict) ?? (await refuse('verdict'));
  const rework = relayed.rework && (await held(relayed.rework, 'label-reworked'));
  const { refused } = findReworks(state, lot, { labels: [label], verdicts: [verdict], reworks: rework ? [rework] : [] });
  if (refused.length > 0) return await refuse('rework');
  const [handedIn, said] = [await openHandedIn(context, sealedWork, lot, relayed, label), await openNote(context, relayed, verdict)];
  return {
    lot: lot.id,
    item: subject.id,
    position,
    label: label.id,
    verdict: verdict.id,
    reviewer: verdict.signed.event.actor.key,
    reason,
    severity,
    open: isOpen(context.ledger(), lot),
    ...said,
    ...(rework && { rework: rework.id }),
    ...(handedIn && { handedIn }),
    read: () => readItem(context, sealedWork, lot, { ...relayed, item: subject.id }),
  };
};

export const createReturnedActs = (context: ActContext, sealedWork: SealedWork): ReturnedActs => ({
  returned: async () => {
    const relayed = await readPages(context.http, returnedLabels, '/api/returned', (page) => page.labels);
    const certificate = await fromLog(context, (known) => known.certificates.get(context.key));
    const { state } = context.ledger();
    const reader = { state, own: keysOfPerson(state, certificate) };
    const found: ReturnedLabel[] = [];
    for (const one of relayed) {
      const label = await verify(context, sealedWork, reader, one);
      if (label !== undefined) found.push(label);
    }
    return found;
  },
});
