import type { EntityManager } from 'typeorm';
import type { OwnFigures } from '../../api/gold.ts';
import { addScores, commitFigure, figuresRoot, placeFigure, type FigureOpening } from '../../provenance/gold/figures.ts';
import { keysOfPerson, personsIn } from '../../provenance/space/people.ts';
import type { Lot, SpaceState } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import type { EventStore } from '../events/store.ts';
import { toRelayed } from '../events/stored.ts';
import { readCountedLabels } from '../lots/counted-labels.ts';
import type { LotService } from '../lots/service.ts';
import { contestsAbout, decisionsOver } from './contest-store.ts';
import { fail } from './errors.ts';
import { createFigureStore } from './store.ts';

export interface FigureService {
  /**
   * Takes every person's figure of a lot (untrusted) from its owner's connector.
   * @throws DomainError as `LotService.requireOwnersConnector`; `figures-unsigned`, `gold-figures-differ`
   */
  deliver(lot: string, figures: readonly FigureOpening[], caller: Caller): Promise<void>;
  /** The caller's own in lots behind `after`. @throws DomainError `certificate-required`, `role-required` */
  own(caller: Caller, after: string | undefined): Promise<OwnFigures>;
}

export interface FigureServiceOptions {
  readonly manager: EntityManager;
  readonly lots: Pick<LotService, 'requireOwnersConnector'>;
  readonly events: Pick<EventStore, 'findAll'>;
  readonly directory: Directory;
}

const PAGE = 100;

type Contested = Pick<OwnFigures['figures'][number], 'contested' | 'decisions'>;

/** These are what was signed, all of it: the root, how many there are, and what they come to. */
const verifySigned = (lot: Lot, figures: readonly FigureOpening[]): void => {
  const { people, figures: root, ...sums } = lot.scored?.signed.event.body ?? fail('figures-unsigned', { lot: lot.id });
  const found = { people: figures.length, root: figuresRoot(figures.map((figure) => commitFigure(lot.id, figure))) };
  const added = addScores(figures.map(({ value }) => value));
  const isSame = JSON.stringify([found, added]) === JSON.stringify([{ people, root }, addScores([sums])]);
  if (!isSame) fail('gold-figures-differ', { lot: lot.id, found, signed: { people, root } });
};

/** Each is of somebody else, and of no more labels than count of hers. */
const verifyPeople = async (manager: EntityManager, state: SpaceState, lot: string, figures: readonly FigureOpening[]): Promise<void> => {
  const personOf = personsIn(state);
  const counted = Map.groupBy((await readCountedLabels(manager, lot)) ?? [], ({ signed }) => personOf(signed.event.actor.key));
  const people = figures.map(({ value }) => personOf(value.labeler));
  const unfit = figures.find(({ value }, at) => {
    const person = people[at] ?? '';
    return people.indexOf(person) < at || (counted.get(person)?.length ?? 0) < value.labels;
  });
  if (unfit !== undefined) fail('gold-figures-differ', { lot, labeler: unfit.value.labeler, labels: unfit.value.labels });
};

export const createFigureService = ({ manager, lots, events, directory }: FigureServiceOptions): FigureService => {
  const store = createFigureStore(manager);
  /** Own contests and what was decided, by the commitment to the figure. */
  const contestsOver = async (figures: readonly string[]): Promise<ReadonlyMap<string, Contested>> => {
    const contests = await contestsAbout(manager, figures);
    const decisions = await decisionsOver(
      manager,
      contests.map(({ event }) => event),
    );
    const stored = await events.findAll([...contests.map(({ event }) => event), ...[...decisions.values()].flat()]);
    const relay = (id: string) => {
      const found = stored.get(id);
      if (found === undefined) throw new Error(`event ${id} that is not there`);
      return toRelayed(found);
    };
    return new Map(
      contests.map(({ event, figure }) => [figure, { contested: relay(event), decisions: (decisions.get(event) ?? []).map(relay) }]),
    );
  };
  return {
    deliver: async (id, figures, caller) => {
      const lot = lots.requireOwnersConnector(id, caller);
      verifySigned(lot, figures);
      await verifyPeople(manager, directory.state(), id, figures);
      await store.insert(id, figures);
    },
    own: async (caller, after) => {
      const keys = keysOfPerson(directory.state(), directory.requireRole(caller, 'labeler'));
      const rows = await store.ofKeys(keys, { after, limit: PAGE + 1 });
      const page = rows.slice(0, PAGE);
      const all = Map.groupBy(await store.ofLots(page.map(({ lot }) => lot)), ({ lot }) => lot);
      const contests = await contestsOver(page.map(({ lot, opening }) => commitFigure(lot, opening)));
      const figures = page.map(({ lot, opening }) => {
        const commitments = (all.get(lot) ?? []).map((one) => commitFigure(lot, one.opening));
        const commitment = commitFigure(lot, opening);
        const { index, proof } = placeFigure(commitments, commitment);
        return { lot, opening, index, proof: [...proof], ...contests.get(commitment) };
      });
      const next = rows.length > page.length ? page.at(-1)?.lot : undefined;
      return { figures, ...(next !== undefined && { next }) };
    },
  };
};
