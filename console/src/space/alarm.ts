import { toCanonicalJson, type Json } from '../../../common/canonical-json.ts';
import type { Clock } from '../../../common/clock.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import type { KeyValueStore } from './ports.ts';
import { createWatchers } from './watchers.ts';

/** What no honest gateway does. */
export type AlarmCode =
  /** A receipt that is not by the log's key, is for something else, or has an impossible time. */
  | 'receipt-wrong'
  /** A receipt's deadline has passed under a witnessed checkpoint that does not hold the event. */
  | 'event-dropped'
  /** The log's own signatures contradict each other, or what this device saw before. */
  | 'log-forked'
  /** A smaller log than this device has seen. */
  | 'log-rolled-back'
  /** A log that is not the pinned one's, or whose entries do not give its root. */
  | 'log-unverified'
  | 'pin-list-stale'
  | 'pin-list-forged'
  /** Two lists under one number, both signed by the own root. */
  | 'pin-list-forked'
  /** The directory names people, keys or organisations otherwise than the log. */
  | 'directory-differs'
  /** A document that does not open what its signer committed to. */
  | 'opening-differs'
  /** Work listed as one's own that somebody else signed, or that is not what it is said to be. */
  | 'label-foreign'
  /** A sealed item that is not what its owner's connector signed for this place, or does not open. */
  | 'item-refused'
  /** What is shown for inspection is not the label that was drawn, its item or key as they were sealed, or a verdict on it. */
  | 'sample-differs'
  /** The log says that a sample was sealed for this person, and the gateway hands out no key. */
  | 'sample-withheld'
  /** An event about one's own pay that is not the one that the log holds. */
  | 'statement-differs'
  /** Somebody else's gold figure, or one that its owner did not sign. */
  | 'figure-foreign'
  /** A contest, or a box sealed for it, that is not the one that the log holds. */
  | 'contest-differs'
  /** A verdict on an own label, or its rework, that is not the one that the log holds. */
  | 'returned-differs'
  /** A case of contested pay with an event, a text or an answer that is not the one that was signed. */
  | 'case-differs'
  | 'answer-forged'
  /** The gateway denies events of one's own that the log holds, or shows some that one never signed. */
  | 'chain-withheld';

export interface Alarm {
  /** SHA-256 of code and evidence, hex: the same finding is one alarm. */
  readonly id: string;
  readonly code: AlarmCode;
  /** Milliseconds. */
  readonly at: number;
  /** What was received, complete, so that others can judge it. */
  readonly evidence: Json;
}

export interface Alarms {
  /** Keeps the finding on this device. */
  raise(code: AlarmCode, evidence: Json): Promise<Alarm>;
  /** Oldest first. */
  list(): Promise<readonly Alarm[]>;
  /** Tells of each new one; the answer ends it. */
  watch(raised: (alarm: Alarm) => void): () => void;
}

const PREFIX = 'alarm/';
const MOST_KEPT = 200;

/** Evidence may hold anything that was received; what has no canonical form is kept as text. */
const toId = (code: AlarmCode, evidence: Json): string => toHex(sha256(toUtf8(`${code}\n${toCanonicalJson(evidence)}`)));

/** Details of an error as evidence: what is not JSON is left out. */
export const toEvidence = (details: Readonly<Record<string, unknown>>): Json => JSON.parse(JSON.stringify(details)) as Json;

export const createAlarms = (store: KeyValueStore, clock: Clock): Alarms => {
  const watchers = createWatchers<Alarm>();
  const list = async (): Promise<Alarm[]> =>
    (await store.list(PREFIX)).map(([, value]) => value as Alarm).toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));

  return {
    raise: async (code, evidence) => {
      const id = toId(code, evidence);
      const known = (await store.get(PREFIX + id)) as Alarm | undefined;
      if (known !== undefined) return known;
      const alarm: Alarm = { id, code, at: clock(), evidence };
      // The first findings tell the most: when the place is full later ones are told but not kept.
      if ((await list()).length < MOST_KEPT) await store.write([{ key: PREFIX + id, value: alarm }]);
      watchers.tell(alarm);
      return alarm;
    },
    list,
    watch: watchers.watch,
  };
};
