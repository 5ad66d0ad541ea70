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

/** What became of a lot's items, each list in the lot's order, what concerns one item in the log's. */
export interface Accounting<L extends Label = Label, R extends Report = Report> {
  readonly labels: readonly L[];
  readonly reports: readonly R[];
  /** Items with less work than the lot asks for. */
  readonly left: readonly string[];
  /** Labels of items left that would count if they could be read. */
  readonly broken: readonly Label[];
}

/** Is this the next revision by the same labeler of what counts now, and does it name that? */
const replaces = (counting: Label, { signed: { event } }: Label): boolean =>
  event.actor.key === counting.signed.event.actor.key &&
  event.body.revision === counting.signed.event.body.revision + 1 &&
  event.refs.includes(counting.id);

/** One person's label of an item. */
interface Standing {
  /** Log index of its first revision: who was first counts. */
  readonly since: number;
  readonly label: Label;
}

/** A person's first label of an item stands; only her own next revision replaces what she signed. */
const standingLabel = (own: readonly Label[]): Standing | undefined => {
  let standing: Standing | undefined;
  for (const label of own) {
    if (standing === undefined && label.signed.event.body.revision === 0) standing = { since: label.index, label };
    else if (standing !== undefined && replaces(standing.label, label)) standing = { ...standing, label };
  }
  return standing;
};

const byIndex = (a: ItemWork, b: ItemWork): number => a.index - b.index;

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
  readonly personOf?: (key: string) => string;
}

/** How many people label each item of a lot. */
export const placesOf = ({ overlap = 1 }: Pick<EventOf<'lot-opened'>['body'], 'overlap'>): number => overlap;

/** Work by the person who did it, in the order of the log. */
const byPerson = <W extends ItemWork>(
  work: readonly W[],
  { personOf = (key) => key }: AccountingTerms,
): ReadonlyMap<string, readonly W[]> => Map.groupBy(work.toSorted(byIndex), ({ signed }) => personOf(signed.event.actor.key));

/** The people whose labels of one item count, and their labels: who was first, as many as the lot asks for. */
const countingPeople = (labels: readonly Label[], places: number, terms: AccountingTerms): ReadonlyMap<string, Label> => {
  const standing = [...byPerson(labels, terms)].flatMap(([person, own]) => {
    const found = standingLabel(own);
    return found === undefined ? [] : [{ person, ...found }];
  });
  const first = standing.toSorted((a, b) => a.since - b.since).slice(0, places);
  return new Map(first.map(({ person, label }) => [person, label]));
};

/**
 * Which labels and reports of each item count: of each person one, of as many people as the lot asks for, labels before any report and who
 * was first before the others. Work on other lots or other items is not looked at.
 */
export const accountForItems = <L extends Label, R extends Report>(
  { event: { body, subject } }: SignedEvent<'lot-opened'>,
  work: LotWork<L, R>,
  terms: AccountingTerms = {},
): Accounting<L, R> => {
  const places = placesOf(body);
  const itemOf = ({ signed: { event } }: ItemWork): string => (event.body.lot === subject.id ? event.subject.id : '');
  const every: readonly Label[] = [...work.labels, ...(work.broken ?? [])];
  const all = Map.groupBy(
    every.filter(({ id }) => terms.unreadable?.has(id) !== true),
    itemOf,
  );
  const [readable, told] = [Map.groupBy(work.labels, itemOf), Map.groupBy(work.reports, itemOf)];
  const [labels, reports, left, broken]: [L[], R[], string[], Label[]] = [[], [], [], []];
  for (const { id } of body.items) {
    const people = countingPeople(all.get(id) ?? [], places, terms);
    const standing = new Set(people.values());
    const counted = (readable.get(id) ?? []).filter((label) => standing.delete(label)).toSorted(byIndex);
    const others = [...byPerson(told.get(id) ?? [], terms)].filter(([person]) => !people.has(person));
    const reported = others.flatMap(([, own]) => own.slice(0, 1)).slice(0, places - people.size);
    labels.push(...counted);
    reports.push(...reported);
    broken.push(...standing);
    if (counted.length + reported.length < places) left.push(id);
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
