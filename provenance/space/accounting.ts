import { toHex } from '../../common/encodings.ts';
import type { EventOf, SignedEvent } from '../event/event.ts';
import { leafHash, treeRoot } from '../log/merkle.ts';
import {
  byAge,
  byIndex,
  claimPlaces,
  type Claim,
  type ItemWork,
  type Label,
  type PersonOf,
  type Places,
  type Report,
} from './item-claims.ts';

export type { Label, Report } from './item-claims.ts';

/** What became of a lot's items, each list in the lot's order, what concerns one item in the log's. */
export interface Accounting<L extends Label = Label, R extends Report = Report> {
  readonly labels: readonly L[];
  readonly reports: readonly R[];
  /** Items with less work than the lot asks for. */
  readonly left: readonly string[];
  /** Labels of items left that would count if they could be read. */
  readonly broken: readonly Label[];
}

/** Work on a lot in any order, each entry of the log once. */
export interface LotWork<L extends Label, R extends Report> {
  readonly labels: readonly L[];
  readonly reports: readonly R[];
  /** Labels that stand in the log and that the reader cannot open: none of them counts, but a later one of their author may replace them. */
  readonly broken?: readonly Label[];
}

export interface AccountingTerms {
  /** Ids of labels that the owner's connector could not open: what counted before counts again. */
  readonly unreadable?: Pick<ReadonlySet<string>, 'has'> | undefined;
  /** Whose key it is: nobody counts twice for an item, whatever keys she has had. Without it each key is a person. */
  readonly personOf?: PersonOf;
}

type Terms = EventOf<'lot-opened'>['body'];

/** How many people label each item of a lot. */
export const placesOf = ({ overlap = 1 }: Pick<Terms, 'overlap'>): number => overlap;
/** Most work that counts beside what a lot asks for, because its lease had run out and somebody else was quicker: one piece an item. */
export const lateOf = ({ late = 0 }: Pick<Terms, 'late'>): number => late;

/** Of the items whose work found no place the first ones, as many as the lot pays. */
const payLate = (claimed: readonly Places[], most: number): readonly Claim[] =>
  claimed
    .flatMap(({ late }) => late ?? [])
    .toSorted(byAge)
    .slice(0, most);

/**
 * Which labels and reports of each item count: of each person one, of as many people as the lot asks for, labels before any report and who
 * was first before the others; and of work that found no place as much as the lot pays, one piece an item. Work on other lots or other
 * items is not looked at.
 */
export const accountForItems = <L extends Label, R extends Report>(
  { event: { body, subject } }: SignedEvent<'lot-opened'>,
  work: LotWork<L, R>,
  { unreadable, personOf = (key) => key }: AccountingTerms = {},
): Accounting<L, R> => {
  const places = placesOf(body);
  const itemOf = ({ signed: { event } }: ItemWork): string => (event.body.lot === subject.id ? event.subject.id : '');
  const broken = work.broken ?? [];
  const standing = [...work.labels, ...broken].filter(({ id }) => unreadable?.has(id) !== true);
  const [labels, reports] = [Map.groupBy<string, Label>(standing, itemOf), Map.groupBy(work.reports, itemOf)];
  const claimed = body.items.map(({ id }) => ({
    id,
    ...claimPlaces({ labels: labels.get(id) ?? [], reports: reports.get(id) ?? [], places }, personOf),
  }));
  const counting = new Set([...claimed.flatMap(({ placed }) => placed), ...payLate(claimed, lateOf(body))].map((claim) => claim.work));
  const unread = new Set<ItemWork>(broken);
  const position = new Map(body.items.map(({ id }, at) => [id, at] as const));
  const counted = <W extends ItemWork>(all: readonly W[]): readonly W[] => {
    const found = all.filter((one) => counting.has(one));
    const at = (one: ItemWork): number => position.get(itemOf(one)) ?? 0;
    return found.toSorted((a, b) => at(a) - at(b) || byIndex(a, b));
  };
  const isLeft = ({ placed }: Places): boolean => placed.filter((claim) => !unread.has(claim.work)).length < places;
  return {
    labels: counted(work.labels),
    reports: counted(work.reports),
    left: claimed.filter(isLeft).map(({ id }) => id),
    broken: counted(broken),
  };
};

/** RFC 6962 root of a tree whose entries are the 32-byte leaf hashes that something has in the log. */
export const rootOfLeaves = (leaves: readonly Uint8Array[]): Uint8Array => treeRoot(leaves.map(leafHash));

/** The same over the counting labels, in the lot's order; hex. */
export const labelsRoot = (labels: readonly Pick<Label, 'entry'>[]): string =>
  toHex(rootOfLeaves(labels.map(({ entry }) => leafHash(entry))));

/** What the closing of a lot states. */
export const toClosing = ({ labels, reports, left }: Accounting): EventOf<'lot-closed'>['body'] => ({
  cause: left.length === 0 ? 'complete' : 'deadline',
  labels: labels.length,
  reports: reports.length,
  left: [...left],
  root: labelsRoot(labels),
});
