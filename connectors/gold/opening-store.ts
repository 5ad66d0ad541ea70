import type { EntityManager } from 'typeorm';
import type { SealedOpenings } from '../../api/gold.ts';

/** What was sealed about a contest, as it was signed. */
export interface KeptOpening {
  readonly contest: string;
  readonly lot: string;
  /** Id of the event that holds the boxes' hashes. */
  readonly event: string;
  readonly boxes: SealedOpenings['boxes'];
}

export interface OpeningStore {
  /** Lots whose figures the people have: they can be contested. */
  contestable(): Promise<readonly string[]>;
  find(contest: string): Promise<(KeptOpening & { readonly delivered: boolean }) | undefined>;
  /** In the place of one whose event was refused. */
  put(opening: KeptOpening): Promise<void>;
  markDelivered(contest: string): Promise<void>;
}

interface Row {
  readonly contest: string;
  readonly lot: string;
  readonly event: string;
  readonly boxes: string;
  readonly delivered: boolean;
}

const PUT = `insert into gold_opening (contest, lot, event, boxes) values ($1, $2, $3, $4)
  on conflict (contest) do update set event = excluded.event, boxes = excluded.boxes`;

export const createOpeningStore = (manager: EntityManager): OpeningStore => ({
  contestable: async () =>
    (await manager.query<{ lot: string }[]>('select lot from gold_score where delivered order by lot')).map(({ lot }) => lot),
  find: async (contest) => {
    const [row] = await manager.query<Row[]>('select contest, lot, event, boxes, delivered from gold_opening where contest = $1', [
      contest,
    ]);
    return row && { ...row, boxes: JSON.parse(row.boxes) as KeptOpening['boxes'] };
  },
  put: async ({ contest, lot, event, boxes }) => {
    await manager.query(PUT, [contest, lot, event, JSON.stringify(boxes)]);
  },
  markDelivered: async (contest) => {
    await manager.query('update gold_opening set delivered = true where contest = $1', [contest]);
  },
});
