import type { EntityManager } from 'typeorm';

export interface ContestRow {
  /** Id of its event. */
  readonly event: string;
  readonly lot: string;
  /** Commitment to the figure that it is about. */
  readonly figure: string;
}

/** @returns false where the figure was contested before */
export const insertContest = async (manager: EntityManager, { event, lot, figure }: ContestRow): Promise<boolean> => {
  const rows = await manager.query<unknown[]>(
    'insert into gold_contest (event, lot, figure) values ($1, $2, $3) on conflict do nothing returning event',
    [event, lot, figure],
  );
  return rows.length > 0;
};

export const findContest = async (manager: EntityManager, event: string): Promise<ContestRow | undefined> =>
  (await manager.query<ContestRow[]>('select event, lot, figure from gold_contest where event = $1', [event]))[0];

/** Of a lot, one a person at most. */
export const contestsOf = async (manager: EntityManager, lot: string): Promise<readonly ContestRow[]> =>
  await manager.query<ContestRow[]>('select event, lot, figure from gold_contest where lot = $1 order by event', [lot]);

/** @returns false where this key has decided */
export const insertDecision = async (manager: EntityManager, contest: string, key: string, event: string): Promise<boolean> => {
  const rows = await manager.query<unknown[]>(
    'insert into gold_decision (contest, key, event) values ($1, $2, $3) on conflict do nothing returning event',
    [contest, key, event],
  );
  return rows.length > 0;
};

/** Ids of the decisions over these contests, by contest. */
export const decisionsOver = async (
  manager: EntityManager,
  contests: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await manager.query<{ contest: string; event: string }[]>(
    'select contest, event from gold_decision where contest = any($1) order by event',
    [[...contests]],
  );
  const grouped = Map.groupBy(rows, ({ contest }) => contest);
  return new Map([...grouped].map(([contest, own]) => [contest, own.map(({ event }) => event)]));
};

export const insertBox = async (manager: EntityManager, contest: string, key: string, sealed: Uint8Array): Promise<void> => {
  await manager.query('insert into gold_box (contest, key, sealed) values ($1, $2, $3) on conflict do nothing', [
    contest,
    key,
    Buffer.from(sealed),
  ]);
};

export interface BoxRow {
  readonly contest: string;
  readonly sealed: Uint8Array;
}

/** For these keys, behind a contest's id. */
export const boxesFor = async (
  manager: EntityManager,
  keys: readonly string[],
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly BoxRow[]> =>
  await manager.query<BoxRow[]>('select contest, sealed from gold_box where key = any($1) and contest > $2 order by contest limit $3', [
    [...keys],
    after,
    limit,
  ]);

/** About these figures. */
export const contestsAbout = async (manager: EntityManager, figures: readonly string[]): Promise<readonly ContestRow[]> =>
  await manager.query<ContestRow[]>('select event, lot, figure from gold_contest where figure = any($1)', [[...figures]]);
