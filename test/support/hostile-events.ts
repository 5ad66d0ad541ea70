import { toHex } from '../../common/encodings.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { createOpeningKey } from '../../common/crypto/sealing.ts';
import { createSigningKey, type SigningKey } from '../../common/crypto/signature.ts';
import type { CertifiedSubject } from '../../provenance/event/bodies/identity.ts';
import { NO_EVENT } from '../../provenance/event/chain.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import type { EventOf, EventType, SignedEvent } from '../../provenance/event/event.ts';
import { signEvent } from '../../provenance/event/signing.ts';
import { provePossession } from '../../provenance/identity/certificate.ts';

/** In whose name a key signs. */
export interface Signatory {
  readonly org: string;
  readonly key: SigningKey;
  /** Place on the key's chain: high enough that nothing before it is missed by readers. */
  readonly seq?: number;
}

export const newKey = (): SigningKey => createSigningKey(randomBytes(32));

/** Signs events of one space that no honest gateway would log. */
export const createForger = (space: string, newId: () => string) => {
  const sign = <Type extends EventType>(
    { org, key, seq = 0 }: Signatory,
    type: Type,
    subject: EventOf<Type>['subject'],
    body: EventOf<Type>['body'],
    refs: readonly string[] = [],
  ): SignedEvent => {
    const actor = { org, key: toHex(key.publicKey) };
    const place = { seq, prev: NO_EVENT, time: Date.now(), checkpoint: { size: 0, root: toHex(sha256()) } };
    const event = { v: 1, suite: 'xinbiao-1', type, space, actor, ...place, subject, refs, body } as unknown as EventOf<Type>;
    return signEvent(event, key) as unknown as SignedEvent;
  };
  return {
    newId,
    sign,
    entry: <Type extends EventType>(by: Signatory, type: Type, subject: EventOf<Type>['subject'], body: EventOf<Type>['body']) =>
      toLogEntry(sign(by, type, subject, body)),
    /** A data owner's certificate for this key, issued by whoever signs. */
    certificate: (by: Signatory, holder: SigningKey): Uint8Array => {
      const certified: CertifiedSubject = {
        subject: { kind: 'person', id: newId() },
        key: toHex(holder.publicKey),
        openingKey: toHex(createOpeningKey(randomBytes(32)).publicKey),
        roles: ['data-owner'],
        clearance: 'g1',
      };
      const possession = provePossession({ ...certified, space, org: by.org }, holder);
      return toLogEntry(sign(by, 'certificate-issued', { kind: 'certificate', id: newId() }, { ...certified, possession }));
    },
  };
};
type Forger = ReturnType<typeof createForger>;

/** A log entry, and what readers make of it: the code by which they ignore it, or `counted`. */
export interface Forgery {
  readonly what: string;
  readonly code: string;
  readonly entry: Uint8Array;
}

export interface ForgeryOptions {
  /** Real roots. */
  readonly city: Signatory;
  readonly hotline: Signatory;
  readonly operator: Signatory;
  /** The operator's certified administrator, and the hotline's. */
  readonly chief: Signatory;
  readonly delegate: Signatory;
  /** Whom the operator would like to be a member of city hall. */
  readonly member: SigningKey;
  /** Of city hall. */
  readonly project: string;
  /** What the log holds so far. */
  readonly entries: readonly Uint8Array[];
}

/** Beyond every place that the demo's people have used. */
const FAR = 1000;

const joined = ({ sign }: Forger, by: Signatory, org: string): Uint8Array =>
  toLogEntry(
    sign({ ...by, org }, 'organisation-joined', { kind: 'organisation', id: org }, { role: 'owner', rootKey: toHex(by.key.publicKey) }),
  );

const isFirstList = (entry: Uint8Array, org: string): boolean => {
  const text = new TextDecoder().decode(entry);
  return text.includes('"delegations-listed"') && text.includes(org);
};

/** What an operator can sign with its own keys and with keys that it makes up, and an old delegation list of a real member. */
export const forgeries = (forger: Forger, options: ForgeryOptions): readonly Forgery[] => {
  const { city, hotline, operator, chief, delegate, member, project, entries } = options;
  const rogue: Signatory = { org: forger.newId(), key: newKey() };
  const members = [{ certificate: forger.newId(), key: toHex(member.publicKey), duty: 'labeler' } as const];
  const roster = (by: Signatory): Uint8Array => forger.entry(by, 'roster-signed', { kind: 'project', id: project }, { number: 9, members });
  const list = (seq: number, number: number, delegates: string[]): Uint8Array =>
    forger.entry({ ...hotline, seq }, 'delegations-listed', { kind: 'organisation', id: hotline.org }, { number, delegates });
  const old = entries.find((entry) => isFirstList(entry, hotline.org)) ?? new Uint8Array();
  const inCity = (by: Signatory, seq: number): Signatory => ({ ...by, org: city.org, seq });
  return [
    { what: 'root of an organisation that nobody pins', code: 'root-not-pinned', entry: joined(forger, rogue, rogue.org) },
    { what: 'root of an organisation that everybody pins', code: 'already-there', entry: joined(forger, rogue, city.org) },
    { what: 'member of the forged organisation', code: 'organisation-unknown', entry: forger.certificate({ ...rogue, seq: 1 }, newKey()) },
    {
      what: 'member of city hall, by the operator’s root',
      code: 'actor-uncertified',
      entry: forger.certificate(inCity(operator, FAR), member),
    },
    {
      what: 'member of city hall, by the operator’s delegate',
      code: 'actor-elsewhere',
      entry: forger.certificate(inCity(chief, FAR), member),
    },
    { what: 'member of city hall, by a forged root', code: 'actor-uncertified', entry: forger.certificate(inCity(rogue, FAR), member) },
    { what: 'roster by a forged member', code: 'actor-uncertified', entry: roster(inCity({ ...rogue, key: member }, FAR)) },
    { what: 'roster by the operator in city hall’s name', code: 'actor-elsewhere', entry: roster(inCity(chief, FAR + 1)) },
    { what: 'roster by the operator in its own name', code: 'role-missing', entry: roster({ ...chief, seq: FAR + 2 }) },
    { what: 'newer delegation list, which is real', code: 'counted', entry: list(FAR, 2, []) },
    { what: 'the old delegation list once more', code: 'chain-out-of-order', entry: old },
    {
      what: 'member by a delegate of the old list',
      code: 'issuer-not-delegated',
      entry: forger.certificate({ ...delegate, seq: FAR }, newKey()),
    },
  ];
};
