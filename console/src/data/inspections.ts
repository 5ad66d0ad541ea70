import type { InspectionTerms } from '../../../provenance/space/inspection-terms.ts';
import type { Inspection } from '../../../provenance/space/inspection.ts';
import type { DrawSide } from '../../../provenance/space/state.ts';
import type { Acted, GivenLevel, Localised, OrganisationName } from './common.ts';
import type { Check } from './evidence.ts';

/** A lot that the own firm inspects. */
export interface InspectedLot {
  readonly id: string;
  /** Title of its project, and which of its lots it is, from 1. */
  readonly title: Localised;
  readonly number: number;
  readonly owner: OrganisationName;
  readonly level: GivenLevel;
  /** Its items are readable for their labelers alone. */
  readonly sealed: boolean;
  /** Labels that are wanted; once it is closed those that count. */
  readonly labels: number;
  /** ms */
  readonly deadline: number;
  readonly plan: InspectionTerms['plan'];
  /** Hours after the closing within which both sides reveal. */
  readonly hours: number;
  readonly inspection: Inspection;
  /** What the own firm has to sign now for the draw. */
  readonly act?: 'commit' | 'reveal';
  /** Log index of its opening. */
  readonly index: number;
}

/** What one side put into the draw. */
export interface DrawPart {
  readonly side: DrawSide;
  readonly committed?: { readonly index: number; readonly actor: string; readonly time: number };
  /** The 32 bytes, hex. */
  readonly revealed?: { readonly index: number; readonly secret: string };
}

export interface InspectionDetail extends InspectedLot {
  readonly closed?: { readonly index: number; readonly root: string };
  readonly parts: readonly DrawPart[];
}

/** A label of the sample, from a file whose draw was redone. */
export interface DrawnLabel {
  /** From 0, among the labels of the lot. */
  readonly position: number;
  /** Place of its item in the lot, from 1. */
  readonly row: number;
  /** Pseudonym of whoever labeled it. */
  readonly author: string;
  /** Log index. */
  readonly index: number;
}

/** The draw as this browser redid it. */
export interface Redraw {
  /** `time-claimed`: that the reveals were in time rests on claimed times. */
  readonly verdict: 'verified' | 'failed' | 'unanchored' | 'time-claimed';
  /** Code of the first check that failed. */
  readonly failed?: string;
  readonly checks: readonly Check[];
  readonly milliseconds: number;
  /** Empty where a check failed. */
  readonly sample: readonly DrawnLabel[];
}

export interface InspectionsData {
  list(): Promise<readonly InspectedLot[]>;
  get(lot: string): Promise<InspectionDetail>;
  /** Signs the firm's commitment; only this device can reveal it. */
  commit(lot: string): Promise<Acted>;
  /** @throws DomainError `draw-secret-gone` on another device than committed */
  reveal(lot: string): Promise<Acted>;
  /** Asks for the lot file and redoes the draw here; nothing is believed. */
  redraw(lot: string): Promise<Redraw>;
}
