import type { Level } from '../../../provenance/event/fields.ts';

/** A name or text in both languages. */
export interface Localised {
  readonly zh: string;
  readonly en: string;
}

export interface OrganisationName {
  readonly id: string;
  readonly names: Localised;
}

/** A level that an officer signed, or the state before that. */
export type GivenLevel = Level | undefined;

/** An act that this device signed and for which the log gave a receipt. */
export interface Acted {
  /** Event id, 64 hex digits. */
  readonly event: string;
  /** Log index. */
  readonly index: number;
}

/** A line of an object's history, from the log. */
export interface HistoryEntry {
  readonly type: string;
  /** Event id. */
  readonly id: string;
  readonly index: number;
  /** Who signed: a person's or connector's display name, where it may be shown. */
  readonly actor?: string;
  /** Time that the actor claims, ms. */
  readonly time?: number;
}

/** A long command to the own connector that is under way: which dataset it makes, and where its answer will be. */
export interface AskedCommand {
  readonly dataset: string;
  /** Event id, hex. */
  readonly event: string;
  /** Id of the connector's certificate. */
  readonly connector: string;
}

/** Items of a sealed lot that lie at the gateway, for its people alone: work goes on whether the owner is online or not. */
export interface SealedStock {
  /** Free items. */
  readonly ready: number;
  /** Since when the owner's connector has not been heard of, ms; absent while it is. */
  readonly offlineSince?: number;
}
