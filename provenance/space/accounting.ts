import { toHex } from '../../common/encodings.ts';
import type { EventOf, SignedEvent } from '../event/event.ts';
import { leafHash, treeRoot } from '../log/merkle.ts';

/** A label or a report that counts at its place in the log; whether it does was judged before (authority.ts). */
export interface ItemWork {
  /** Event id. */
  readonly id: string;
  /** Log index. */
  readonly index: number;
  readonly signed: SignedEvent<'annotation-signed'> | SignedEvent<'item-reported'>;
  /** Its bytes in the log. */
  readonly entry: Uint8Array;
}

export type Label = ItemWork & { readonly signed: SignedEvent<'annotation-signed'> };
export type Report = ItemWork & { readonly signed: SignedEvent<'item-reported'> };

/** What became of a lot's items, each list in the lot's order. */
export interface Accounting<L extends Label = Label, R extends Report = Report> {
  readonly labels: readonly L[];
  readonly reports: readonly R[];
  /** Items with neither. */
  readonly left: readonly string[];
  /** Labels of items left that would count if they could be read. */
  readonly broken: readonly Label[];
}

/** Is this the next revision by the same labeler of what counts now, and does it name that? */
const replaces = (counting: Label, { signed: { event } }: Label): boolean =>
  event.actor.key === counting.signed.event.actor.key &&
  event.body.revision === counting.signed.event.body.revision + 1 &&
  event.refs.includes(counting.id);

/** Whoever labels an item first keeps it; only her own next revision replaces what she signed. */
const countingLabel = (labels: readonly Label[]): Label | undefined => {
  let counting: Label | undefined;
  for (const label of labels)
    if (counting === undefined ? label.signed.event.body.revision === 0 : replaces(counting, label)) counting = label;
  return counting;
};

const byIndex = (a: ItemWork, b: ItemWork): number => a.index - b.index;

/** Work on a lot in any order, each entry of the log once. */
export interface LotWork<L extends Label, R extends Report> {
  readonly labels: readonly L[];
  readonly reports: readonly R[];
  /** Labels that stand in the log and that the reader cannot open: none of them counts, but a later one of their author may replace them. */
  readonly broken?: readonly Label[];
}

/**
 * Which label or report of each item counts: a label before any report. Work on other lots or other items is not looked at.
 * @param unreadable ids of labels that the owner's connector could not open: what counted before counts again
 */
export const accountForItems = <L extends Label, R extends Report>(
  { event: { body, subject } }: SignedEvent<'lot-opened'>,
  work: LotWork<L, R>,
  unreadable: Pick<ReadonlySet<string>, 'has'> = new Set(),
): Accounting<L, R> => {
  const ofItem = <W extends ItemWork>(all: readonly W[], item: string): readonly W[] =>
    all.filter(({ signed: { event } }) => event.subject.id === item && event.body.lot === subject.id).toSorted(byIndex);
  const [labels, reports, left, broken]: [L[], R[], string[], Label[]] = [[], [], [], []];
  const all: readonly Label[] = [...work.labels, ...(work.broken ?? [])];
  for (const { id } of body.items) {
    const counting = countingLabel(ofItem(all, id).filter((one) => !unreadable.has(one.id)));
    const label = work.labels.find((one) => one === counting);
    const [report] = ofItem(work.reports, id);
    if (label !== undefined) labels.push(label);
    else if (report !== undefined && counting === undefined) reports.push(report);
    else left.push(id);
    if (label === undefined && counting !== undefined) broken.push(counting);
  }
  return { labels, reports, left, broken };
};

/** RFC 6962 root over the counting labels, in the lot's order: each one's entry is the 32-byte leaf hash that it has in the log; hex. */
export const labelsRoot = (labels: readonly Pick<Label, 'entry'>[]): string =>
  toHex(treeRoot(labels.map(({ entry }) => leafHash(leafHash(entry)))));

/** What the closing of a lot states. */
export const toClosing = ({ labels, reports, left }: Accounting): EventOf<'lot-closed'>['body'] => ({
  cause: left.length === 0 ? 'complete' : 'deadline',
  labels: labels.length,
  reports: reports.length,
  left: [...left],
  root: labelsRoot(labels),
});
