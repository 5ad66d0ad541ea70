import { chainHead, loggedEvent } from '../../../api/events.ts';
import type { ChainHead } from '../../../provenance/event/chain.ts';
import { eventId, parseSignedEventJson } from '../../../provenance/event/signing.ts';
import { toEvidence, type Alarms } from './alarm.ts';
import { fail } from './errors.ts';
import { statusOf, type Http } from './http.ts';

export interface HeadReaderOptions {
  readonly http: Http;
  readonly alarms: Alarms;
  /** Device key, hex. */
  readonly key: string;
  /** Highest seq of the key among the public events of the own copy of the log. */
  readonly knownSeq: () => number | undefined;
}

const isOwn = (signed: unknown, { seq, id }: ChainHead, key: string): boolean => {
  try {
    const { event } = parseSignedEventJson(signed);
    return event.actor.key === key && event.seq === seq && eventId(event) === id;
  } catch {
    return false;
  }
};

/** What the gateway hides of a chain, seen from what this device knows. */
const findWithheld = (shown: ChainHead | undefined, own: ChainHead | undefined, known: number): string | undefined => {
  const seq = shown?.seq ?? -1;
  if (seq < (own?.seq ?? -1)) return 'an acknowledged event is missing';
  if (seq < known) return 'an event of the log is missing';
  return shown !== undefined && seq === own?.seq && shown.id !== own.id
    ? 'another event stands in the place of an acknowledged one'
    : undefined;
};

/**
 * The newest event of the key as the gateway shows it, never before `own`; another one is believed only if this key signed it.
 * @throws DomainError `chain-withheld` (an alarm keeps the evidence); `gateway-unreachable`
 */
export type ReadHead = (own: ChainHead | undefined) => Promise<ChainHead | undefined>;

export const createHeadReader = ({ http, alarms, key, knownSeq }: HeadReaderOptions): ReadHead => {
  const ask = async (): Promise<ChainHead | undefined> => {
    try {
      return await http.ask(chainHead, { path: `/api/chains/${key}` });
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  };
  const refuse = async (reason: string, evidence: Readonly<Record<string, unknown>>): Promise<never> => {
    await alarms.raise('chain-withheld', toEvidence({ reason, key, ...evidence }));
    return fail('chain-withheld', { reason, key });
  };
  return async (own) => {
    const shown = await ask();
    const withheld = findWithheld(shown, own, knownSeq() ?? -1);
    if (withheld !== undefined) return await refuse(withheld, { shown, own, known: knownSeq() });
    if (shown === undefined || shown.id === own?.id) return shown;
    const { signed } = await http.ask(loggedEvent, { path: `/api/events/${shown.id}` });
    return isOwn(signed, shown, key) ? shown : await refuse('not an event of this key', { shown, signed });
  };
};
