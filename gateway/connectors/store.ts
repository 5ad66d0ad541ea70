import type { DataSource, EntityManager } from 'typeorm';

export interface Heartbeat {
  readonly version: string;
  /** Size of the newest checkpoint that it has verified. */
  readonly size: number;
  /** Verifier key of its witness. */
  readonly cosigner?: string;
}

export interface Seen extends Heartbeat {
  readonly key: string;
  /** Milliseconds. */
  readonly seenAt: number;
}

export interface Command {
  /** Id of its event. */
  readonly event: string;
  /** Certificate of the connector that it is for. */
  readonly connector: string;
  /** Base64. */
  readonly sealed?: string;
}

export interface ConnectorStore {
  beat(key: string, heartbeat: Heartbeat, at: number): Promise<void>;
  seen(keys: readonly string[]): Promise<readonly Seen[]>;
  command(event: string): Promise<Command | undefined>;
  /** Ids of the events of unanswered commands, oldest first. */
  waiting(connector: string, most: number): Promise<readonly string[]>;
  /** Keeps the first answer; false when there is one. */
  answer(event: string, sealed: string): Promise<boolean>;
}

/** In the transaction that logs the command. */
export const insertCommand = async (
  manager: EntityManager,
  { event, connector, index }: { readonly event: string; readonly connector: string; readonly index: number },
): Promise<void> => {
  await manager.query('insert into command (event, connector, log_index) values ($1, $2, $3)', [event, connector, index]);
};

const BEAT = `insert into connector (key, version, size, cosigner, seen_at) values ($1, $2, $3, $4, $5)
  on conflict (key) do update set version = excluded.version, size = excluded.size, cosigner = excluded.cosigner, seen_at = excluded.seen_at`;

interface Row {
  readonly key: string;
  readonly version: string;
  readonly size: string;
  readonly cosigner: string | null;
  readonly seen_at: string;
}

const toSeen = ({ key, version, size, cosigner, seen_at: at }: Row): Seen => ({
  key,
  version,
  size: Number(size),
  seenAt: Number(at),
  ...(cosigner !== null && { cosigner }),
});

export const createConnectorStore = (database: DataSource): ConnectorStore => ({
  beat: async (key, { version, size, cosigner }, at) => {
    await database.query(BEAT, [key, version, size, cosigner ?? null, at]);
  },
  seen: async (keys) => {
    const rows = await database.query<Row[]>('select key, version, size, cosigner, seen_at from connector where key = any($1)', [
      [...keys],
    ]);
    return rows.map(toSeen);
  },
  command: async (event) => {
    const [row] = await database.query<{ connector: string; sealed: string | null }[]>(
      'select connector, sealed from command where event = $1',
      [event],
    );
    return row && { event, connector: row.connector, ...(row.sealed !== null && { sealed: row.sealed }) };
  },
  waiting: async (connector, most) => {
    const rows = await database.query<{ event: string }[]>(
      'select event from command where connector = $1 and sealed is null order by log_index limit $2',
      [connector, most],
    );
    return rows.map(({ event }) => event);
  },
  answer: async (event, sealed) => {
    const [, changed] = await database.query<[unknown[], number]>('update command set sealed = $2 where event = $1 and sealed is null', [
      event,
      sealed,
    ]);
    return changed === 1;
  },
});
