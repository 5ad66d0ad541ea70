import type { EntityManager } from 'typeorm';
import type { Document } from '../../api/documents.ts';
import { NO_EVENT } from '../../provenance/event/chain.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';

/** Why the gateway did not take an event. */
export interface Refusal {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * pending: signed, no receipt yet; acknowledged: has a receipt; included: stands in the own verified copy of the log; refused: will
 * never be sent again, and its place stays empty.
 */
export type ChainState = 'pending' | 'acknowledged' | 'included' | 'refused';

export interface ChainEvent {
  readonly seq: number;
  readonly id: string;
  readonly signed: SignedEvent;
  /** What opens its commitments; goes out with it each time. */
  readonly documents: readonly Document[];
  /** Own clock, ms. */
  readonly signedAt: number;
  readonly state: ChainState;
  readonly index?: number;
  readonly receipt?: string;
  readonly refusal?: Refusal;
}

/** Where the next event goes. */
export interface NextPlace {
  readonly seq: number;
  /** Id of the newest event that was not refused. */
  readonly prev: string;
  /** Seq of that event; 0 when there is none. */
  readonly last: number;
  /** Places before it are empty: `chain-resumed` must come first. */
  readonly hasGap: boolean;
}

interface Row {
  readonly seq: string;
  readonly id: string;
  readonly signed: string;
  readonly documents: string;
  readonly signed_at: string;
  readonly state: ChainState;
  readonly log_index: string | null;
  readonly receipt: string | null;
  readonly refusal: string | null;
}

const toEvent = (row: Row): ChainEvent => ({
  seq: Number(row.seq),
  id: row.id,
  signed: JSON.parse(row.signed) as SignedEvent,
  documents: JSON.parse(row.documents) as Document[],
  signedAt: Number(row.signed_at),
  state: row.state,
  ...(row.log_index !== null && { index: Number(row.log_index) }),
  ...(row.receipt !== null && { receipt: row.receipt }),
  ...(row.refusal !== null && { refusal: JSON.parse(row.refusal) as Refusal }),
});

export interface ChainStore {
  find(id: string): Promise<ChainEvent | undefined>;
  /** Those that are not settled, in their order. */
  open(): Promise<readonly ChainEvent[]>;
  next(): Promise<NextPlace>;
  insert(event: Omit<ChainEvent, 'state'>): Promise<void>;
  acknowledge(id: string, index: number, receipt: string): Promise<void>;
  /** The log has it, whatever the gateway said. */
  include(id: string, index: number): Promise<void>;
  /** This one and all that follow it on the chain: they name it as the one before them. */
  refuse(seq: number, refusal: Refusal): Promise<void>;
  /** Its receipt was not kept: it is sent again. */
  reopen(id: string): Promise<void>;
  /** Ids of refused events: a gateway may log what it said it refused. */
  refused(): Promise<readonly string[]>;
  /** Highest seq, -1 for none. */
  highest(): Promise<number>;
  has(id: string): Promise<boolean>;
}

const INSERT = 'insert into chain_event (seq, id, signed, documents, signed_at) values ($1, $2, $3, $4, $5)';
const REFUSE = `update chain_event set state = 'refused', refusal = $2 where seq >= $1 and state = 'pending'`;

export const createChainStore = (manager: EntityManager): ChainStore => {
  const rows = async (condition: string, parameters: readonly unknown[] = []): Promise<readonly ChainEvent[]> => {
    const found = await manager.query<Row[]>(`select * from chain_event where ${condition}`, [...parameters]);
    return found.map(toEvent);
  };
  const highest = async (): Promise<number> => {
    const [row] = await manager.query<{ seq: string }[]>('select coalesce(max(seq), -1) as seq from chain_event');
    return Number(row?.seq ?? -1);
  };
  const find: ChainStore['find'] = async (id) => (await rows('id = $1', [id]))[0];
  return {
    find,
    highest,
    open: () => rows(`state in ('pending', 'acknowledged') order by seq`),
    next: async () => {
      const [last] = await rows(`state <> 'refused' order by seq desc limit 1`);
      const seq = (await highest()) + 1;
      return { seq, prev: last?.id ?? NO_EVENT, last: last?.seq ?? 0, hasGap: seq > (last?.seq ?? -1) + 1 };
    },
    insert: async ({ seq, id, signed, documents, signedAt }) => {
      await manager.query(INSERT, [seq, id, JSON.stringify(signed), JSON.stringify(documents), signedAt]);
    },
    acknowledge: async (id, index, receipt) => {
      await manager.query(
        `update chain_event set state = 'acknowledged', log_index = $2, receipt = $3 where id = $1 and state = 'pending'`,
        [id, index, receipt],
      );
    },
    include: async (id, index) => {
      await manager.query(`update chain_event set state = 'included', log_index = $2, refusal = null where id = $1`, [id, index]);
    },
    refuse: async (seq, refusal) => {
      await manager.query(REFUSE, [seq, JSON.stringify(refusal)]);
    },
    reopen: async (id) => {
      await manager.query(`update chain_event set state = 'pending' where id = $1 and state = 'acknowledged'`, [id]);
    },
    refused: async () => (await rows(`state = 'refused'`)).map(({ id }) => id),
    has: async (id) => (await find(id)) !== undefined,
  };
};
