import type { Adapter, Stored } from 'oidc-provider';
import { EntitySchema, LessThan, type DataSource } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import { integer } from '../columns.ts';

interface ArtifactRow {
  kind: string;
  id: string;
  payload: Stored;
  uid: string | null;
  account: string | null;
  grantId: string | null;
  consumedAt: number | null;
  expiresAt: number | null;
}

export const artifactSchema = new EntitySchema<ArtifactRow>({
  name: 'oidc_artifact',
  columns: {
    kind: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    // Text, since PostgreSQL's JSON types refuse U+0000, which anybody may send in a parameter.
    payload: {
      type: 'text',
      transformer: { to: (value: Stored) => JSON.stringify(value), from: (text: string) => JSON.parse(text) as Stored },
    },
    uid: { type: 'text', nullable: true },
    account: { type: 'text', nullable: true },
    grantId: { name: 'grant_id', type: 'text', nullable: true },
    consumedAt: { name: 'consumed_at', nullable: true, ...integer },
    expiresAt: { name: 'expires_at', nullable: true, ...integer },
  },
});

/** The login that an artifact speaks of, so that it can be erased. */
const accountIn = ({ accountId, session, result }: Stored): string | null =>
  accountId ?? result?.login?.accountId ?? session?.accountId ?? null;

export interface ArtifactStore {
  /** The identity provider's store of one kind of artifact: all kinds lie in one table. */
  adapter(kind: string): Adapter;
  /** Drops whatever speaks of a login. */
  erase(login: string): Promise<void>;
  /** Drops what has expired. */
  sweep(): Promise<void>;
}

export const createArtifactStore = (database: DataSource, clock: Clock): ArtifactStore => {
  const rows = database.getRepository(artifactSchema);
  const present = (row: ArtifactRow | null): Stored | undefined => {
    if (row === null || (row.expiresAt !== null && row.expiresAt <= clock())) return undefined;
    return { ...row.payload, ...(row.consumedAt !== null && { consumed: Math.floor(row.consumedAt / 1000) }) };
  };
  const adapter = (kind: string): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      const { uid = null, grantId = null } = payload;
      const expiresAt = expiresIn === undefined ? null : clock() + expiresIn * 1000;
      await rows.upsert({ kind, id, payload, uid, grantId, expiresAt, account: accountIn(payload) } as object, ['kind', 'id']);
    },
    find: async (id) => present(await rows.findOneBy({ kind, id })),
    findByUid: async (uid) => present(await rows.findOneBy({ kind, uid })),
    // No device flow, so no user codes.
    findByUserCode: () => Promise.resolve(undefined),
    consume: async (id) => {
      await rows.update({ kind, id }, { consumedAt: clock() });
    },
    destroy: async (id) => {
      await rows.delete({ kind, id });
    },
    revokeByGrantId: async (grantId) => {
      await rows.delete({ grantId });
    },
  });
  return {
    adapter,
    erase: async (login) => {
      await rows.delete({ account: login });
    },
    sweep: async () => {
      await rows.delete({ expiresAt: LessThan(clock()) });
    },
  };
};
