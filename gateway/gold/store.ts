import type { EntityManager } from 'typeorm';
import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import type { FigureOpening } from '../../provenance/gold/figures.ts';

export interface FigureRow {
  readonly lot: string;
  readonly opening: FigureOpening;
}

export interface FigureStore {
  insert(lot: string, figures: readonly FigureOpening[]): Promise<void>;
  /** Those of these keys in lots behind `after`, by lots. */
  ofKeys(keys: readonly string[], wanted: { readonly after?: string | undefined; readonly limit: number }): Promise<readonly FigureRow[]>;
  ofLots(lots: readonly string[]): Promise<readonly FigureRow[]>;
}

interface Row {
  readonly lot: string;
  readonly opening: string;
}

const toRow = ({ lot, opening }: Row): FigureRow => ({ lot, opening: parseJson(opening) as unknown as FigureOpening });

const INSERT = `insert into gold_figure (lot, labeler, opening) select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing`;
const OF_KEYS = `select lot, opening from gold_figure where labeler = any($1) and ($2::uuid is null or lot > $2) order by lot limit $3`;

export const createFigureStore = (manager: EntityManager): FigureStore => ({
  insert: async (lot, figures) => {
    const openings = figures.map((figure) => toCanonicalJson(figure as unknown as Json));
    await manager.query(INSERT, [lot, figures.map(({ value }) => value.labeler), openings]);
  },
  ofKeys: async (keys, { after, limit }) => (await manager.query<Row[]>(OF_KEYS, [[...keys], after ?? null, limit])).map(toRow),
  ofLots: async (lots) => (await manager.query<Row[]>('select lot, opening from gold_figure where lot = any($1)', [[...lots]])).map(toRow),
});
