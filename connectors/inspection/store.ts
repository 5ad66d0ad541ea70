import type { EntityManager } from 'typeorm';

/** What this connector puts into the draw of a lot's sample. */
export interface KeptDraw {
  readonly lot: string;
  /** 32 bytes; nobody sees them before the reveal. */
  readonly secret: Uint8Array;
  /** Ids of the events that commit to it and reveal it, once signed. */
  readonly committed?: string;
  readonly revealed?: string;
}

type Step = 'committed' | 'revealed';

export interface DrawStore {
  /** Of whose reveal the own copy of the log knows nothing yet. */
  unrevealed(): Promise<readonly KeptDraw[]>;
  insert(lot: string, secret: Uint8Array): Promise<void>;
  setStep(lot: string, step: Step, event: string): Promise<void>;
}

interface Row {
  readonly lot: string;
  readonly secret: Buffer;
  readonly committed: string | null;
  readonly revealed: string | null;
}

const toDraw = ({ lot, secret, committed, revealed }: Row): KeptDraw => ({
  lot,
  secret: new Uint8Array(secret),
  ...(committed !== null && { committed }),
  ...(revealed !== null && { revealed }),
});

const UNREVEALED = `select * from draw where not exists (select from chain_event where id = revealed and state = 'included') order by lot`;

export const createDrawStore = (manager: EntityManager): DrawStore => ({
  unrevealed: async () => (await manager.query<Row[]>(UNREVEALED)).map(toDraw),
  insert: async (lot, secret) => {
    await manager.query('insert into draw (lot, secret) values ($1, $2)', [lot, Buffer.from(secret)]);
  },
  setStep: async (lot, step, event) => {
    await manager.query(`update draw set ${step} = $2 where lot = $1`, [lot, event]);
  },
});
