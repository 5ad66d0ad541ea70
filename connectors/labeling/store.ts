import type { EntityManager } from 'typeorm';

/** An item with what opens its commitment. */
export interface StoredItem {
  readonly id: string;
  /** Row of the dataset, from 0. */
  readonly row: number;
  /** Hex. */
  readonly salt: string;
  readonly text: string;
}

export interface OpenedLot {
  readonly id: string;
  readonly project: string;
  readonly dataset: string;
  /** Id of the event that opened it. */
  readonly event: string;
  /** Id of the command that asked for it. */
  readonly command: string;
  /** Of a sealed lot: private half of its key, 32 bytes. */
  readonly secret?: Uint8Array;
  /** The gateway has its items. */
  readonly delivered: boolean;
  /** Id of the event that closes it, once signed. */
  readonly closing?: string;
}

export interface LotStore {
  find(id: string): Promise<OpenedLot | undefined>;
  /** Lots of whose closing the own copy of the log knows nothing yet. */
  unfinished(): Promise<readonly OpenedLot[]>;
  /** Lots whose project is sealed, closed ones among them. */
  sealed(): Promise<readonly OpenedLot[]>;
  insert(lot: Omit<OpenedLot, 'delivered' | 'closing'>, items: readonly StoredItem[]): Promise<void>;
  /** An opening that was refused: nothing rests on it. */
  remove(id: string): Promise<void>;
  /** In the lot's order. */
  items(lot: string): Promise<readonly StoredItem[]>;
  markDelivered(id: string): Promise<void>;
  /** @param event undefined when the closing was refused */
  setClosing(id: string, event: string | undefined): Promise<void>;
}

interface Row {
  readonly id: string;
  readonly project: string;
  readonly dataset: string;
  readonly event: string;
  readonly command: string;
  readonly secret: Buffer | null;
  readonly delivered: boolean;
  readonly closing: string | null;
}

const toLot = ({ closing, secret, ...row }: Row): OpenedLot => ({
  ...row,
  ...(secret !== null && { secret: new Uint8Array(secret) }),
  ...(closing !== null && { closing }),
});

const INSERT_ITEMS = `insert into lot_item (id, lot, position, row_index, salt, text)
  select id, $1, position - 1, row_index, salt, text
  from unnest($2::uuid[], $3::integer[], $4::text[], $5::text[]) with ordinality as given (id, row_index, salt, text, position)`;

export const createLotStore = (manager: EntityManager): LotStore => {
  const rows = async (condition: string, parameters: readonly unknown[] = []): Promise<readonly OpenedLot[]> =>
    (await manager.query<Row[]>(`select * from lot where ${condition} order by id`, [...parameters])).map(toLot);
  return {
    find: async (id) => (await rows('id = $1', [id]))[0],
    unfinished: () => rows(`not exists (select from chain_event where id = closing and state = 'included')`),
    sealed: () => rows('secret is not null'),
    insert: async ({ id, project, dataset, event, command, secret }, items) => {
      const sql = 'insert into lot (id, project, dataset, event, command, secret) values ($1, $2, $3, $4, $5, $6)';
      await manager.query(sql, [id, project, dataset, event, command, secret === undefined ? null : Buffer.from(secret)]);
      await manager.query(INSERT_ITEMS, [
        id,
        items.map((item) => item.id),
        items.map(({ row }) => row),
        items.map(({ salt }) => salt),
        items.map(({ text }) => text),
      ]);
    },
    remove: async (id) => {
      await manager.query('delete from lot where id = $1', [id]);
    },
    items: async (lot) => {
      const found = await manager.query<{ id: string; row_index: number; salt: string; text: string }[]>(
        'select id, row_index, salt, text from lot_item where lot = $1 order by position',
        [lot],
      );
      return found.map(({ id, row_index: row, salt, text }) => ({ id, row, salt, text }));
    },
    markDelivered: async (id) => {
      await manager.query('update lot set delivered = true where id = $1', [id]);
    },
    setClosing: async (id, event) => {
      await manager.query('update lot set closing = $2 where id = $1', [id, event ?? null]);
    },
  };
};
