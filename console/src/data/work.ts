import type { Configuration } from '../../../labeling/configuration-model.ts';
import type { Result } from '../../../labeling/result.ts';
import type { brokenReason } from '../../../provenance/event/fields.ts';
import type { z } from 'zod';
import type { AppealGround, PayBook } from './pay.ts';
import type { GivenLevel, Localised, OrganisationName, SealedStock } from './common.ts';

export type BrokenReason = z.infer<typeof brokenReason>;

export interface WorkLot {
  readonly id: string;
  readonly title: Localised;
  readonly organisation: OrganisationName;
  readonly level: GivenLevel;
  /** Fen an item. */
  readonly price: number;
  /** ms */
  readonly deadline: number;
  readonly items: number;
  /** Free for this person now. */
  readonly free: number;
  /** Own labels that count. */
  readonly mine: number;
  /** Fen, for them and for reports of broken items that count. */
  readonly earned: number;
  readonly closed: boolean;
  /** Of a sealed lot. */
  readonly stock?: SealedStock;
}

/** What became of one's own work on a lot, as this device's own copy of the log shows it. */
export interface OwnWork {
  /** Labels and reports under a witnessed checkpoint. */
  readonly logged: number;
  /** Labels that their owner could not open: they have to be made anew. */
  readonly returned: number;
  /** What the gateway lists as own work and somebody else signed. */
  readonly foreign: number;
}

/** A lot on the labeler's home. */
export interface HomeLot extends WorkLot {
  /** Absent where there is no own work, and for lots that are over. */
  readonly own?: OwnWork;
}

/** What the bench needs to know of the lot. */
export interface BenchLot extends WorkLot {
  readonly configuration: Configuration;
  readonly instructions: Localised;
  /** Its items come sealed and are opened on this device alone. */
  readonly sealed: boolean;
}

/** An item opened under a lease, or to correct an own label on it. */
export interface BenchItem {
  readonly id: string;
  /** 1-based row of the dataset. */
  readonly row: number;
  /** Exactly as delivered, opened against its commitment. */
  readonly text: string;
  /** End of the lease, ms; undefined for a correction, which needs none. */
  readonly until: number | undefined;
  /** Stands over the text of protected personal data, and hides it when the window is left. */
  readonly watermark?: string;
  /** What was drafted before. */
  readonly draft?: Result;
  /** An earlier label of one's own that the next submission corrects. */
  readonly replaces?: string;
  /** Why it came back; the next submission is its rework. */
  readonly returned?: ReturnedItem;
}

/** What a reviewer found of a label. */
export interface Found {
  readonly reason: 'boundary' | 'category' | 'missing' | 'surplus' | 'against-guideline';
  readonly severity: 'slight' | 'severe';
  /** Pseudonym of whoever found it. */
  readonly reviewer: string;
}

/** On the bench because a defect was found in it. */
export interface ReturnedItem extends Found {
  /** Of the label's event. */
  readonly label: string;
  /** What was handed in; absent where this device cannot open it. */
  readonly handedIn?: Result;
  /** What the reviewer said of it in words; `withheld` where the gateway does not hand out what she committed to. */
  readonly note?: { readonly text: string } | 'withheld';
}

/**
 * 已预取 → 草稿 → 本机保留 → 待发 → 已收 → 已存证; a refused one stays with its reason, and so does one that its owner could not open, or in which
 * a defect was found. What is fetched ahead of a sealed lot is ciphertext until it is shown.
 */
export type LabelState = 'ahead' | 'draft' | 'held' | 'waiting' | 'received' | 'logged' | 'refused' | 'unreadable' | 'returned';

/** An item of this batch that the person has worked on. */
export interface LabelEntry {
  readonly item: string;
  readonly row: number;
  readonly state: LabelState;
  /** Log index, from the receipt on. */
  readonly index?: number;
  /** Error code of a refusal. */
  readonly code?: string;
}

export interface OutboxFacts {
  readonly online: boolean;
  /** Signed or to be signed, not yet received by the log. */
  readonly waiting: number;
  /** Why no new item is opened: 500 labels or 24 hours wait here. */
  readonly full: boolean;
  /** Another tab holds the bench. */
  readonly elsewhere: boolean;
  readonly entries: readonly LabelEntry[];
  /** Fen, own labels that count. */
  readonly earned: number;
  /** As `OwnWork.foreign`. */
  readonly foreign: number;
}

export interface DisputeFile {
  readonly name: string;
  readonly text: string;
}

/** One person at work on one lot. */
export interface Bench {
  readonly lot: BenchLot;
  outbox(): OutboxFacts;
  watch(changed: (facts: OutboxFacts) => void): () => void;
  /** Takes the next free item. @throws DomainError `nothing-free` with `freeAt`, `outbox-full` */
  next(): Promise<BenchItem>;
  /**
   * Opens an item of one's own again, to correct it, also one of an earlier sitting; one that came back, to rework it.
   * @throws DomainError `item-not-own`, `lot-closed`, `rework-late`, `rework-given`, …
   */
  reopen(item: string): Promise<BenchItem>;
  saveDraft(item: string, result: Result): Promise<void>;
  /** Writes to the outbox on this device; signed and sent after the hold. */
  submit(item: string, result: Result): Promise<void>;
  /** Takes a submission back while it is held. @returns whether it was still held */
  takeBack(item: string): Promise<boolean>;
  report(item: string, reason: BrokenReason): Promise<void>;
  /**
   * What shows who lied about an own label that its owner calls unreadable: a file for whoever decides, who can then read this one label.
   * @throws DomainError `subject-unknown`, `label-key-gone`
   */
  dispute(item: string): Promise<DisputeFile>;
  /** Gives the lease back. */
  skip(item: string): Promise<void>;
  /** Takes the bench from the other tab. */
  takeOver(): Promise<void>;
  close(): Promise<void>;
}

/** An own label in which a reviewer found a defect, by a verdict that this device's own copy of the log holds. */
export interface ReturnedWork extends Found {
  /** Of its event. */
  readonly id: string;
  readonly lot: string;
  readonly item: string;
  readonly title: Localised;
  /** Place of the item in its lot, from 1. */
  readonly place: number;
  readonly reworked: boolean;
  /** The owner has not answered the lot, nor has its silence. */
  readonly open: boolean;
}

/** How own labels of a lot compare with answers that its owner knew before, as the owner signed it. */
export interface OwnScore {
  readonly lot: string;
  readonly title: Localised;
  readonly labels: number;
  readonly choices: { readonly compared: number; readonly right: number };
  readonly spans: { readonly wanted: number; readonly found: number; readonly matched: number };
  /** Log index of what fixes it. */
  readonly index: number;
}

/** The labeler's home. */
export interface Home {
  readonly lots: readonly HomeLot[];
  /** Labels and reports of this device that the log has not received yet. */
  readonly unsent: number;
}

export interface WorkData {
  home(): Promise<Home>;
  /** Oldest verdict first. @throws DomainError `returned-differs` where the gateway shows what the log does not hold */
  returned(): Promise<readonly ReturnedWork[]>;
  /** @throws DomainError `figure-foreign` where the gateway shows somebody else's, or what was not signed */
  scores(): Promise<readonly OwnScore[]>;
  /** @throws DomainError `statement-differs` for an event that the log does not hold */
  pay(): Promise<PayBook>;
  /** Against what is withheld of an own label. @throws DomainError the gateway's refusal */
  appeal(lot: string, withholding: string, ground: AppealGround): Promise<void>;
  open(lot: string): Promise<Bench>;
}
