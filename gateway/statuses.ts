import type { CommonCode } from '../common/errors.ts';
import type { PlatformCode } from '../platform/errors.ts';
import { KERNEL_STATUSES } from '../platform/http/problem.ts';
import type { EvidenceCode } from '../provenance/evidence/errors.ts';
import type { ProvenanceCode } from '../provenance/errors.ts';
import type { ChainCode } from '../provenance/event/chain.ts';
import type { AuthorityCode } from '../provenance/space/refusal.ts';
import type { LabelingCode } from '../labeling/errors.ts';
import type { SealingCode } from '../privacy/sealing/errors.ts';
import type { AccountCode } from './accounts/errors.ts';
import { AUTHORITY_STATUSES } from './authority-statuses.ts';
import type { ConnectorCode } from './connectors/errors.ts';
import type { EnrolmentCode } from './enrolments/errors.ts';
import type { DatasetCode } from './datasets/errors.ts';
import type { GatewayCode } from './errors.ts';
import type { GoldCode } from './gold/errors.ts';
import type { LotCode } from './lots/errors.ts';
import type { PayCode } from './pay/errors.ts';
import type { PinsCode } from './pins/errors.ts';
import type { ProjectCode } from './projects/errors.ts';
import type { ReleaseCode } from './releases/errors.ts';
import { RESULT_STATUSES } from './result-statuses.ts';
import type { SessionCode } from './sessions/errors.ts';
import type { SampleCode } from './samples/errors.ts';
import type { RelayCode } from './sealing/errors.ts';
import type { WorkCode } from './work/errors.ts';

/** What ends a start, or can only come from our own code: a client is not told. */
type Unanswered = Extract<
  PlatformCode | CommonCode | ProvenanceCode | LabelingCode | SealingCode | SessionCode,
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
  | 'session-keys-unreadable'
  | 'import-unsupported'
  // What only who opens a seal, or makes one, is told.
  | 'batch-malformed'
  | 'wrap-unopened'
  | 'lot-key-differs'
  | 'item-key-differs'
  | 'item-unopened'
  | 'item-padding-malformed'
  | 'item-commitment-differs'
  | 'item-too-long'
  | 'label-wrap-unopened'
  | 'label-key-differs'
  | 'label-wrap-differs'
  | 'label-unopened'
  | 'label-padding-malformed'
  | 'label-too-long'
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
  | ConnectorCode
  | SessionCode
  | AccountCode
  | DatasetCode
  | ProjectCode
  | LotCode
  | PayCode
  | GoldCode
  | RelayCode
  | SampleCode
  | SealingCode
  | WorkCode
  | ReleaseCode
  | LabelingCode
  /** Of the evidence's codes the only one that a gateway can meet: it makes bundles, it does not judge them. */
  | Extract<EvidenceCode, 'evidence-incomplete'>;

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
  'event-misdated': 409,
  'chain-unknown': 404,
  'chain-forked': 409,
  'chain-gap': 409,
  'sequencer-epoch-lost': 503,
  'log-unavailable': 503,
  ...AUTHORITY_STATUSES,
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
  'enrolment-uninvited': 403,
  'enrolments-full': 429,
  'enrolment-unknown': 404,
  // connectors and commands
  'command-unknown': 404,
  'command-foreign': 403,
  'command-answered': 409,
  'command-arguments-unfit': 422,
  'answer-pending': 404,
  // sign-in and accounts
  'sign-in-unknown': 400,
  'sign-in-failed': 400,
  'sign-in-refused': 401,
  'sign-in-limited': 429,
  'interaction-unknown': 404,
  'login-taken': 409,
  'account-key-foreign': 403,
  'account-key-taken': 409,
  'account-unknown': 404,
  // data and projects
  'dataset-unknown': 404,
  'profile-differs': 422,
  'catalogue-differs': 422,
  'project-unknown': 404,
  'project-withheld': 403,
  'text-column-unfit': 422,
  // lots and work
  'lot-unknown': 404,
  'item-known': 409,
  'item-not-delivered': 404,
  'item-text-differs': 422,
  'row-differs': 422,
  'row-taken': 409,
  'field-withheld': 422,
  'lot-deadline-ahead': 409,
  'lot-awaited': 409,
  'lot-closing-differs': 409,
  'lot-closing-misdated': 409,
  'draw-reveal-late': 409,
  'sample-not-drawn': 409,
  'sample-not-sealed-for': 409,
  'item-not-sampled': 422,
  'sample-misdated': 422,
  'sample-undelivered': 409,
  'label-not-sampled': 422,
  'verdict-leaf-differs': 422,
  'verdict-given': 409,
  // pay
  'label-not-counted': 422,
  'pay-misdated': 409,
  'withholding-hours-over': 409,
  'appeal-hours-over': 409,
  'decision-hours-over': 409,
  'appeal-given': 409,
  'appeal-unknown': 404,
  'decision-given': 409,
  'inspection-incomplete': 409,
  'inspection-differs': 422,
  'inspection-misdated': 409,
  'return-late': 409,
  'item-already-labeled': 409,
  'item-already-reported': 409,
  'item-leased': 409,
  'revision-out-of-order': 409,
  'revisions-exhausted': 409,
  'label-quota-exhausted': 409,
  'nothing-free': 404,
  'late-work-full': 409,
  'lease-lost': 409,
  'item-not-own': 403,
  'lot-deadline-passed': 409,
  'not-cleared': 403,
  // gold
  'figures-unsigned': 409,
  'gold-figures-differ': 422,
  'contest-misdated': 409,
  'contest-hours-over': 409,
  'opening-hours-over': 409,
  'figure-decision-late': 409,
  'contest-foreign': 403,
  'contest-given': 409,
  'contest-unknown': 404,
  'figure-decision-given': 409,
  // releases
  'release-unknown': 404,
  'item-not-released': 404,
  'evidence-incomplete': 409,
  'release-withheld': 403,
  'release-files-missing': 404,
  'release-sealed': 409,
  'release-files-differ': 422,
  ...RESULT_STATUSES,
} as const satisfies Record<Exclude<AnyCode, Unanswered>, number>;
