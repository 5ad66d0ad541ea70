import type { EventAcknowledgement, EventSubmission } from '../../api/events.ts';
import { DomainError } from '../../common/errors.ts';
import { parseHex } from '../../common/encodings.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { eventId, parseSignedEventJson } from '../../provenance/event/signing.ts';
import { signReceipt } from '../../provenance/log/receipt.ts';
import { verifyCallerMaySee } from './entitlement.ts';
import { fail } from '../errors.ts';
import type { Caller, Directory } from '../directory.ts';
import type { LogKeys } from '../log/keys.ts';
import type { Submission } from '../log/batch.ts';
import type { Sequencer } from '../log/sequencer.ts';
import type { Acceptances } from './acceptance.ts';
import { verifyDocuments } from './documents.ts';
import type { VerifyTime } from './claimed-time.ts';
import type { EventStore } from './store.ts';
import type { StoredEvent } from './stored.ts';

export interface Acknowledged extends EventAcknowledgement {
  /** It was logged before; index and receipt are those of then. */
  readonly known: boolean;
}

export interface EventService {
  /**
   * Logs an event (untrusted), or finds it logged.
   * @throws DomainError `event-malformed`, `signature-invalid`, `salt-malformed`, `document-missing`, `document-unexpected`,
   * `commitment-not-opened`, `event-misdated`, `too-many-requests`, the resource's own codes, and those of `Sequencer.append`
   */
  submit(submission: EventSubmission): Promise<Acknowledged>;
  /** @throws DomainError `event-unknown`, `event-withheld` */
  read(id: string, caller: Caller): Promise<StoredEvent>;
}

export interface EventServiceOptions {
  readonly store: EventStore;
  readonly sequencer: Sequencer;
  readonly acceptances: Acceptances;
  readonly directory: Directory;
  readonly keys: LogKeys;
  readonly verifyTime: VerifyTime;
  /** Counts an event of a key whose signature holds. @throws DomainError `too-many-requests` */
  readonly limit: (key: string) => Promise<void>;
  readonly counted: (event: { readonly type: string; readonly code: 'accepted' | 'known' | (string & {}) }) => void;
}

/** Milliseconds from the log's time to the witnessed checkpoint that a receipt promises. */
const PROMISE = 60_000;

const parse = ({ signed: value, salt, documents = [] }: EventSubmission): Submission => {
  const signed = parseSignedEventJson(value);
  const entry = toLogEntry(signed, salt === undefined ? undefined : parseHex(salt));
  return { id: eventId(signed.event), signed, documents, entry, ...(salt === undefined ? {} : { salt }) };
};

const codeOf = (error: unknown): string => (error instanceof DomainError ? error.code : 'internal');

export const createEventService = (options: EventServiceOptions): EventService => {
  const { store, sequencer, acceptances, directory, keys, verifyTime, limit, counted } = options;

  /** What needs no lock; a logged event is past it. */
  const prepare = async (submission: Submission): Promise<void> => {
    const { id, signed, documents } = submission;
    verifyDocuments(signed, acceptances.documents(signed.event), documents);
    await acceptances.prepare({ id, signed, documents, state: directory.state() });
    await verifyTime(signed.event);
  };

  const log = async (submission: Submission): Promise<Acknowledged> => {
    const { id, signed } = submission;
    if ((await store.find(id)) === undefined) await prepare(submission);
    const { index, time, known, leaf } = await sequencer.append(submission);
    counted({ type: signed.event.type, code: known ? 'known' : 'accepted' });
    return { id, index, known, receipt: signReceipt(keys.name, { index, leaf, time, deadline: time + PROMISE }, keys.receipt) };
  };

  return {
    submit: async (received) => {
      const submission = parse(received);
      try {
        await limit(submission.signed.event.actor.key);
        return await log(submission);
      } catch (error) {
        counted({ type: submission.signed.event.type, code: codeOf(error) });
        throw error;
      }
    },
    read: async (id, caller) => {
      const stored = (await store.find(id)) ?? fail('event-unknown', { id });
      await verifyCallerMaySee(stored, caller, directory, store);
      return stored;
    },
  };
};
