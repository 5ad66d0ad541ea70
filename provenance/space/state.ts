import type { Level, Role, UnreadableReason } from '../event/fields.ts';
import type { EventOf, SignedEvent } from '../event/event.ts';

/** An event where the log has it. */
export interface Logged<Type extends SignedEvent['event']['type'] = SignedEvent['event']['type']> {
  readonly id: string;
  readonly index: number;
  readonly signed: SignedEvent<Type>;
}

export interface Delegations {
  readonly number: number;
  readonly delegates: readonly string[];
  readonly index: number;
}

export interface Organisation {
  readonly id: string;
  readonly role: 'operator' | 'owner' | 'firm' | 'auditor';
  readonly rootKey: string;
  readonly index: number;
  /** Every list, oldest first. */
  readonly delegations: readonly Delegations[];
}

export interface Certificate {
  /** UUID, the subject of its event. */
  readonly id: string;
  /** Id of the event that issued it. */
  readonly event: string;
  readonly org: string;
  readonly subject: { readonly kind: 'person' | 'connector' | 'delegate'; readonly id: string };
  readonly key: string;
  readonly openingKey: string;
  readonly roles: readonly Role[];
  readonly clearance: Level;
  readonly index: number;
  readonly revokedAt?: number;
}

export interface Dataset {
  readonly id: string;
  readonly org: string;
  readonly registered: Logged<'dataset-registered'>;
  readonly grading?: Logged<'dataset-graded'>;
  readonly published?: Logged<'dataset-published'>;
}

export type Duty = EventOf<'roster-signed'>['body']['members'][number]['duty'];

/** Who puts something into the draw of a lot's sample. */
export type DrawSide = 'owner' | 'inspector';

export interface DrawShare {
  readonly committed: Logged<'inspection-committed'>;
  readonly revealed?: Logged<'inspection-revealed'>;
}

export interface Lot {
  readonly id: string;
  readonly project: string;
  readonly opened: Logged<'lot-opened'>;
  readonly closed?: Logged<'lot-closed'>;
  /** Ids of labels that its connector said do not open, with the reason that it gave. */
  readonly unreadable: ReadonlyMap<string, UnreadableReason>;
  /** Least version of an item's header that still holds, of items that were sealed anew (rules-sealing.ts). */
  readonly versions: ReadonlyMap<string, number>;
  /** Everybody who stood on the project's roster while the lot was open, by person (people.ts), with her duty. It stays so once it is closed. */
  readonly duties: ReadonlyMap<string, Duty>;
  /** What each side committed to and revealed for the draw of its sample. */
  readonly draw: Readonly<Partial<Record<DrawSide, DrawShare>>>;
  /** Of a sealed lot: for whose keys (hex) its connector says that the sample was sealed. */
  readonly sampleFor?: ReadonlySet<string>;
  /** When it first said so. */
  readonly sampled?: Logged<'sample-sealed'>;
  /** What the inspecting firm says that its verdicts come to. */
  readonly inspected?: Logged<'lot-inspected'>;
  /** What the owner says to it: the first answer counts. */
  readonly answered?: Logged<'lot-accepted'> | Logged<'lot-returned'>;
  /** How its labels compare with the answers that its opening commits to. */
  readonly scored?: Logged<'gold-scored'>;
  /** What the inspecting firm vouches for. */
  readonly certified?: Logged<'lot-certified'>;
  /** What contested figures were made of, sealed for the two who decide, by the id of the contest. */
  readonly goldOpened?: ReadonlyMap<string, Logged<'gold-opened'>>;
  /** What the owner withholds, by the id of the label. */
  readonly withheld: ReadonlyMap<string, Logged<'pay-withheld'>>;
}

export interface Project {
  readonly id: string;
  readonly org: string;
  readonly opened: Logged<'project-opened'>;
  readonly roster?: Logged<'roster-signed'>;
  /** Keys that stand or ever stood on its roster. */
  readonly rostered: ReadonlySet<string>;
}

/** What the public entries of the log, read in order, say; each was judged before it counted (authority.ts). Maps are by id, certificates by key. */
export interface SpaceState {
  readonly space: string;
  /** Entries read so far. */
  readonly size: number;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly projects: ReadonlyMap<string, Project>;
  readonly lots: ReadonlyMap<string, Lot>;
  readonly releases: ReadonlyMap<string, Logged<'release-signed'>>;
  /** Newest public event of each chain: key -> seq. */
  readonly chains: ReadonlyMap<string, number>;
}
