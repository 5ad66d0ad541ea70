import type { Role } from '../../../provenance/event/fields.ts';
import type { OrganisationName } from './common.ts';

/** Roles that a person enters with; the others belong to machines. */
export type PersonRole = Exclude<Role, 'connector' | 'witness'>;

export interface HeldRole {
  readonly role: PersonRole;
  /** Pieces of work that wait for this person in this role; absent when it is not counted. */
  readonly waiting?: number;
}

/** The signing key on this device. */
export interface DeviceKey {
  readonly state: 'absent' | 'locked' | 'open';
  /** First 12 hex digits of the public key. */
  readonly fingerprint?: string;
  /** Log index of its certificate, once this browser found it in its own replay. */
  readonly certifiedAt?: number;
  /** Its certificate was revoked. */
  readonly revoked?: boolean;
}

/** What anchors trust on this device: the own organisation's root, compared with the key letter by the person. */
export interface Anchor {
  readonly confirmed: boolean;
  /** SHA-256 of the organisation's root key, hex. */
  readonly fingerprint: string;
}

export interface SignedIn {
  readonly login: string;
  readonly name: string;
  readonly organisation: OrganisationName;
  readonly roles: readonly HeldRole[];
  readonly key: DeviceKey;
  readonly anchor: Anchor;
}

export interface SpaceInfo {
  readonly names: { readonly zh: string; readonly en: string };
  /** The seeder of a demo space made the people's keys. */
  readonly seeded: boolean;
}

export interface SessionData {
  space(): Promise<SpaceInfo>;
  /** The person who is signed in; undefined when nobody is. */
  current(): Promise<SignedIn | undefined>;
  /** Leaves the page for the sign-in; comes back to `to`, a path of the console. */
  startSignIn(to: string): void;
  signOut(): Promise<void>;
  /** Is this interaction of the sign-in still open? @throws DomainError when it has run out */
  interaction(uid: string): Promise<void>;
  /**
   * Answers the sign-in with account and six words; the words stay in this browser.
   * @returns where to go on
   */
  answerInteraction(uid: string, login: string, words: string): Promise<string>;
  /** Opens the key on this device for this session. @throws DomainError `passphrase-wrong` */
  unlock(words: string): Promise<DeviceKey>;
  /** The person compared the fingerprint with the key letter. */
  confirmAnchor(): Promise<Anchor>;
}
