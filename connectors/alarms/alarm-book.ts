import { toCanonicalJson, toSignableBytes, type Json } from '../../common/canonical-json.ts';
import type { Clock } from '../../common/clock.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { toHex } from '../../common/encodings.ts';

/** What this process found out about the log, or about itself. */
export type AlarmCode =
  /** The log shows two histories. */
  | 'log-forked'
  /** The log shows less than it showed before. */
  | 'log-rolled-back'
  /** A receipt that is not for what was sent, or not by the log's key. */
  | 'receipt-wrong'
  /** An own event with a receipt does not stand where it was promised, or not in time. */
  | 'event-dropped'
  /** The log holds own events that this process does not know: its store is older than it was. */
  | 'chain-behind'
  /** The log shows an own cosignature beyond the own state. */
  | 'witness-behind';

/** After these this process acts no more until its administrator has looked into it. */
const STOPPING: readonly AlarmCode[] = ['log-forked', 'chain-behind'];

export interface Alarm {
  readonly code: AlarmCode;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly details: { readonly [name: string]: Json };
  /** Record for `verifyMisbehavior` (provenance/log/misbehavior.ts), where two signatures contradict each other. */
  readonly evidence?: Json;
}

/** Where alarms are kept; each is kept once, by its id. */
export interface AlarmStore {
  list(): Promise<readonly Alarm[]>;
  keep(id: string, alarm: Alarm): Promise<void>;
}

export interface AlarmBook {
  /** Keeps what was found, once; `at` is now. */
  raise(code: AlarmCode, details: Alarm['details'], evidence?: Json): Promise<void>;
  /** The alarm after which nothing is done any more. */
  stopped(): Alarm | undefined;
  list(): readonly Alarm[];
}

/** Most alarms of one code: whoever provokes them must not fill the disk. */
const MOST = 50;

const idOf = ({ code, details, evidence }: Pick<Alarm, 'code' | 'details' | 'evidence'>): string =>
  `${code}-${toHex(sha256(toSignableBytes({ code, details, evidence: evidence ?? null }))).slice(0, 16)}`;

/** Reads what was kept before: a stop outlives a restart. */
export const openAlarmBook = async (
  stores: readonly AlarmStore[],
  clock: Clock,
  report: (alarm: Alarm) => void = () => undefined,
): Promise<AlarmBook> => {
  const kept = new Map<string, Alarm>();
  for (const store of stores) for (const alarm of await store.list()) kept.set(idOf(alarm), alarm);
  return {
    raise: async (code, details, evidence) => {
      const alarm: Alarm = { code, at: clock(), details, ...(evidence === undefined ? {} : { evidence }) };
      const id = idOf(alarm);
      if (kept.has(id)) return;
      report(alarm);
      if ([...kept.values()].filter((other) => other.code === code).length >= MOST) return;
      kept.set(id, alarm);
      for (const store of stores) await store.keep(id, alarm);
    },
    stopped: () => [...kept.values()].find(({ code }) => STOPPING.includes(code)),
    list: () => [...kept.values()],
  };
};

export const toAlarmText = (alarm: Alarm): string => `${toCanonicalJson(alarm as unknown as Json)}\n`;
