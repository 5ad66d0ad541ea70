import type { Decision } from '../../../policies/decision.ts';
import type { FoundKinds } from '../../../policies/levels/grading-facts.ts';
import type { Level, gradingReason } from '../../../provenance/event/fields.ts';
import type { z } from 'zod';
import type { Acted, AskedCommand, GivenLevel, HistoryEntry, Localised, OrganisationName } from './common.ts';

export type GradingReason = z.infer<typeof gradingReason>;
export type DatasetState = 'registered' | 'graded' | 'published';

/** Where a de-identified derivative comes from. */
export interface Origin {
  readonly id: string;
  readonly title: Localised;
}

export interface DatasetRow {
  readonly id: string;
  readonly title: Localised;
  readonly organisation: OrganisationName;
  readonly level: GivenLevel;
  readonly state: DatasetState;
  readonly rows: number;
  readonly columns: number;
  /** Log index of the newest event about it. */
  readonly index: number;
  /** Of a de-identified derivative. */
  readonly derived?: Origin;
}

export interface FieldProfile {
  readonly name: string;
  readonly filled: number;
  readonly distinct: number;
  /** There are more than `distinct`. */
  readonly distinctAtLeast?: true;
  /** Code points of the longest value. */
  readonly longest: number;
  /** Cells with personal identifiers, by kind; undefined if nobody looked. */
  readonly found?: FoundKinds;
  /** What most values look like, and how many of them do. */
  readonly look?: { readonly like: 'date' | 'number' | 'digits'; readonly cells: number };
  /** Never leaves the connector. */
  readonly withheld: boolean;
}

/** What an officer found in rows of a derivative that she read. */
export interface SpotCheck {
  readonly rows: number;
  /** Rows in which somebody could still be recognized. */
  readonly findings: number;
}

export interface SignedGrading {
  readonly level: Level;
  readonly reasons: readonly GradingReason[];
  readonly matrix: { readonly major: number; readonly minor: number };
  readonly spotCheck?: SpotCheck;
  readonly officer: string;
  /** Claimed time, ms. */
  readonly time: number;
  readonly index: number;
}

/** Steps of the life cycle that exist so far. */
export type LifeStep = 'collect' | 'grade' | 'publish' | 'label' | 'release';

export interface LifeState {
  readonly step: LifeStep;
  readonly state: 'done' | 'now' | 'ahead';
  /** Log index of the event that ended the step. */
  readonly index?: number;
  /** Share of the work, 0 to 1, while it goes on. */
  readonly share?: number;
}

export interface DatasetProject {
  readonly id: string;
  readonly title: Localised;
  readonly items: number;
  readonly labeled: number;
}

export interface DatasetDetail extends DatasetRow {
  /** `level` of the origin: a looser one needs a spot check of so many rows at least. */
  readonly derived?: Origin & { readonly level: GivenLevel; readonly spotCheck: number };
  readonly summary?: Localised;
  /** Name of the connector that holds the data. */
  readonly connector: string;
  readonly life: readonly LifeState[];
  readonly grading?: SignedGrading;
  /** May its items go into an open labelling project? Decided in this browser. */
  readonly openLabeling: Decision;
  /** May it go into a sealed labelling project? */
  readonly sealedLabeling: Decision;
  /** Known to the owner's own people and, for published fields, to others. */
  readonly fields: readonly FieldProfile[];
  readonly projects: readonly DatasetProject[];
  readonly history: readonly HistoryEntry[];
}

export interface DatasetsData {
  list(): Promise<readonly DatasetRow[]>;
  get(id: string): Promise<DatasetDetail>;
}

export interface SourceRow {
  readonly name: string;
  /** Absent until the connector has read it. */
  readonly rows?: number;
  readonly bytes: number;
  /** Dataset that was registered from it. */
  readonly dataset?: string;
}

/** Of a file without a byte order mark; one with a mark has the encoding that it names, and UTF-8 is taken for granted without either. */
export type SourceEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** A row that does not fit the heading. */
export interface RaggedRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: number;
  /** Names of a JSON Lines object that it lacks, and those that only it has. */
  readonly missing?: readonly string[];
  readonly unexpected?: readonly string[];
}

export interface SourceProfile {
  readonly source: string;
  readonly rows: number;
  readonly fields: readonly FieldProfile[];
  /** Rows that do not fit, and the first of them. */
  readonly ragged?: { readonly count: number; readonly first: readonly RaggedRow[] };
}

/** How far a source is read. */
export interface ReadingProgress {
  readonly rows: number;
  /** Of the whole file, 0 to 1. */
  readonly share: number;
}

export interface RegisterRequest {
  readonly source: string;
  readonly title: Localised;
  readonly withhold: readonly string[];
  readonly encoding?: SourceEncoding;
  /** What becomes of rows that do not fit; without it the table is refused. */
  readonly ragged?: 'leave-out';
}

export interface GradeRequest {
  readonly dataset: string;
  readonly level: Level;
  readonly reasons: readonly GradingReason[];
  readonly spotCheck?: SpotCheck;
}

/** Acts of the owner on new data; what needs the connector waits for its sealed answer. */
export interface PublishingData {
  sources(): Promise<readonly SourceRow[]>;
  profile(source: string, encoding?: SourceEncoding): Promise<SourceProfile>;
  /**
   * @param asked told once the connector has been asked: `resume` finds the answer, after a reload as well
   * @returns the id of the new dataset
   * @throws DomainError `table-ragged`, `table-encoding-unfit`, `source-changed`, …
   */
  register(request: RegisterRequest, asked?: (asked: AskedCommand) => void): Promise<string>;
  /** Goes on waiting for a registration that was asked for. @throws as `register` */
  resume(asked: AskedCommand): Promise<string>;
  /** How far the connector has read this source just now; undefined while it does not read it. */
  reading(source: string): Promise<ReadingProgress | undefined>;
  /** Signs the level; a grading officer's key is needed. @throws DomainError `role-missing`, `spot-check-missing` */
  grade(request: GradeRequest): Promise<Acted>;
  /** The canonical text that `publish` would sign, and its SHA-256 in hex. */
  draftCatalogueEntry(request: PublishRequest): Promise<{ readonly text: string; readonly hash: string }>;
  publish(request: PublishRequest): Promise<Acted>;
}

export interface PublishRequest {
  readonly dataset: string;
  readonly title: Localised;
  readonly summary: Localised;
}
