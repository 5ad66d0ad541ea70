import type { z } from 'zod';
import type { InspectionTerms } from '../../../provenance/space/inspection-terms.ts';
import type { Configuration } from '../../../labeling/configuration-model.ts';
import type { Result } from '../../../labeling/result.ts';
import type { payTerms } from '../../../provenance/event/bodies/pay.ts';
import type { EventOf } from '../../../provenance/event/event.ts';
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
  /** Until when the own firm ends it, ms; absent before the closing, and where no time was agreed. */
  readonly due?: number;
  /** What the own firm has to sign now for the draw. */
  readonly act?: 'commit' | 'reveal';
  /** The firm has signed what it found. */
  readonly ended?: { readonly index: number; readonly inspected: number; readonly defects: number; readonly unseen: number };
  /** Log index of the owner's answer, after which nothing is inspected any more. */
  readonly answered?: number;
  /** The owner has accepted it by an event, and the firm has certified it. */
  readonly accepted?: { readonly index: number };
  readonly certified?: { readonly index: number };
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
  /** Fen for a label. */
  readonly price: number;
  /** What the lot's opening lets its owner withhold; nothing without it. */
  readonly pay?: z.infer<typeof payTerms>;
}

export type Finding = EventOf<'verdict-signed'>['body']['finding'];
type Unseen = Extract<Finding, { readonly verdict: 'unseen' }>;

/** Reasons of a defect, in the order of their keys. */
export const DEFECT_REASONS = ['boundary', 'category', 'missing', 'surplus', 'against-guideline'] as const satisfies readonly Extract<
  Finding,
  { verdict: 'defect' }
>['reason'][];

/** What a reviewer reads of a label. */
export interface ReadLabel {
  readonly text: string;
  readonly result: Result;
  /** Of sealed data from g3 on: what stands over the text, which is veiled while nobody reads. */
  readonly watermark?: string;
}

/** A label of the sample, as its leaf and its signed commitments have it. */
export interface InspectedItem extends DrawnLabel {
  /** Or what of it does not open here by the doing of whoever sealed it, and why (code). */
  readonly content: ReadLabel | { readonly unread: { readonly part: Unseen['part']; readonly reason: string } };
  /** What was found of it. */
  readonly given?: GivenFinding;
}

export interface GivenFinding {
  readonly finding: Finding;
  /** Name of the reviewer. */
  readonly by: string;
  /** Log index. */
  readonly index: number;
}

/** What is inspected, and by which questions and instructions. */
export interface InspectedSample {
  readonly configuration: Configuration;
  readonly instructions: Localised;
  /** In the order of positions. */
  readonly items: readonly InspectedItem[];
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
  /**
   * Of a lot whose draw holds.
   * @throws DomainError `sample-differs`, `opening-differs` for a label that is not the one that was drawn; of a sealed lot `item-withheld`,
   * `sample-not-sealed-for`, `lot-not-sealed-for`
   */
  sample(lot: string): Promise<InspectedSample>;
  /**
   * Signs a finding over the leaf that this device computed.
   * @param note what she says of a defect to the label's author, in words
   * @throws DomainError `verdict-given`, `reviewer-labeled`
   */
  judge(lot: string, position: number, finding: Finding, note?: string): Promise<Acted>;
  /** Vouches for an accepted lot whose draw holds. @throws DomainError `certificate-unmet`, `certificate-given`, `sample-differs` */
  certify(lot: string): Promise<Acted>;
  /** The record of an inspected lot, with its certificate if it has one, as a file that anybody verifies offline. */
  record(lot: string): Promise<string>;
  /** Signs the sum of all verdicts. @throws DomainError `inspection-incomplete`, `ledger-behind` */
  end(lot: string): Promise<Acted>;
}
