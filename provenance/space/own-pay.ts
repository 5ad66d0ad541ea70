import { parseHex } from '../../common/encodings.ts';
import { toLogEntry } from '../event/entry.ts';
import { isOfType, type EventType, type SignedEvent } from '../event/event.ts';
import { accountForItems } from './accounting.ts';
import type { WitnessedPoint } from '../log/witnessed-point.ts';
import type { CountedVerdicts } from './inspected-verdicts.ts';
import { payFactsOf, type PayFacts } from './pay.ts';
import { personsIn } from './people.ts';
import type { Logged, SpaceState } from './state.ts';

/** A private event as its reader was given it: signature and place in the log are for her to check. */
export interface GivenEvent {
  readonly id: string;
  readonly index: number;
  readonly signed: SignedEvent;
  /** Hex. */
  readonly salt: string;
}

const ofType = <Type extends EventType>(
  given: readonly GivenEvent[],
  type: Type,
): readonly (Logged<Type> & { readonly entry: Uint8Array })[] =>
  given.flatMap(({ id, index, signed, salt }) =>
    isOfType(signed, type) ? [{ id, index, signed, entry: toLogEntry(signed, parseHex(salt)) }] : [],
  );

const lotOf = ({ signed: { event } }: GivenEvent): string => {
  const { body } = event;
  return 'lot' in body ? body.lot : event.subject.id;
};

/** What one person is shown of her pay. */
export interface ShownPay {
  readonly events: readonly GivenEvent[];
  /** Verdicts that the end of a lot's inspection counts, by lot, as far as the own copy of the log bears it out. */
  readonly counted: ReadonlyMap<string, CountedVerdicts>;
}

/**
 * What one person's pay rests on, by lots in the order of the events, from the events that she was shown: her labels and reports, and what
 * others found, contested and decided of them. Whether other people's work left hers a place is not seen by them.
 * @param keys all that are or were certified for her
 */
export const ownPayOf = (
  state: SpaceState,
  keys: readonly string[],
  { events, counted }: ShownPay,
  witnessed: readonly WitnessedPoint[],
): readonly PayFacts[] => {
  const personOf = personsIn(state);
  const isOwn = ({ signed }: { readonly signed: { readonly event: { readonly actor: { readonly key: string } } } }): boolean =>
    keys.includes(signed.event.actor.key);
  return [...Map.groupBy(events, lotOf)].flatMap(([id, given]) => {
    const lot = state.lots.get(id);
    if (lot === undefined) return [];
    const labels = ofType(given, 'annotation-signed').filter(isOwn);
    const reports = ofType(given, 'item-reported').filter(isOwn);
    const standing = accountForItems(lot.opened.signed, { labels, reports }, { unreadable: lot.unreadable, personOf });
    const judged = {
      verdicts: ofType(given, 'verdict-signed'),
      counted: counted.get(id),
      appeals: ofType(given, 'pay-appealed'),
      decisions: ofType(given, 'appeal-decided'),
    };
    return [payFactsOf(state, lot, { labels: standing.labels, reports: standing.reports, ...judged }, witnessed)];
  });
};
