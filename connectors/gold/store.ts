import type { EntityManager } from 'typeorm';
import { parseJson, toCanonicalJson } from '../../common/canonical-json.ts';
import type { GoldAnswer } from '../../provenance/gold/commitments.ts';

export interface GoldStore {
  insert(lot: string, gold: readonly GoldAnswer[]): Promise<void>;
  /** Of a lot; none where its opening commits to none. */
  find(lot: string): Promise<readonly GoldAnswer[]>;
}

interface Row {
  readonly item: string;
  readonly item_salt: string;
  readonly answer_salt: string;
  readonly answer: string;
}

const INSERT = `insert into gold (lot, item, item_salt, answer_salt, answer)
  select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[])`;

export const createGoldStore = (manager: EntityManager): GoldStore => ({
  insert: async (lot, gold) => {
    await manager.query(INSERT, [
      lot,
      gold.map(({ item }) => item),
      gold.map(({ itemSalt }) => itemSalt),
      gold.map(({ answerSalt }) => answerSalt),
      gold.map(({ answer }) => toCanonicalJson(answer)),
    ]);
  },
  find: async (lot) => {
    const rows = await manager.query<Row[]>('select item, item_salt, answer_salt, answer from gold where lot = $1 order by item', [lot]);
    return rows.map(({ item, item_salt: itemSalt, answer_salt: answerSalt, answer }) => ({
      item,
      itemSalt,
      answerSalt,
      answer: parseJson(answer),
    }));
  },
});
