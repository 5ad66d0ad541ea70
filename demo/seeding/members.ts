import { randomBytes } from '../../common/crypto/random.ts';
import { createSigningKey, type SigningKey } from '../../common/crypto/signature.ts';
import { toHex } from '../../common/encodings.ts';
import { uuidv7 } from '../../common/ids.ts';
import type { CertifiedSubject } from '../../provenance/event/bodies/identity.ts';
import type { Role } from '../../provenance/event/fields.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import { provePossession } from '../../provenance/identity/certificate.ts';
import { ORGANISATIONS, type DemoOrganisation } from '../space/organisations.ts';
import { PEOPLE, type DemoPerson } from '../space/people.ts';
import { createChainSigner, type ChainSigner } from './chain-signer.ts';
import { createKeys, type NewKeys } from './person-keys.ts';

const newId = (): string => uuidv7(Date.now, randomBytes);

export interface SeededMember {
  readonly plan: DemoPerson;
  readonly keys: NewKeys;
  /** Pseudonym. */
  readonly person: string;
  readonly certificate: string;
  readonly isDelegate: boolean;
}

export interface SeededOrganisation {
  readonly plan: DemoOrganisation;
  readonly org: string;
  /** What a recovery file holds. */
  readonly rootSecret: Uint8Array;
  readonly root: SigningKey;
  readonly members: readonly SeededMember[];
  readonly administrator: SeededMember;
  readonly signAsAdministrator: ChainSigner;
  /** Its events so far: root, delegation list, certificates. */
  readonly events: readonly SignedEvent[];
}

/** Whoever works on items is cleared for protected personal data. */
const SEES_ITEMS: readonly Role[] = ['labeler', 'reviewer'];

const certify = (
  space: string,
  org: string,
  { plan, keys, person, certificate, isDelegate }: SeededMember,
  sign: ChainSigner,
): SignedEvent => {
  const certified: CertifiedSubject = {
    subject: { kind: isDelegate ? 'delegate' : 'person', id: person },
    key: toHex(keys.signing.publicKey),
    openingKey: toHex(keys.opening.publicKey),
    roles: [...plan.roles],
    clearance: plan.roles.some((role) => SEES_ITEMS.includes(role)) ? 'g3' : 'g1',
  };
  const possession = provePossession({ ...certified, space, org }, keys.signing);
  return sign('certificate-issued', { kind: 'certificate', id: certificate }, { ...certified, possession });
};

const createOrganisation = (space: string, plan: DemoOrganisation, keysOf: (person: DemoPerson) => NewKeys): SeededOrganisation => {
  const org = newId();
  const rootSecret = randomBytes(32);
  const root = createSigningKey(rootSecret);
  const members = PEOPLE.filter(({ organisation }) => organisation === plan.slug).map((person): SeededMember => ({
    plan: person,
    keys: keysOf(person),
    person: newId(),
    certificate: newId(),
    isDelegate: person.roles.includes('administrator'),
  }));
  const administrator = members.find(({ isDelegate }) => isDelegate);
  if (administrator === undefined) throw new Error(`${plan.slug} has no administrator`);
  const signAsRoot = createChainSigner(space, org, root);
  const signAsAdministrator = createChainSigner(space, org, administrator.keys.signing);
  const subject = { kind: 'organisation', id: org } as const;
  const events = [
    signAsRoot('organisation-joined', subject, { role: plan.role, rootKey: toHex(root.publicKey) }),
    signAsRoot('delegations-listed', subject, { number: 1, delegates: [toHex(administrator.keys.signing.publicKey)] }),
    certify(space, org, administrator, signAsRoot),
    ...members.filter((member) => member !== administrator).map((member) => certify(space, org, member, signAsAdministrator)),
  ];
  return { plan, org, rootSecret, root, members, administrator, signAsAdministrator, events };
};

/** Roots, administrators and people of the whole demo space, with the events by which they join. */
export const createMembers = (space: string, signal: AbortSignal): SeededOrganisation[] => {
  const keys = createKeys(PEOPLE.length, signal);
  const byPerson = new Map(PEOPLE.map((person, i) => [person, keys[i]]));
  const keysOf = (person: DemoPerson): NewKeys => {
    const own = byPerson.get(person);
    if (own === undefined) throw new Error(`${person.login} is not of the demo space`);
    return own;
  };
  return ORGANISATIONS.map((plan) => createOrganisation(space, plan, keysOf));
};
