import type { z } from 'zod';
import type { Configuration } from '../../../labeling/configuration-model.ts';
import type { PayLine } from '../../../labeling/pay/line.ts';
import type { Result } from '../../../labeling/result.ts';
import type { payTerms } from '../../../provenance/event/bodies/pay.ts';
import type { EventOf } from '../../../provenance/event/event.ts';
import type { Acted, Localised, OrganisationName } from './common.ts';
import type { AppealGround } from './pay.ts';

export type Ruling = EventOf<'appeal-decided'>['body']['decision'];
type Defect = Extract<EventOf<'verdict-signed'>['body']['finding'], { verdict: 'defect' }>;

/** A label that was found to be a defect, with what became of its pay; all by the own copy of the log. */
export interface ContestedLabel {
  readonly lot: string;
  /** Id of its event, and its log index. */
  readonly label: string;
  readonly index: number;
  /** Place of its item in the lot, from 1. */
  readonly row: number;
  /** Pseudonym of whoever labeled it. */
  readonly author: string;
  readonly reason: Defect['reason'];
  readonly severity: Defect['severity'];
  /** Log index of the verdict. */
  readonly judged: number;
  /** Fen. */
  readonly price: number;
  /** Of which so much is withheld now. */
  readonly held: number;
  readonly rule: PayLine['rule'];
  /** Of the hours that run, ms. */
  readonly until?: number;
  readonly withheld?: { readonly index: number; readonly amount: number; readonly clause: number };
  readonly appeal?: { readonly index: number; readonly ground: AppealGround };
  /** By which organisation. */
  readonly decision?: { readonly index: number; readonly ruling: Ruling; readonly by: OrganisationName };
  /** Item and answers, each as it was signed. */
  readonly opened?: { readonly text: string; readonly result: Result };
  /** Code of why they are not there. */
  readonly hidden?: string;
}

/** The lot that a case is about. */
export interface ContestedLot {
  /** Title of its project, and which of its lots it is, from 1. */
  readonly title: Localised;
  readonly number: number;
  readonly owner: OrganisationName;
  readonly inspector: OrganisationName;
  /** Nothing can be withheld without them. */
  readonly pay?: z.infer<typeof payTerms>;
  readonly adjudicator?: OrganisationName;
  readonly configuration: Configuration;
  readonly instructions: Localised;
}

export interface DefectiveLot extends ContestedLot {
  readonly id: string;
  readonly project: string;
  /** Log index at which its inspection ended; nothing is known of defects before. */
  readonly ended?: number;
  /** The owner has answered it: nothing is withheld any more. */
  readonly answered: boolean;
  /** In the order of their verdicts. */
  readonly labels: readonly ContestedLabel[];
}

export interface AppealCase extends ContestedLabel {
  readonly of: ContestedLot;
}

export interface ContestsData {
  /** Of an own lot. @throws DomainError `case-differs` where the gateway shows what the log does not hold */
  defects(lot: string): Promise<DefectiveLot>;
  /** @param amount fen. @throws DomainError as `withholding-late`, before anything is signed */
  withhold(label: string, withheld: { readonly clause: number; readonly amount: number }): Promise<Acted>;
  /** Gives way to the appeal over an own withholding. */
  giveWay(label: string): Promise<Acted>;
  /** What the own organisation decides: open ones first, by their deadlines. @throws DomainError as `defects` */
  appeals(): Promise<readonly AppealCase[]>;
  /** @throws DomainError `decision-hours-over`, `decision-given` */
  decide(label: string, ruling: Ruling): Promise<Acted>;
}
