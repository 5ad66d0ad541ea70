import type { KnownRelease } from '../../space/acts/auditor.ts';
import { fail } from '../../space/errors.ts';
import type { Lot, SpaceState } from '../../../../provenance/space/state.ts';
import type { Trace } from '../evidence.ts';

/** What somebody typed or pasted: a log index, the id of an event, or that of a lot, release or item. */
type Query = { readonly index: number } | { readonly id: string };

/** `#118,204` as a person reads it, or an id. @throws DomainError `trace-malformed` */
const parseQuery = (text: string): Query => {
  const bare = text.trim().toLowerCase();
  const digits = bare.replace(/^#/, '').replaceAll(',', '');
  if (/^\d{1,15}$/.test(digits)) return { index: Number(digits) };
  return /^[0-9a-f]{64}$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(bare) ? { id: bare } : fail('trace-malformed');
};

/** Public events about a lot that the own copy of the log counts. */
const eventsOf = ({ opened, closed, draw, inspected, answered, certified, withheld }: Lot): readonly { id: string; index: number }[] => {
  const shares = [draw.owner, draw.inspector].flatMap((share) => [share?.committed, share?.revealed]);
  return [opened, closed, ...shares, inspected, answered, certified, ...withheld.values()].filter((event) => event !== undefined);
};

const lotOf = (state: SpaceState, is: (id: string, index?: number) => boolean): Trace | undefined => {
  const lot = [...state.lots.values()].find((one) => is(one.id) || eventsOf(one).some(({ id, index }) => is(id, index)));
  return lot && { kind: 'lot', lot: lot.id, isInspected: lot.inspected !== undefined, isDrawn: lot.draw.owner?.revealed !== undefined };
};

/** The newest release that lists it has the last word. */
const labelOf = (releases: readonly KnownRelease[], is: (id: string, index?: number) => boolean): Trace | undefined => {
  for (const { known, manifest } of releases.toSorted((a, b) => b.known.index - a.known.index)) {
    const label = manifest?.labels.find(({ item, event, index }) => is(event, index) || is(item));
    if (label !== undefined) return { kind: 'label', release: known.signed.event.subject.id, item: label.item, label: label.event };
  }
  return undefined;
};

/**
 * What an id or a ledger number is and which evidence there is of it, by the own copy of the log and by manifests whose hashes were signed.
 * @throws DomainError `trace-malformed`; `trace-unknown` for what is neither, such as a private event that no release lists
 */
export const traceOf = (text: string, state: SpaceState, releases: readonly KnownRelease[]): Trace => {
  const query = parseQuery(text);
  const is = (id: string, index?: number): boolean => ('id' in query ? query.id === id : query.index === index);
  const release = [...state.releases.values()].find(({ id, index, signed }) => is(id, index) || is(signed.event.subject.id));
  if (release !== undefined) return { kind: 'release', release: release.signed.event.subject.id };
  return lotOf(state, is) ?? labelOf(releases, is) ?? fail('trace-unknown');
};
