import type { Clock } from '../../../common/clock.ts';
import type { RandomBytes } from '../../../common/crypto/random.ts';
import type { SigningKey } from '../../../common/crypto/signature.ts';
import { toHex } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import { toLogEntry } from '../../../provenance/event/entry.ts';
import type { ProvenanceCode } from '../../../provenance/errors.ts';
import { EVENTS, isPrivateType, type Event } from '../../../provenance/event/event.ts';
import { eventId, signEvent } from '../../../provenance/event/signing.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import type { EventDraft, Outgoing } from './draft.ts';
import type { WitnessedPoint } from './ledger.ts';

export interface ActorOptions {
  readonly space: string;
  readonly org: string;
  readonly signing: SigningKey;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Newest verified checkpoint, which each event cites. */
  readonly point: () => WitnessedPoint;
}

/** Would the draft make an event? @throws DomainError `event-malformed` with the pointers */
export const verifyDraft = ({ type, subject, refs, body }: EventDraft): void => {
  const { shape } = EVENTS[type];
  for (const [name, part, value] of [
    ['subject', shape.subject, subject],
    ['refs', shape.refs, refs],
    ['body', shape.body, body],
  ] as const) {
    const { error } = part.safeParse(value);
    const problems = error?.issues.map(({ path, message }) => ({ pointer: `/event/${[name, ...path].join('/')}`, reason: message }));
    if (problems !== undefined) throw new DomainError<ProvenanceCode>('event-malformed', { problems });
  }
};

export type PlaceEvent = (draft: EventDraft, place: { readonly seq: number; readonly prev: string }) => Outgoing;

/** Signs a draft at a place of the chain. @throws DomainError `event-malformed` */
export const createPlacer =
  ({ space, org, signing, clock, random, point }: ActorOptions): PlaceEvent =>
  ({ type, subject, refs, body, documents = [] }, { seq, prev }) => {
    const { size, root, witnessedAt } = point();
    const time = clock();
    const actor = { org, key: toHex(signing.publicKey) };
    const placed = { seq, prev, time, checkpoint: { size, root } };
    const event = { v: 1, suite: 'xinbiao-1', type, space, actor, ...placed, subject, refs: [...refs], body } as Event;
    const signed = signEvent(event, signing);
    const salt = isPrivateType(type) ? random(32) : undefined;
    return {
      id: eventId(signed.event),
      signed,
      ...(salt === undefined ? {} : { salt: toHex(salt) }),
      documents,
      leaf: toHex(leafHash(toLogEntry(signed, salt))),
      signedAt: time,
      citedAt: witnessedAt,
    };
  };
