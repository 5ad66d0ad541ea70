import { sha256 } from '../../common/crypto/hash.ts';
import { createOpeningKey, type OpeningKey } from '../../common/crypto/sealing.ts';
import { createSigningKey, type SigningKey } from '../../common/crypto/signature.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { uuidv7 } from '../../common/ids.ts';
import { decideDelivery } from '../../policies/levels/delivery.ts';
import type { CertifiedSubject } from '../../provenance/event/bodies/identity.ts';
import { commitJson, type CommitmentKind, type Opening } from '../../provenance/event/commitment.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { isPrivateType, type EventOf, type EventType, type SignedEvent } from '../../provenance/event/event.ts';
import type { Level, Role } from '../../provenance/event/fields.ts';
import { eventId, signEvent } from '../../provenance/event/signing.ts';
import { provePossession } from '../../provenance/identity/certificate.ts';
import type { Premises } from '../../provenance/space/authority.ts';
import { createReplay, type Replay } from '../../provenance/space/replay.ts';
import type { Duty } from '../../provenance/space/state.ts';
import { seededRandom } from './random.ts';

/** Somebody with a device key and a chain of her own. */
export interface Actor {
  readonly org: string;
  readonly key: SigningKey;
  readonly opening: OpeningKey;
  /** Subject of her certificate (pseudonym) and the certificate's own id. */
  readonly subject: string;
  readonly certificate: string;
}

export interface LoggedEvent<Type extends EventType = EventType> {
  readonly id: string;
  readonly index: number;
  readonly signed: SignedEvent<Type>;
  /** Of a private event, hex. */
  readonly salt?: string;
}

export interface EventDraft<Type extends EventType> {
  readonly subject: { readonly id: string; readonly commitment?: string };
  readonly body: EventOf<Type>['body'];
  readonly refs?: readonly string[];
  /** Overrides of the envelope, for events that lie. */
  readonly envelope?: Partial<Pick<EventOf<Type>, 'seq' | 'prev' | 'time' | 'space' | 'checkpoint'>>;
}

const KINDS: Readonly<Record<EventType, EventOf<EventType>['subject']['kind']>> = {
  'organisation-joined': 'organisation',
  'delegations-listed': 'organisation',
  'certificate-issued': 'certificate',
  'certificate-revoked': 'certificate',
  'chain-resumed': 'chain',
  'dataset-registered': 'dataset',
  'dataset-graded': 'dataset',
  'dataset-published': 'dataset',
  'project-opened': 'project',
  'roster-signed': 'project',
  'lot-opened': 'lot',
  'annotation-signed': 'item',
  'item-reported': 'item',
  'label-unreadable': 'item',
  'lot-resealed': 'lot',
  'lot-closed': 'lot',
  'inspection-committed': 'lot',
  'inspection-revealed': 'lot',
  'sample-sealed': 'lot',
  'verdict-signed': 'item',
  'label-reworked': 'item',
  'lot-inspected': 'lot',
  'lot-accepted': 'lot',
  'lot-returned': 'lot',
  'lot-certified': 'lot',
  'pay-withheld': 'lot',
  'pay-appealed': 'lot',
  'appeal-decided': 'lot',
  'gold-scored': 'lot',
  'score-contested': 'lot',
  'gold-opened': 'lot',
  'score-decided': 'lot',
  'release-signed': 'release',
  'command-issued': 'command',
};

/** An actor as a roster names her. */
export const memberOf = (duty: Duty) => (actor: Actor) => ({ certificate: actor.certificate, key: toHex(actor.key.publicKey), duty });

/** A space whose people really sign, in the order of the script; its log is a list of entries. */
export const createScriptedSpace = (seed = 'space') => {
  const random = seededRandom(seed);
  let now = 1_764_000_000_000;
  const clock = (): number => now++;
  const newId = (): string => uuidv7(clock, random);
  const space = newId();
  const entries: Uint8Array[] = [];
  const events: LoggedEvent[] = [];
  const heads = new Map<string, { seq: number; id: string }>();
  const roots = new Map<string, Actor>();

  const newActor = (org: string): Actor => ({
    org,
    key: createSigningKey(random(32)),
    opening: createOpeningKey(random(32)),
    subject: newId(),
    certificate: newId(),
  });

  /** Signs the next event of the actor's chain without logging it. */
  const sign = <Type extends EventType>(type: Type, actor: Actor, draft: EventDraft<Type>): LoggedEvent<Type> => {
    const key = toHex(actor.key.publicKey);
    const head = heads.get(key);
    const event = {
      v: 1,
      suite: 'xinbiao-1',
      type,
      space,
      actor: { org: actor.org, key },
      seq: head === undefined ? 0 : head.seq + 1,
      prev: head?.id ?? '0'.repeat(64),
      time: clock(),
      checkpoint: { size: 0, root: toHex(sha256()) },
      subject: { kind: KINDS[type], ...draft.subject },
      refs: [...(draft.refs ?? [])],
      body: draft.body,
      ...draft.envelope,
    } as unknown as EventOf<Type>;
    const salt = isPrivateType(type) ? { salt: toHex(random(32)) } : {};
    return { id: eventId(event), index: entries.length, signed: signEvent(event, actor.key), ...salt };
  };

  const append = <Type extends EventType>(logged: LoggedEvent<Type>): LoggedEvent<Type> => {
    const { signed, salt } = logged;
    entries.push(toLogEntry(signed as unknown as SignedEvent, salt === undefined ? undefined : parseHex(salt)));
    heads.set(signed.event.actor.key, { seq: signed.event.seq, id: logged.id });
    events.push({ ...logged, index: entries.length - 1 } as unknown as LoggedEvent);
    return { ...logged, index: entries.length - 1 };
  };

  /** Signs and logs. */
  const log = <Type extends EventType>(type: Type, actor: Actor, draft: EventDraft<Type>): LoggedEvent<Type> =>
    append(sign(type, actor, draft));

  const join = (role: EventOf<'organisation-joined'>['body']['role']): Actor => {
    const root = newActor(newId());
    roots.set(root.org, root);
    log('organisation-joined', root, { subject: { id: root.org }, body: { role, rootKey: toHex(root.key.publicKey) } });
    return root;
  };

  const certifiedOf = (
    actor: Actor,
    kind: CertifiedSubject['subject']['kind'],
    roles: readonly Role[],
    clearance: Level,
  ): CertifiedSubject => ({
    subject: { kind, id: actor.subject },
    key: toHex(actor.key.publicKey),
    openingKey: toHex(actor.opening.publicKey),
    roles: [...roles],
    clearance,
  });

  /** The root certifies a key; machines by their roles, everyone else is a person. */
  const certify = (root: Actor, roles: readonly Role[], actor: Actor = newActor(root.org), clearance: Level = 'g1'): Actor => {
    const isMachine = roles.some((role) => role === 'connector' || role === 'witness');
    const certified = certifiedOf(actor, isMachine ? 'connector' : 'person', roles, clearance);
    const possession = provePossession({ ...certified, space, org: root.org }, actor.key);
    log('certificate-issued', root, { subject: { id: actor.certificate }, body: { ...certified, possession } });
    return actor;
  };

  const revoke = (root: Actor, actor: Actor): LoggedEvent<'certificate-revoked'> =>
    log('certificate-revoked', root, {
      subject: { id: actor.certificate },
      body: { key: toHex(actor.key.publicKey), reason: 'left' },
    });

  /** A value with a salt, and its commitment. */
  const seal = (kind: CommitmentKind, id: string, value: Opening['value']): { opening: Opening; commitment: string } => {
    const opening = { salt: toHex(random(32)), value };
    return { opening, commitment: commitJson(opening, kind, id) };
  };

  const premises: Premises = {
    roots: (org) => {
      const root = roots.get(org);
      return root && toHex(root.key.publicKey);
    },
    delivery: decideDelivery,
  };

  /** Reads the log so far. */
  const replay = (): Replay => {
    const reader = createReplay(space, premises);
    for (const entry of entries) reader.take(entry);
    return reader;
  };

  /** What the replay would say to it: `counts`, or the code of its refusal. */
  const judge = <Type extends EventType>(type: Type, actor: Actor, draft: EventDraft<Type>): string => {
    try {
      replay().judge(sign(type, actor, draft).signed as unknown as SignedEvent);
      return 'counts';
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return error.code;
    }
  };

  const rootOf = (org: string): Actor => {
    const root = roots.get(org);
    if (root === undefined) throw new Error(`no root of ${org}`);
    return root;
  };

  return {
    rootOf,
    space,
    entries,
    events,
    random,
    clock,
    /** Lets so many milliseconds go by. */
    pass: (time: number): void => {
      now += time;
    },
    newId,
    newActor,
    sign,
    append,
    log,
    join,
    certify,
    revoke,
    seal,
    premises,
    replay,
    judge,
  };
};
export type ScriptedSpace = ReturnType<typeof createScriptedSpace>;
