import { DomainError } from '../../common/errors.ts';
import { isPrivateEntry } from '../event/entry.ts';
import { isPrivateType, type EventType, type SignedEvent } from '../event/event.ts';
import { eventId, parseSignedEvent } from '../event/signing.ts';
import { judgeEvent, type Premises } from './authority.ts';
import { openLotsOf, withDuties } from './duties.ts';
import { drawSideOf, withCommitment, withReveal } from './draw-shares.ts';
import { openedContest } from './rules-contest.ts';
import { withheldLabel } from './rules-pay.ts';
import type { Certificate, Dataset, Logged, Lot, Organisation, Project, SpaceState } from './state.ts';

/** What became of one log entry: private ones only have their place; a public one counts or is ignored with its reason. */
export type Reading =
  | { readonly kind: 'private'; readonly index: number }
  | { readonly kind: 'counted'; readonly index: number; readonly id: string; readonly signed: SignedEvent }
  | { readonly kind: 'ignored'; readonly index: number; readonly code: string; readonly details: Readonly<Record<string, unknown>> };

export interface Replay {
  readonly state: SpaceState;
  /** Would the event count at the next index? @throws as `judgeEvent` */
  judge(signed: SignedEvent): void;
  /** Reads the entry at the next index. Never throws for what the log holds: a log may hold anything. */
  take(entry: Uint8Array): Reading;
  /** A replay that goes on from here on its own: neither shows what the other takes. */
  fork(): Replay;
}

interface Tables {
  space: string;
  size: number;
  organisations: Map<string, Organisation>;
  certificates: Map<string, Certificate>;
  datasets: Map<string, Dataset>;
  projects: Map<string, Project>;
  lots: Map<string, Lot>;
  releases: Map<string, Logged<'release-signed'>>;
  chains: Map<string, number>;
}

const update = <V>(map: Map<string, V>, key: string, change: (value: V) => V): void => {
  const value = map.get(key);
  if (value !== undefined) map.set(key, change(value));
};

type Apply = { readonly [T in EventType]?: (tables: Tables, logged: Logged<T>) => void };

/** How a counted event changes the state; judging came before. */
const APPLY: Apply = {
  'organisation-joined': (t, { index, signed: { event } }) =>
    t.organisations.set(event.subject.id, {
      id: event.subject.id,
      role: event.body.role,
      rootKey: event.body.rootKey,
      index,
      delegations: [],
    }),
  'delegations-listed': (t, { index, signed: { event } }) =>
    update(t.organisations, event.subject.id, (org) => ({ ...org, delegations: [...org.delegations, { ...event.body, index }] })),
  'certificate-issued': (t, { id, index, signed: { event } }) => {
    const { possession: _, ...certified } = event.body;
    t.certificates.set(event.body.key, { ...certified, id: event.subject.id, event: id, org: event.actor.org, index });
  },
  'certificate-revoked': (t, { index, signed: { event } }) =>
    update(t.certificates, event.body.key, (certificate) => ({ ...certificate, revokedAt: index })),
  'dataset-registered': (t, logged) => {
    const { actor, subject } = logged.signed.event;
    t.datasets.set(subject.id, { id: subject.id, org: actor.org, registered: logged });
  },
  'dataset-graded': (t, logged) => update(t.datasets, logged.signed.event.subject.id, (dataset) => ({ ...dataset, grading: logged })),
  'dataset-published': (t, logged) => update(t.datasets, logged.signed.event.subject.id, (dataset) => ({ ...dataset, published: logged })),
  'project-opened': (t, logged) => {
    const { actor, subject } = logged.signed.event;
    t.projects.set(subject.id, { id: subject.id, org: actor.org, opened: logged, rostered: new Set() });
  },
  'roster-signed': (t, logged) => {
    const { body, subject } = logged.signed.event;
    const keys = body.members.map(({ key }) => key);
    update(t.projects, subject.id, (project) => ({ ...project, roster: logged, rostered: new Set([...project.rostered, ...keys]) }));
    for (const { id } of openLotsOf(t, subject.id)) update(t.lots, id, (lot) => withDuties(t, lot));
  },
  'lot-opened': (t, logged) => {
    const { body, subject } = logged.signed.event;
    t.lots.set(
      subject.id,
      withDuties(t, {
        id: subject.id,
        project: body.project,
        opened: logged,
        unreadable: new Map(),
        versions: new Map(),
        duties: new Map(),
        draw: {},
        withheld: new Map(),
      }),
    );
  },
  'label-unreadable': (t, { signed: { event } }) =>
    update(t.lots, event.body.lot, (lot) => ({
      ...lot,
      unreadable: new Map([
        ...lot.unreadable,
        ...event.refs.filter((id) => id !== lot.opened.id).map((id) => [id, event.body.reason] as const),
      ]),
    })),
  'lot-resealed': (t, { signed: { event } }) =>
    update(t.lots, event.subject.id, (lot) => ({
      ...lot,
      versions: new Map([...lot.versions, ...event.body.items.map(({ id, version }) => [id, version] as const)]),
    })),
  'lot-closed': (t, logged) => update(t.lots, logged.signed.event.subject.id, (lot) => ({ ...lot, closed: logged })),
  'inspection-committed': (t, logged) =>
    update(t.lots, logged.signed.event.subject.id, (lot) => ({
      ...lot,
      draw: withCommitment(lot, drawSideOf(t, lot, logged.signed.event.actor.org), logged),
    })),
  'inspection-revealed': (t, logged) =>
    update(t.lots, logged.signed.event.subject.id, (lot) => ({
      ...lot,
      draw: withReveal(lot, drawSideOf(t, lot, logged.signed.event.actor.org), logged),
    })),
  'sample-sealed': (t, logged) => {
    const { subject, body } = logged.signed.event;
    return update(t.lots, subject.id, (lot) => ({
      ...lot,
      sampleFor: new Set([...(lot.sampleFor ?? []), ...body.reviewers]),
      sampled: lot.sampled ?? logged,
    }));
  },
  'lot-inspected': (t, logged) => update(t.lots, logged.signed.event.subject.id, (lot) => ({ ...lot, inspected: logged })),
  'lot-accepted': (t, logged) => update(t.lots, logged.signed.event.subject.id, (lot) => ({ ...lot, answered: logged })),
  'lot-returned': (t, logged) => update(t.lots, logged.signed.event.subject.id, (lot) => ({ ...lot, answered: logged })),
  'lot-certified': (t, logged) => update(t.lots, logged.signed.event.subject.id, (lot) => ({ ...lot, certified: logged })),
  'pay-withheld': (t, logged) =>
    update(t.lots, logged.signed.event.subject.id, (lot) => ({
      ...lot,
      withheld: new Map([...lot.withheld, [withheldLabel(logged.signed.event), logged]]),
    })),
  'gold-scored': (t, logged) => update(t.lots, logged.signed.event.subject.id, (lot) => ({ ...lot, scored: logged })),
  'gold-opened': (t, logged) =>
    update(t.lots, logged.signed.event.subject.id, (lot) => ({
      ...lot,
      goldOpened: new Map([...(lot.goldOpened ?? []), [openedContest(logged.signed.event), logged]]),
    })),
  'release-signed': (t, logged) => t.releases.set(logged.signed.event.subject.id, logged),
};

const apply = (tables: Tables, logged: Logged): void =>
  (APPLY[logged.signed.event.type] as ((tables: Tables, logged: Logged) => void) | undefined)?.(tables, logged);

const createTables = (space: string): Tables => ({
  space,
  size: 0,
  organisations: new Map(),
  certificates: new Map(),
  datasets: new Map(),
  projects: new Map(),
  lots: new Map(),
  releases: new Map(),
  chains: new Map(),
});

const copyTables = (tables: Tables): Tables => ({
  space: tables.space,
  size: tables.size,
  organisations: new Map(tables.organisations),
  certificates: new Map(tables.certificates),
  datasets: new Map(tables.datasets),
  projects: new Map(tables.projects),
  lots: new Map(tables.lots),
  releases: new Map(tables.releases),
  chains: new Map(tables.chains),
});

/** Reads a log from its first entry on and says what counts, under the reader's own premises. */
export const createReplay = (space: string, premises: Premises): Replay => continueReplay(createTables(space), premises, false);

const continueReplay = (tables: Tables, premises: Premises, begunShared: boolean): Replay => {
  let shared = begunShared;
  /** Forks share their maps until one of them writes. */
  const own = (): void => {
    if (shared) Object.assign(tables, copyTables(tables));
    shared = false;
  };
  const read = (entry: Uint8Array, index: number): Reading => {
    if (isPrivateEntry(entry)) return { kind: 'private', index };
    const signed = parseSignedEvent(entry);
    const { actor, seq, type } = signed.event;
    if (isPrivateType(type)) throw new DomainError('event-malformed', { reason: 'a private event stands open in the log' });
    judgeEvent(tables, signed, index, premises);
    const id = eventId(signed.event);
    own();
    apply(tables, { id, index, signed });
    tables.chains.set(actor.key, seq);
    return { kind: 'counted', index, id, signed };
  };
  return {
    state: tables,
    judge: (signed) => judgeEvent(tables, signed, tables.size, premises),
    take: (entry) => {
      const index = tables.size;
      tables.size += 1;
      try {
        return read(entry, index);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return { kind: 'ignored', index, code: error.code, details: error.details };
      }
    },
    fork: () => {
      shared = true;
      return continueReplay({ ...tables }, premises, true);
    },
  };
};

export interface PartialReplay {
  readonly state: SpaceState;
  /**
   * Judges an event at its index, then counts it whatever the judgment was: what rests on it is judged by itself.
   * @returns why it does not count, if so
   */
  place(signed: SignedEvent, id: string, index: number): DomainError | undefined;
}

/**
 * For a reader who holds only some entries, each proven to stand where it stands, their signatures checked apart: an offline verifier. What
 * is not among them, such as a revocation, is not seen. Events are placed in the order of their indices.
 */
export const createPartialReplay = (space: string, premises: Premises): PartialReplay => {
  const tables = createTables(space);
  const judge = (signed: SignedEvent, index: number): DomainError | undefined => {
    try {
      judgeEvent(tables, signed, index, premises);
      return undefined;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return error;
    }
  };
  return {
    state: tables,
    place: (signed, id, index) => {
      const refusal = judge(signed, index);
      apply(tables, { id, index, signed });
      tables.chains.set(signed.event.actor.key, signed.event.seq);
      tables.size = index + 1;
      return refusal;
    },
  };
};
