import type { EntityManager } from 'typeorm';
import type { ReleaseManifest } from '../../api/releases.ts';

/** A release as it was assembled. */
export interface PreparedRelease {
  readonly id: string;
  readonly lot: string;
  readonly manifest: ReleaseManifest;
  /** SHA-256 of the manifest's canonical bytes, hex. */
  readonly manifestHash: string;
  readonly data: string;
  /** Absent where it was assembled before there was any. */
  readonly croissant?: string;
  /** Id of the command that asked for it. */
  readonly command: string;
  /** The gateway has its files. */
  readonly uploaded: boolean;
}

export interface ReleaseStore {
  find(id: string): Promise<PreparedRelease | undefined>;
  /** Whose files the gateway does not have; without their data. */
  waiting(): Promise<readonly { readonly id: string; readonly manifestHash: string; readonly dataHash: string }[]>;
  insert(release: Omit<PreparedRelease, 'uploaded'>): Promise<void>;
  markUploaded(id: string): Promise<void>;
}

interface Row {
  readonly id: string;
  readonly lot: string;
  readonly manifest: string;
  readonly manifest_hash: string;
  readonly data_hash: string;
  readonly data: string;
  readonly croissant: string | null;
  readonly command: string;
  readonly uploaded: boolean;
}

const INSERT =
  'insert into release (id, lot, manifest, manifest_hash, data_hash, data, croissant, command) values ($1, $2, $3, $4, $5, $6, $7, $8)';

export const createReleaseStore = (manager: EntityManager): ReleaseStore => ({
  find: async (id) => {
    const [row] = await manager.query<Row[]>('select * from release where id = $1', [id]);
    if (row === undefined) return undefined;
    const { lot, data, command, uploaded } = row;
    const manifest = JSON.parse(row.manifest) as ReleaseManifest;
    const croissant = row.croissant === null ? {} : { croissant: row.croissant };
    return { id, lot, manifest, manifestHash: row.manifest_hash, data, ...croissant, command, uploaded };
  },
  waiting: async () => {
    const rows = await manager.query<Row[]>('select id, manifest_hash, data_hash from release where not uploaded order by id');
    return rows.map(({ id, manifest_hash: manifestHash, data_hash: dataHash }) => ({ id, manifestHash, dataHash }));
  },
  insert: async ({ id, lot, manifest, manifestHash, data, croissant, command }) => {
    await manager.query(INSERT, [id, lot, JSON.stringify(manifest), manifestHash, manifest.data.sha256, data, croissant ?? null, command]);
  },
  markUploaded: async (id) => {
    await manager.query('update release set uploaded = true where id = $1', [id]);
  },
});
