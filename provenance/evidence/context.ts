import type { Json } from '../../common/canonical-json.ts';
import { DomainError } from '../../common/errors.ts';
import { parseBase64, parseHex } from '../../common/encodings.ts';
import { toLogEntry } from '../event/entry.ts';
import { isOfType, type EventType, type SignedEvent } from '../event/event.ts';
import { eventId } from '../event/signing.ts';
import { parseCheckpointText, type Checkpoint } from '../log/checkpoint.ts';
import { verifyCosignature } from '../log/cosignature.ts';
import { leafHash } from '../log/merkle.ts';
import { parseNote, type Note } from '../log/note.ts';
import type { LogPolicy } from '../log/policy.ts';
import { parseTlogProof, type TlogProof } from '../log/proof.ts';
import type { DrawRule } from '../space/inspection.ts';
import { createPartialReplay } from '../space/replay.ts';
import type { DeliveryRule } from '../space/rules-data.ts';
import type { Logged, SpaceState } from '../space/state.ts';
import type { Bundle } from './bundle.ts';
import { chooseEvents, type Chosen, type Claim } from './chosen.ts';
import { fail } from './errors.ts';

/** What is brought along to whatever file. */
type ProofPremises = Pick<Premises, 'policy' | 'delivery'>;

/** What the verifier brings along; nothing of it comes out of the bundle. */
export interface Premises {
  /** From outside the operator (read with `parseAnyPolicy`); without it nothing is anchored. */
  readonly policy?: LogPolicy | undefined;
  readonly delivery: DeliveryRule;
  readonly draw: DrawRule;
  /** Does the result fit the labelling configuration and the delivered text? Throws a DomainError if not. */
  readonly fits: (configuration: string, text: string, result: Json) => void;
}

export interface BundledEvent extends Logged {
  readonly proof: TlogProof;
  /** RFC 6962 leaf hash of its log entry. */
  readonly leaf: Uint8Array;
  /** Its bytes in the log. */
  readonly entry: Uint8Array;
}

/** A checkpoint of the bundle; nothing of it is verified. */
export interface BundledCheckpoint {
  readonly source: string;
  readonly note: Note;
  readonly checkpoint: Checkpoint;
  /** Witness (by its name in the policy) -> Unix seconds, of the cosignatures that hold; none without a policy. */
  readonly times: () => ReadonlyMap<string, number>;
}

/** A checkpoint that somebody cites. */
export interface Citation {
  /** Whose word it is. */
  readonly by: string;
  readonly size: number;
  readonly root: string;
  /** The checkpoint can hold at most what lies below this index. */
  readonly below: number;
}

/** What there is wherever events are proven under one checkpoint, whatever they are to show. */
export interface ProofContext {
  readonly policy?: LogPolicy | undefined;
  readonly text: string;
  readonly space: string;
  /** As the file lists them. */
  readonly events: readonly BundledEvent[];
  /** The one under which everything is proven. */
  readonly newest: BundledCheckpoint;
  /** Cited ones, as the file lists them, and the proof of each that the newest extends it. */
  readonly history: readonly BundledCheckpoint[];
  readonly historyProofs: readonly (readonly Uint8Array[])[];
  readonly citations: () => readonly Citation[];
  /** Events that must be there, and no others, by index. @throws DomainError `evidence-incomplete` */
  readonly needed: () => readonly Logged[];
  /** Why a bundled event (by its log index) does not count, judged in log order with the bundle's own roots. */
  readonly refusals: () => ReadonlyMap<number, DomainError>;
}

/** What the checks of a bundle look at. */
export interface Context extends Premises, ProofContext {
  readonly policy?: LogPolicy | undefined;
  readonly bundle: Bundle;
  /** @throws DomainError `evidence-incomplete` */
  readonly chosen: () => Chosen;
  /** What the bundled public events say. */
  readonly state: () => SpaceState;
}

/** The value of the first call, or its error again. */
export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | { readonly error: unknown } | undefined;
  return () => {
    if (made === undefined)
      try {
        made = { value: make() };
      } catch (error) {
        made = { error };
      }
    if ('error' in made) throw made.error;
    return made.value;
  };
};

const readEvent = ({ signed: parsed, salt, proof: text }: Bundle['events'][number]): BundledEvent => {
  const signed: SignedEvent = parsed;
  const proof = parseTlogProof(text);
  const entry = toLogEntry(signed, salt === undefined ? undefined : parseHex(salt));
  return { id: eventId(signed.event), signed, index: proof.index, proof, entry, leaf: leafHash(entry) };
};

const timesOf = (note: Note, policy: LogPolicy | undefined): ReadonlyMap<string, number> => {
  const times = new Map<string, number>();
  for (const { name, key } of policy?.witnesses ?? [])
    try {
      times.set(name, verifyCosignature(note, key));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  return times;
};

const readCheckpoint = (source: string, policy: LogPolicy | undefined): BundledCheckpoint => {
  const note = parseNote(source);
  return { source, note, checkpoint: parseCheckpointText(note.text), times: once(() => timesOf(note, policy)) };
};

const findReworked = (events: readonly BundledEvent[]): { readonly reworked?: NonNullable<Claim['reworked']> } => {
  const verdict = events.find(({ signed }) => isOfType(signed, 'verdict-signed'));
  const rework = events.find(({ signed }) => isOfType(signed, 'label-reworked'));
  if (verdict === undefined || rework === undefined) return {};
  return { reworked: { verdict, rework } as unknown as NonNullable<Claim['reworked']> };
};

const chooseFrom = (events: readonly BundledEvent[], { release, item }: Bundle): Chosen => {
  const annotation = events.find(({ signed }) => isOfType(signed, 'annotation-signed') && signed.event.subject.id === item);
  if (annotation === undefined) return fail('evidence-incomplete', { missing: 'annotation-signed' });
  return chooseEvents(events, { release, annotation: annotation as unknown as Logged<'annotation-signed'>, ...findReworked(events) });
};

/** What the events that a file holds say, in log order, with the file's own roots. */
interface Judged {
  readonly state: SpaceState;
  /** Why an event (by its log index) does not count. */
  readonly refusals: ReadonlyMap<number, DomainError>;
}

const judgeAll = (events: readonly BundledEvent[], space: string, delivery: DeliveryRule): Judged => {
  const roots = new Map<string, string>();
  for (const { signed } of events)
    if (isOfType(signed, 'organisation-joined')) roots.set(signed.event.subject.id, signed.event.body.rootKey);
  const replay = createPartialReplay(space, { roots: (org) => roots.get(org), delivery });
  const refusals = new Map<number, DomainError>();
  for (const { signed, id, index } of events.toSorted((a, b) => a.index - b.index)) {
    const refusal = replay.place(signed, id, index);
    if (refusal !== undefined) refusals.set(index, refusal);
  }
  return { state: replay.state, refusals };
};

/** What each event cites. */
export const citationsOf = (events: readonly BundledEvent[]): readonly Citation[] =>
  events.map(({ id, index, signed }) => ({ by: id, below: index, ...signed.event.checkpoint }));

/** Of a file whose events are all proven under one checkpoint. */
interface ProvenFile {
  readonly space: string;
  readonly events: Bundle['events'];
  readonly history: Bundle['history'];
}

/**
 * Reads each event's entry and proof, and the checkpoints; what the events say is judged when it is asked for.
 * @throws DomainError `salt-malformed`, `proof-malformed`, `proof-extra`, `proof-hash-malformed`, `note-malformed`, `checkpoint-malformed`,
 * `malformed-encoding`, `not-canonical-json`
 */
export const readProven = (text: string, { space, events: listed, history }: ProvenFile, { policy, delivery }: ProofPremises) => {
  const events = listed.map(readEvent);
  const judged = once(() => judgeAll(events, space, delivery));
  return {
    policy,
    text,
    space,
    events,
    newest: readCheckpoint(events[0]?.proof.checkpoint ?? '', policy),
    history: history.map(({ checkpoint }) => readCheckpoint(checkpoint, policy)),
    historyProofs: history.map(({ proof }) => proof.map(parseBase64)),
    refusals: (): Judged['refusals'] => judged().refusals,
    state: (): SpaceState => judged().state,
  };
};

/** @throws DomainError as `readProven` */
export const createContext = (text: string, bundle: Bundle, premises: Premises): Context => {
  const proven = readProven(text, bundle, premises);
  const { events } = proven;
  const chosen = once(() => chooseFrom(events, bundle));
  const citations = (): readonly Citation[] => [
    ...citationsOf(events),
    { by: 'manifest', below: chosen().release.index, ...bundle.manifest.checkpoint },
  ];
  return {
    ...premises,
    ...proven,
    bundle,
    citations,
    chosen,
    needed: () => chosen().all,
  };
};

/** The policy of a check that asks for one. */
export const policyOf = ({ policy }: Pick<ProofContext, 'policy'>): LogPolicy => {
  if (policy === undefined) throw new Error('a check that needs a policy runs only with one');
  return policy;
};

/** @throws DomainError why an event of one of these types does not count */
export const requireCounted = ({ events, refusals }: Pick<ProofContext, 'events' | 'refusals'>, ...types: readonly EventType[]): void => {
  for (const { signed, id, index } of events) {
    const refusal = types.includes(signed.event.type) ? refusals().get(index) : undefined;
    if (refusal !== undefined)
      fail('event-refused', { event: id, index, type: signed.event.type, reason: refusal.code, ...refusal.details }, { cause: refusal });
  }
};
