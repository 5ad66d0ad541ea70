import type { Acted, GivenLevel, Localised, OrganisationName } from './common.ts';
import type { PersonRole } from './session.ts';

export interface ConnectorRow {
  /** Id of the certificate. */
  readonly id: string;
  readonly organisation: OrganisationName;
  readonly kind: 'connector' | 'witness';
  readonly state: 'online' | 'silent' | 'enrolling' | 'revoked';
  /** ms */
  readonly heartbeatAt?: number;
  readonly version?: string;
  /** Size of the checkpoint that it last checked. */
  readonly checkpoint?: number;
  readonly fingerprint: string;
}

export interface ConnectorsData {
  list(): Promise<readonly ConnectorRow[]>;
}

export interface TeamPerson {
  readonly name: string;
  readonly key: string;
  readonly labeled: number;
  /** Fen. */
  readonly earned: number;
  readonly lease?: { readonly lot: string; readonly row: number; readonly until: number };
  /** She has no certificate in force any more. */
  readonly revoked: boolean;
}

export interface TeamLot {
  readonly id: string;
  readonly title: Localised;
  readonly organisation: OrganisationName;
  readonly level: GivenLevel;
  readonly price: number;
  readonly deadline: number;
  readonly items: number;
  readonly labeled: number;
  readonly reported: number;
  readonly leased: number;
  readonly closed: boolean;
  /** How all labels of the lot compare with answers that its owner knew before, once that is signed. */
  readonly gold?: {
    readonly labels: number;
    readonly choices: { readonly compared: number; readonly right: number };
    readonly spans: { readonly wanted: number; readonly found: number; readonly matched: number };
  };
}

/** The firm's own people and lots; no item content. */
export interface TeamData {
  overview(): Promise<{ readonly people: readonly TeamPerson[]; readonly lots: readonly TeamLot[] }>;
}

export interface KeyLetter {
  readonly organisation: OrganisationName;
  readonly space: Localised;
  /** Ed25519 root key and its SHA-256, hex. */
  readonly rootKey: string;
  readonly fingerprint: string;
  /** Text that the QR code holds. */
  readonly code: string;
}

export interface OrganisationPerson {
  readonly certificate: string;
  readonly kind: 'person' | 'connector' | 'delegate';
  readonly name: string;
  readonly roles: readonly (PersonRole | 'connector' | 'witness')[];
  readonly key: string;
  readonly fingerprint: string;
  readonly index: number;
  readonly revokedAt?: number;
}

/** A connector that asked to join with a file from this administrator. */
export interface PendingEnrolment {
  readonly id: string;
  readonly kind: 'connector' | 'witness';
  readonly fingerprint: string;
  /** It proved its key and the file's secret. */
  readonly proven: boolean;
  /** ms */
  readonly since: number;
}

/** A machine of the own organisation that is to join. */
export interface NewMachine {
  /** A connector witnesses too. */
  readonly kind: 'connector' | 'witness';
  /** Name under which policies list it as a witness. */
  readonly cosigner: string;
}

export type RevocationReason = 'key-lost' | 'left' | 'replaced' | 'compromised';

export interface OrganisationPage {
  readonly letter: KeyLetter;
  readonly pins?: {
    readonly number: number;
    readonly roots: readonly { readonly organisation: OrganisationName; readonly fingerprint: string }[];
  };
  readonly delegations?: {
    readonly number: number;
    readonly index: number;
    readonly delegates: readonly { readonly name: string; readonly fingerprint: string }[];
  };
  readonly people: readonly OrganisationPerson[];
  readonly enrolments: readonly PendingEnrolment[];
}

export interface OrganisationData {
  page(): Promise<OrganisationPage>;
  letter(): Promise<KeyLetter>;
  /** Text of `enrolment.json` for a new machine; its one-time secret is kept on this device. @throws DomainError `root-unconfirmed` */
  makeEnrolmentFile(machine: NewMachine): Promise<string>;
  certify(enrolment: string): Promise<Acted>;
  revoke(key: string, reason: RevocationReason): Promise<Acted>;
}

export interface MemberRow {
  readonly organisation: OrganisationName;
  readonly role: 'operator' | 'owner' | 'firm' | 'auditor';
  readonly rootFingerprint: string;
  /** Log index of its first event; absent while it is admitted and has not joined. */
  readonly joinedAt?: number;
  readonly people: number;
  readonly connectors: { readonly all: number; readonly online: number };
}

export interface AdmissionData {
  members(): Promise<readonly MemberRow[]>;
}
