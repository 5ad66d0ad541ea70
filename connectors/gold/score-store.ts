import type { EntityManager } from 'typeorm';
import type { FigureOpening } from '../../provenance/gold/figures.ts';

/** Figures of a lot as they were signed. */
export interface KeptScore {
  readonly lot: string;
  /** Id of the event that commits to them. */
  readonly event: string;
  readonly figures: readonly FigureOpening[];
}

export interface ScoreStore {
  /** Lots with known answers whose figures the people do not have yet. */
  undelivered(): Promise<readonly string[]>;
  find(lot: string): Promise<KeptScore | undefined>;
  /** In the place of those whose event was refused. */
  put(score: KeptScore): Promise<void>;
  markDelivered(lot: string): Promise<void>;
}

interface Row {
  readonly lot: string;
  readonly event: string;
  readonly figures: string;
}

const UNDELIVERED = `select distinct lot from gold
  where not exists (select from gold_score where gold_score.lot = gold.lot and delivered) order by lot`;
const PUT = `insert into gold_score (lot, event, figures) values ($1, $2, $3)
  on conflict (lot) do update set event = excluded.event, figures = excluded.figures`;

export const createScoreStore = (manager: EntityManager): ScoreStore => ({
  undelivered: async () => (await manager.query<{ lot: string }[]>(UNDELIVERED)).map(({ lot }) => lot),
  find: async (lot) => {
    const [row] = await manager.query<Row[]>('select lot, event, figures from gold_score where lot = $1', [lot]);
    return row && { ...row, figures: JSON.parse(row.figures) as FigureOpening[] };
  },
  put: async ({ lot, event, figures }) => {
    await manager.query(PUT, [lot, event, JSON.stringify(figures)]);
  },
  markDelivered: async (lot) => {
    await manager.query('update gold_score set delivered = true where lot = $1', [lot]);
  },
});
