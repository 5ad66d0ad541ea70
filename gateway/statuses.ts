import type { CommonCode } from '../common/errors.ts';
import type { PlatformCode } from '../platform/errors.ts';
import { KERNEL_STATUSES } from '../platform/http/problem.ts';
import type { ProvenanceCode } from '../provenance/errors.ts';
import type { ChainCode } from '../provenance/event/chain.ts';
import type { AuthorityCode } from '../provenance/space/refusal.ts';
import type { ConnectorCode } from './connectors/errors.ts';
import type { EnrolmentCode } from './enrolments/errors.ts';
import type { GatewayCode } from './errors.ts';
import type { PinsCode } from './pins/errors.ts';

/** What ends a start, or can only come from our own code: a client is not told. */
type Unanswered = Extract<
  PlatformCode | CommonCode | ProvenanceCode,
  | 'configuration-invalid'
  | 'already-running'
  | 'database-unavailable'
  | 'disk-full'
  | 'folder-not-writable'
  | 'folder-not-private'
  | 'port-taken'
  | 'internal'
  | 'malformed-money'
  | 'seal-unopened'
  | 'passphrase-wrong'
  | 'frontier-malformed'
  | 'log-rolled-back'
  | 'log-forked'
  | 'misbehavior-unproven'
>;

type AnyCode =
  | CommonCode
  | PlatformCode
  | ProvenanceCode
  | ChainCode
  | AuthorityCode
  | GatewayCode
  | PinsCode
  | EnrolmentCode
  | ConnectorCode;

/** HTTP status of every code that a client may meet. */
export const STATUSES = {
  ...KERNEL_STATUSES,
  // a signature inside a message; those of the request itself are the kernel's
  'signature-invalid': 422,
  'key-unacceptable': 422,
  // events and their commitments
  'event-malformed': 422,
  'salt-malformed': 422,
  'commitment-not-opened': 422,
  'document-missing': 422,
  'document-unexpected': 422,
  'event-unknown': 404,
  'event-withheld': 403,
  'chain-unknown': 404,
  'chain-forked': 409,
  'chain-gap': 409,
  'sequencer-epoch-lost': 503,
  'log-unavailable': 503,
  // authority
  'space-foreign': 422,
  'root-not-pinned': 403,
  'organisation-unknown': 422,
  'already-there': 409,
  'delegation-stale': 409,
  'issuer-not-delegated': 403,
  'actor-uncertified': 403,
  'actor-revoked': 403,
  'actor-elsewhere': 403,
  'role-missing': 403,
  'roles-unfit': 422,
  'reference-missing': 422,
  'subject-unknown': 422,
  'subject-foreign': 403,
  'commitment-differs': 422,
  'chain-out-of-order': 409,
  'level-forbids-delivery': 403,
  'roster-stale': 409,
  'roster-duty-clash': 422,
  'roster-member-unfit': 422,
  'not-on-roster': 403,
  'item-not-in-lot': 422,
  'lot-closed': 409,
  'lot-incomplete': 409,
  // callers
  'role-required': 403,
  'certificate-required': 403,
  'enrolment-pending': 403,
  // the log and its witnesses
  'size-not-published': 404,
  'not-yet-witnessed': 404,
  'cosigner-unknown': 422,
  'note-malformed': 422,
  'note-unsigned': 422,
  'note-line-unknown': 422,
  'note-line-duplicate': 422,
  'note-line-order': 422,
  'checkpoint-malformed': 422,
  'cosignature-malformed': 422,
  'quorum-missing': 404,
  'tile-malformed': 422,
  'proof-malformed': 422,
  'proof-extra': 422,
  'proof-index-beyond-size': 422,
  'proof-hash-malformed': 422,
  'proof-wrong-length': 422,
  'proof-root-mismatch': 422,
  'proof-sizes-unordered': 422,
  'proof-from-empty-tree': 422,
  'receipt-malformed': 422,
  'receipt-key-unknown': 422,
  'receipt-key-not-valid': 422,
  'receipt-forged': 422,
  // pin lists
  'organisation-not-admitted': 403,
  'pin-list-unknown': 404,
  'pin-list-taken': 409,
  'pin-list-malformed': 422,
  'pin-list-foreign': 422,
  'pin-list-stale': 409,
  'policy-malformed': 422,
  'policy-unsafe': 422,
  // enrolments
  'enrolment-foreign': 403,
  'enrolment-unfit': 422,
  'enrolments-full': 429,
  'enrolment-unknown': 404,
  // connectors and commands
  'command-unknown': 404,
  'command-foreign': 403,
  'command-answered': 409,
  'command-arguments-unfit': 422,
  'answer-pending': 404,
} as const satisfies Record<Exclude<AnyCode, Unanswered>, number>;
