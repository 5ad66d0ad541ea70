import type { SignedEvent } from '../event/event.ts';

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

/** What stands for one person's work on an item, and the log index from which it does: who was first counts. */
export interface Claim {
  readonly since: number;
  readonly work: ItemWork;
}

/** Whose key it is. */
export type PersonOf = (key: string) => string;

export const byIndex = (a: ItemWork, b: ItemWork): number => a.index - b.index;
export const byAge = (a: Claim, b: Claim): number => a.since - b.since;

/** Is this the next revision by the same labeler of what counts now, and does it name that? */
const replaces = (counting: Label, { signed: { event } }: Label): boolean =>
  event.actor.key === counting.signed.event.actor.key &&
  event.body.revision === counting.signed.event.body.revision + 1 &&
  event.refs.includes(counting.id);

/** A person's first label of an item stands; only her own next revision replaces what she signed. */
const claimByLabels = (own: readonly Label[]): readonly Claim[] => {
  let since: number | undefined;
  let standing: Label | undefined;
  for (const label of own) {
    if (standing === undefined && label.signed.event.body.revision === 0) [since, standing] = [label.index, label];
    else if (standing !== undefined && replaces(standing, label)) standing = label;
  }
  return standing === undefined || since === undefined ? [] : [{ since, work: standing }];
};

/** Work by the person who did it, in the order of the log. */
const byPerson = <W extends ItemWork>(work: readonly W[], personOf: PersonOf): ReadonlyMap<string, readonly W[]> =>
  Map.groupBy(work.toSorted(byIndex), ({ signed }) => personOf(signed.event.actor.key));

/** Everybody's claim to one item: by her labels, or else by her first report; labels before any report, and who was first before the others. */
const claimsTo = (labels: readonly Label[], reports: readonly Report[], personOf: PersonOf): readonly Claim[] => {
  const labeled = [...byPerson(labels, personOf)].map(([person, own]) => ({ person, claims: claimByLabels(own) }));
  const authors = new Set(labeled.flatMap(({ person, claims }) => (claims.length === 0 ? [] : [person])));
  const others = [...byPerson(reports, personOf)].filter(([person]) => !authors.has(person));
  const told = others.flatMap(([, [report]]) => (report === undefined ? [] : [{ since: report.index, work: report }]));
  return [...labeled.flatMap(({ claims }) => claims).toSorted(byAge), ...told.toSorted(byAge)];
};

export interface Places {
  /** As many as the lot asks for, or fewer. */
  readonly placed: readonly Claim[];
  /** The first of those that found no place. */
  readonly late?: Claim;
}

/** Who has the places of one item. */
export const claimPlaces = (
  { labels, reports, places }: { readonly labels: readonly Label[]; readonly reports: readonly Report[]; readonly places: number },
  personOf: PersonOf,
): Places => {
  const claims = claimsTo(labels, reports, personOf);
  const [late] = claims.slice(places).toSorted(byAge);
  return { placed: claims.slice(0, places), ...(late && { late }) };
};
