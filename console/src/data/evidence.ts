import type { Level } from '../../../provenance/event/fields.ts';
import type { Manifest } from '../../../provenance/evidence/manifest.ts';
import type { Quality } from '../../../provenance/evidence/quality.ts';
import type { ShownLot } from '../../../provenance/evidence/lot-record/record-verifier.ts';
import type { Ruling } from '../../../provenance/log/ruling.ts';
import type { DisputeVerdict } from '../space/dispute.ts';
import type { Localised, OrganisationName } from './common.ts';

/** Three marks, never one for all; `failed` ends the report. */
export type CheckOutcome = 'passed' | 'claimed' | 'absent' | 'failed';

/** One line of the check table; its sentences are made from `code` and `values`. */
export interface Check {
  readonly code: string;
  readonly outcome: CheckOutcome;
  /** Figures and short names for the sentence that says how it was verified. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Computed here in so many milliseconds; absent where nothing was computed. */
  readonly milliseconds?: number;
  /** Nodes of the graph that it is about. */
  readonly nodes: readonly string[];
}

export type Lane = 'connector' | 'browser' | 'ledger';

export interface ProvenanceNode {
  readonly id: string;
  readonly lane: Exclude<Lane, 'ledger'>;
  /** Type of the event. */
  readonly act: string;
  /** Pseudonym or organisation. */
  readonly actor: string;
  readonly index: number;
  /** Claimed time, ms. */
  readonly time: number;
  readonly outcome: CheckOutcome;
  /** Nodes that it builds upon. */
  readonly after: readonly string[];
}

export interface CheckpointMark {
  readonly size: number;
  /** Cosignatures found, and witnesses of the policy. */
  readonly found: number;
  readonly all: number;
}

export interface TrustedWitness {
  readonly name: string;
  readonly fingerprint: string;
  readonly signed: boolean;
}

/** The first check that failed, and the refusal behind it. */
export interface CheckFailure {
  /** Code of the check. */
  readonly check: string;
  readonly code: string;
  /** What, where, what instead. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What the verifier found, computed in this browser alone. */
export interface EvidenceReport {
  readonly failure?: CheckFailure;
  /** Whose label was verified; only when it was. */
  readonly subject?: { readonly release: string; readonly item: string; readonly index: number };
  /** What the lot came to whose record was verified; only when it was. */
  readonly lot?: ShownLot;
  readonly checks: readonly Check[];
  readonly nodes: readonly ProvenanceNode[];
  readonly checkpoints: readonly CheckpointMark[];
  /** When, ms. */
  readonly verifiedAt: number;
  /** Without a policy from outside the operator: consistent with itself, not anchored. */
  readonly anchored: boolean;
  readonly trust?: {
    readonly needed: number;
    readonly tolerated: number;
    readonly witnesses: readonly TrustedWitness[];
    readonly size: number;
    /** ms */
    readonly witnessedAt: number;
    /** When the label was signed as far as witnesses say, ms; a side that nobody vouches for is absent. */
    readonly signed?: { readonly after?: number; readonly before?: number };
  };
  /** What to bear in mind although every check passed; the verifier's own sentences. */
  readonly warnings: readonly (Localised & { readonly code: string })[];
  /** What the bundle holds, by kind, and what it does not; codes of sentences. */
  readonly holds: readonly { readonly kind: string; readonly count: number }[];
  readonly holdsNot: readonly string[];
  readonly notShown: readonly string[];
}

export interface ReleaseRow {
  readonly id: string;
  readonly title: Localised;
  readonly organisation: OrganisationName;
  readonly level: Level;
  readonly items: number;
  readonly labels: number;
  readonly index: number;
  /** SHA-256 of the data, hex. */
  readonly data: string;
  /** It corrects a former release. */
  readonly isCorrection: boolean;
  /** The one that corrects it, by the own copy of the log. */
  readonly successor?: { readonly id: string; readonly index: number };
}

/** One label of a released item. */
export interface ReleasedItem {
  readonly item: string;
  /** Id of the label's event. */
  readonly event: string;
  readonly row: number;
  readonly index: number;
}

/** A file of a release whose hash was signed. */
export type ReleaseFile = 'data.jsonl' | 'croissant.json';

/** A release's counts and figures as its owner signed them. */
export interface ReleaseFigures {
  readonly completeness: Manifest['completeness'];
  readonly quality: Quality;
  /** Name of the check that failed when this browser redid them from the files; undefined where they hold. */
  readonly failed?: string;
  /** What they say of the log is what the own copy of it says. */
  readonly asLogged: boolean;
}

export interface ReleaseDetail extends ReleaseRow {
  readonly files: readonly ReleaseFile[];
  /** Older releases have none. */
  readonly figures?: ReleaseFigures;
  readonly itemsReleased: readonly ReleasedItem[];
}

export interface Bundle {
  readonly release: ReleaseRow;
  readonly item: ReleasedItem;
  /** The file's text, canonical JSON and one LF. */
  readonly text: string;
  readonly fileName: string;
}

/** What a dispute over a label shows. */
export interface LabelRuling extends Pick<DisputeVerdict, 'finding' | 'against' | 'reason' | 'index' | 'label'> {
  readonly author: string;
  readonly owner: OrganisationName;
  readonly project: Localised;
}

/** A file that accuses the log: what it comes to, which only a policy can decide. */
export type LogRuling = Ruling | { readonly verdict: 'policy-needed' };

/** What a file turned out to be, and what the verifier says of it. */
export type Finding = { readonly report: EvidenceReport } | { readonly ruling: LogRuling };

/** Verifies here and now; asks nobody. */
export interface EvidenceVerifier {
  /** The policy file that is kept. */
  policy(): Promise<string | undefined>;
  /** @throws DomainError when the text is no policy file */
  keepPolicy(text: string): Promise<void>;
  /** A bundle, or evidence against the log. @param file untrusted; its bytes, so that none of them is lost on the way */
  examine(file: Uint8Array, policy: string | undefined): Promise<Finding>;
}

/** What an id or a ledger number is, and where its evidence is. */
export type Trace =
  | { readonly kind: 'release'; readonly release: string }
  | { readonly kind: 'label'; readonly release: string; readonly item: string; readonly label: string }
  | { readonly kind: 'lot'; readonly lot: string; readonly isInspected: boolean; readonly isDrawn: boolean };

export interface EvidenceData extends EvidenceVerifier {
  releases(): Promise<readonly ReleaseRow[]>;
  release(id: string): Promise<ReleaseDetail>;
  /** Its text, compared with the signed hash. */
  file(release: string, file: ReleaseFile): Promise<string>;
  /** @param label id of its event, where the item has several */
  bundle(release: string, item: string, label?: string): Promise<Bundle>;
  /** @throws DomainError `trace-malformed`, `trace-unknown` */
  trace(text: string): Promise<Trace>;
  /** A lot's record with its certificate, or the file by which its draw is redone. */
  lotFile(lot: string, file: 'record' | 'draw'): Promise<string>;
  /** Verifies in this browser; nothing is sent. */
  verify(bundle: string, policy: string | undefined): Promise<EvidenceReport>;
  /** Who lied about a label, by the ledger as this browser has verified it. @throws DomainError `dispute-malformed`, `dispute-unlogged` */
  judge(dispute: string): Promise<LabelRuling>;
}
