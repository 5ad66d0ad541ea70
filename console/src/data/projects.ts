import type { z } from 'zod';
import type { payTerms } from '../../../provenance/event/bodies/pay.ts';
import type { Found } from './work.ts';
import type { Delivery } from '../../../provenance/event/bodies/labeling.ts';
import type { EventOf } from '../../../provenance/event/event.ts';
import type { Acceptance } from '../../../provenance/space/acceptance.ts';
import type { InspectionTerms } from '../../../provenance/space/inspection-terms.ts';
import type { Inspection } from '../../../provenance/space/inspection.ts';
import type { Acted, GivenLevel, HistoryEntry, Localised, OrganisationName, SealedStock } from './common.ts';

export interface ProjectRow {
  readonly id: string;
  readonly title: Localised;
  readonly dataset: { readonly id: string; readonly title: Localised; readonly level: GivenLevel };
  readonly delivery: Delivery;
  readonly lots: number;
  readonly items: number;
  readonly labeled: number;
  /** Is a lot of it closed whose release is not signed yet? */
  readonly releasable: boolean;
  readonly index: number;
}

/** Why a lot that was inspected is given back; one that was not in time goes back as `not-inspected`. */
export const RETURN_REASONS = ['inspection-failed', 'verdicts-contested', 'not-as-agreed'] as const satisfies readonly ReturnReason[];
export type ReturnReason = EventOf<'lot-returned'>['body']['reason'];

export type Duty = 'labeler' | 'reviewer';

/** A certified person who may stand on a roster. */
export interface Candidate {
  /** Id of the certificate. */
  readonly certificate: string;
  readonly key: string;
  readonly name: string;
  readonly organisation: OrganisationName;
  readonly duties: readonly Duty[];
}

export interface RosterMember {
  readonly certificate: string;
  readonly key: string;
  readonly name: string;
  readonly organisation: OrganisationName;
  readonly duty: Duty;
}

/** Of a lot that a firm inspects: how far it is, and what its owner has answered. */
export interface LotInspection {
  readonly firm: OrganisationName;
  readonly plan: InspectionTerms['plan'];
  readonly inspection: Inspection;
  /** Until when the firm ends it, ms; absent before the closing, and where no time was agreed. */
  readonly due?: number;
  /** That time is over, by the witnesses, and it has not. */
  readonly absent: boolean;
  /** What the firm has signed at the end. */
  readonly ended?: { readonly index: number; readonly inspected: number; readonly defects: number; readonly unseen: number };
  readonly acceptance: Acceptance;
  /** Log index of the answer. */
  readonly answered?: number;
}

/** What a labeler made of a label in which a defect was found. */
export interface LotRework extends Pick<Found, 'reason' | 'severity'> {
  /** Id of its event, and its log index. */
  readonly event: string;
  readonly index: number;
  /** Hash of its entry, by which an acceptance names it. */
  readonly leaf: Uint8Array;
  /** Place of the item in its lot, from 0. */
  readonly position: number;
}

export interface LotRow {
  readonly id: string;
  readonly index: number;
  /** Fen an item. */
  readonly price: number;
  /** ms */
  readonly deadline: number;
  /** People who label each item. */
  readonly overlap: number;
  /** Labels that are wanted: items times the people who label each. */
  readonly items: number;
  readonly labeled: number;
  readonly reported: number;
  readonly leased: number;
  /** Labels and reports beside those, whose leases had run out, and how many the lot pays at most. */
  readonly late: { readonly done: number; readonly most: number };
  /** Of a sealed lot that is open. */
  readonly stock?: SealedStock;
  readonly closed?: { readonly cause: 'complete' | 'deadline'; readonly index: number };
  readonly inspection?: LotInspection;
  readonly release?: { readonly id: string; readonly state: 'preparing' | 'prepared' | 'signed'; readonly index?: number };
}

export interface ProjectDetail extends ProjectRow {
  readonly configuration: string;
  readonly instructions: Localised;
  readonly roster?: { readonly number: number; readonly index: number; readonly members: readonly RosterMember[] };
  readonly lotRows: readonly LotRow[];
  readonly history: readonly HistoryEntry[];
}

export interface ProjectRequest {
  readonly dataset: string;
  readonly title: Localised;
  readonly instructions: Localised;
  /** Label Studio XML. */
  readonly configuration: string;
  readonly textColumn: string;
  readonly delivery: Delivery;
}

export interface LotRequest {
  /** People who label each item, blind to each other; one without it. */
  readonly overlap?: number;
  /** Late work that is paid beside that; none without it. */
  readonly late?: number;
  readonly project: string;
  /** Fen an item. */
  readonly price: number;
  /** ms */
  readonly deadline: number;
  /** 1-based rows of the dataset; all when absent. */
  readonly rows?: readonly number[];
  /** Who inspects it once it is closed, and how; nobody without it. */
  readonly inspection?: InspectionTerms;
  /** What may be withheld of pay after it, and who decides when that is contested; nothing without it. */
  readonly pay?: z.infer<typeof payTerms>;
}

export interface RosterRequest {
  readonly project: string;
  readonly members: readonly { readonly certificate: string; readonly duty: Duty }[];
  /** Number of the roster that was changed, 0 for the first one. */
  readonly after: number;
}

export interface ProjectsData {
  list(): Promise<readonly ProjectRow[]>;
  get(id: string): Promise<ProjectDetail>;
  /** @returns the id of the new project. @throws DomainError `level-forbids-delivery` with the rule */
  open(request: ProjectRequest): Promise<string>;
  candidates(): Promise<readonly Candidate[]>;
  /** Member firms that can inspect a lot. */
  firms(): Promise<readonly OrganisationName[]>;
  /** Other member firms and auditors, which can decide when pay is contested. */
  adjudicators(): Promise<readonly OrganisationName[]>;
  /** @throws DomainError `roster-stale` where a newer one than it was made from is signed */
  signRoster(request: RosterRequest): Promise<Acted>;
  /** Asks the connector to open a lot. @returns its id */
  openLot(request: LotRequest): Promise<string>;
  /** The connector verifies each label and assembles the release. @returns the hashes that the owner then signs */
  prepareRelease(lot: string): Promise<PreparedRelease>;
  signRelease(prepared: PreparedRelease): Promise<Acted>;
  /** What was reworked of a lot, as the own copy of the log holds it. @throws DomainError `returned-differs` */
  reworks(lot: string): Promise<readonly LotRework[]>;
  /** Answers to the end of an inspection, and takes over these reworks. @throws DomainError `acceptance-early`, `acceptance-given` */
  acceptLot(lot: string, reworks: readonly LotRework[]): Promise<Acted>;
  returnLot(lot: string, reason: ReturnReason): Promise<Acted>;
}

export interface PreparedRelease {
  readonly id: string;
  readonly lot: string;
  /** SHA-256 of the manifest's canonical bytes and of the JSONL file, hex. */
  readonly manifest: string;
  readonly data: string;
  readonly labels: number;
  readonly items: number;
}
