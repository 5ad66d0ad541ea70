import { verifySealingKey } from '../../common/crypto/sealing.ts';
import { parseHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { covers } from '../event/fields.ts';
import { levelOf } from '../space/level.ts';
import type { Duty, Certificate, Lot, SpaceState } from '../space/state.ts';

/** Seconds after which a witnessed checkpoint no longer shows that nobody was revoked since. */
export const FRESHNESS_SECONDS = 600;

export type RecipientCode =
  | 'recipient-uncertified'
  | 'recipient-revoked'
  | 'recipient-elsewhere'
  | 'recipient-not-on-roster'
  | 'recipient-not-cleared'
  /** She is not one of those who decide. */
  | 'recipient-not-deciding'
  /** The certificate names an X25519 key to which nothing can be sealed. */
  | 'recipient-key-unacceptable'
  | 'checkpoint-stale';

/** What is about to be sealed: an answer to a person of the connector's own organisation, or work for those of a project's roster with a duty. */
export type SealingPurpose =
  | { readonly kind: 'answer'; readonly org: string }
  | { readonly kind: 'work'; readonly project: string; readonly duty: Duty }
  /** What a contested figure was made of, for reviewers of the organisation that decides about it. */
  | { readonly kind: 'decision'; readonly org: string };

export interface SealingPremise {
  readonly state: SpaceState;
  /** Witnessed time of the checkpoint that `state` was replayed to, Unix seconds. */
  readonly witnessedAt: number;
  /** Unix seconds. */
  readonly now: number;
}

const refuse = (code: RecipientCode, details: Readonly<Record<string, unknown>>): never => {
  throw new DomainError<RecipientCode>(code, details);
};

/** The log does not ask whether a certificate's X25519 key is one: whoever certifies her own harm has nothing sealed. */
const acceptableKey = ({ key, openingKey }: Certificate): string => {
  try {
    verifySealingKey(parseHex(openingKey));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    refuse('recipient-key-unacceptable', { key, openingKey });
  }
  return openingKey;
};

/** Only a fresh checkpoint says that nobody was revoked since. */
const requireFresh = ({ witnessedAt, now }: SealingPremise): void => {
  if (now - witnessedAt > FRESHNESS_SECONDS) refuse('checkpoint-stale', { age: now - witnessedAt, most: FRESHNESS_SECONDS });
};

/** The certificate of this key, where it counts. */
const countingCertificate = (key: string, state: SpaceState): Certificate => {
  const certificate = state.certificates.get(key) ?? refuse('recipient-uncertified', { key });
  if (certificate.revokedAt !== undefined) refuse('recipient-revoked', { key, revokedAt: certificate.revokedAt });
  return certificate;
};

/** On the owner's roster with this duty, and cleared for the data. */
const requireForWork = ({ key, clearance }: Certificate, project: string, state: SpaceState, duty: Duty): void => {
  const members = state.projects.get(project)?.roster?.signed.event.body.members ?? [];
  if (!members.some((member) => member.key === key && member.duty === duty)) refuse('recipient-not-on-roster', { key, project, duty });
  const level = levelOf(state, project);
  if (!covers(clearance, level)) refuse('recipient-not-cleared', { key, clearance, level });
};

/**
 * The one place that decides for whom anything is sealed: a certificate that chains to a pinned root (so the replay counted it), that is
 * unrevoked under a checkpoint with k cosignatures at most ten minutes old, and that is of the own organisation, or on the owner's roster and
 * cleared for the data.
 * @returns the recipient's X25519 key, hex
 * @throws DomainError of `RecipientCode`
 */
export const openingKeyOf = (key: string, purpose: SealingPurpose, premise: SealingPremise): string => {
  const { state } = premise;
  requireFresh(premise);
  const certificate = countingCertificate(key, state);
  if (purpose.kind === 'work') requireForWork(certificate, purpose.project, state, purpose.duty);
  else if (certificate.org !== purpose.org) refuse('recipient-elsewhere', { key, org: certificate.org });
  else if (purpose.kind === 'decision' && !certificate.roles.includes('reviewer')) refuse('recipient-not-deciding', { key });
  return acceptableKey(certificate);
};

/**
 * Work of this project is sealed for the holder of this key, as far as `state` goes: what a browser asks of itself before it opens any. It may
 * have been cut off for a while, so no fresh checkpoint is asked for.
 * @throws DomainError `recipient-uncertified`, `recipient-revoked`, `recipient-not-on-roster`, `recipient-not-cleared`
 */
export const verifyWorkRecipient = (key: string, project: string, state: SpaceState, duty: Duty): void =>
  requireForWork(countingCertificate(key, state), project, state, duty);

/**
 * A label is sealed to the key that its lot was opened with: only while the connector that opened it counts.
 * @throws DomainError `recipient-uncertified`, `recipient-revoked`, `checkpoint-stale`
 */
export const verifyLabelRecipient = ({ opened }: Lot, premise: SealingPremise): void => {
  requireFresh(premise);
  countingCertificate(opened.signed.event.actor.key, premise.state);
};
