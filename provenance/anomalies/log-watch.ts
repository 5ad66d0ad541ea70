import { isOfType, type EventType, type SignedEvent } from '../event/event.ts';
import type { Reading } from '../space/replay.ts';
import type { Anomaly } from './anomaly.ts';

type Counted = Extract<Reading, { kind: 'counted' }>;
export type Ignored = Extract<Reading, { kind: 'ignored' }>;

/** What is kept of a public event for the question when it was signed. */
export interface Mark {
  readonly id: string;
  readonly type: EventType;
  readonly index: number;
  readonly org: string;
  readonly key: string;
  /** Claimed, milliseconds. */
  readonly time: number;
  /** Size of the checkpoint that it cites. */
  readonly cited: number;
}

/** Watches the log as it is read, for what only its whole order shows. */
export interface LogWatch {
  /** Public events that count, in the order of the log. */
  readonly marks: readonly Mark[];
  readonly ignored: readonly Ignored[];
  /** What was noticed of entries and chains. */
  readonly anomalies: readonly Anomaly[];
  take(reading: Reading): void;
}

/** Newest public event of a key. `unread`: entries before it that are private or do not count, each of which may be any key's. */
interface Head {
  readonly seq: number;
  readonly id: string;
  readonly unread: number;
}

const NOTHING_BEFORE = '0'.repeat(64);

const toMark = ({ id, index, signed: { event } }: Counted): Mark => ({
  id,
  index,
  type: event.type,
  org: event.actor.org,
  key: event.actor.key,
  time: event.time,
  cited: event.checkpoint.size,
});

/** Up to which place of its chain whoever signs this knows the log to have it, -1 for nothing; a resumption says so itself. */
const knownBefore = (signed: SignedEvent): number => {
  if (!isOfType(signed, 'chain-resumed')) return signed.event.seq - 1;
  return signed.event.prev === NOTHING_BEFORE ? -1 : signed.event.body.lastKnownSeq;
};

/**
 * Private events of a key take places on its chain, and the reader does not see which entries they are: so many places can be missing as
 * there are such entries in between, and no more.
 */
const chainAnomalies = ({ id, index, signed }: Counted, head: Head, unread: number): readonly Anomaly[] => {
  const { actor, seq, prev } = signed.event;
  const about = { index, org: actor.org, key: actor.key, subject: { kind: 'chain', id } } as const;
  const [missing, entries] = [knownBefore(signed) - head.seq, unread - head.unread];
  const left = seq - 1 - knownBefore(signed);
  return [
    ...(missing > entries ? [{ ...about, kind: 'chain-gap', figures: { missing: missing - entries, seq } } as const] : []),
    ...(missing === 0 && prev !== head.id ? [{ ...about, kind: 'chain-forked', figures: { seq } } as const] : []),
    ...(left > 0 ? [{ ...about, kind: 'chain-resumed', figures: { left, seq } } as const] : []),
  ];
};

const entryAnomalies = ({ index, signed }: Counted): readonly Anomaly[] => {
  if (!isOfType(signed, 'label-unreadable')) return [];
  const { actor, subject, body } = signed.event;
  return [{ kind: 'label-unreadable', index, org: actor.org, subject: { kind: 'item', id: subject.id }, code: body.reason }];
};

export const createLogWatch = (): LogWatch => {
  const [marks, ignored, anomalies]: [Mark[], Ignored[], Anomaly[]] = [[], [], []];
  const heads = new Map<string, Head>();
  let unread = 0;

  const count = (reading: Counted): void => {
    const { id, signed } = reading;
    const { actor, seq } = signed.event;
    const head = heads.get(actor.key) ?? { seq: -1, id: NOTHING_BEFORE, unread: 0 };
    anomalies.push(...chainAnomalies(reading, head, unread), ...entryAnomalies(reading));
    heads.set(actor.key, { seq, id, unread });
    // Before its certificate a key signs nothing that counts.
    if (isOfType(signed, 'certificate-issued')) heads.set(signed.event.body.key, { seq: -1, id: NOTHING_BEFORE, unread });
    marks.push(toMark(reading));
  };

  return {
    marks,
    ignored,
    anomalies,
    take: (reading) => {
      if (reading.kind === 'counted') return count(reading);
      unread += 1;
      if (reading.kind === 'private') return undefined;
      ignored.push(reading);
      anomalies.push({ kind: 'entry-ignored', index: reading.index, code: reading.code });
      return undefined;
    },
  };
};
