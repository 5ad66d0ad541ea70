import type { EntityManager } from 'typeorm';
import type { ReleaseFiles, ReleaseManifest } from '../../api/releases.ts';
import { parseJson, toCanonicalJson } from '../../common/canonical-json.ts';

export interface ReleaseStore {
  /** Keeps the files of a release; those that are there stay. */
  keep(release: string, files: ReleaseFiles): Promise<void>;
  manifests(releases: readonly string[]): Promise<ReadonlyMap<string, ReleaseManifest>>;
  /** Those whose files are there. */
  kept(releases: readonly string[]): Promise<ReadonlySet<string>>;
  /** The JSONL file. */
  data(release: string): Promise<Uint8Array | undefined>;
  /** What describes it; absent where none was signed. */
  croissant(release: string): Promise<Uint8Array | undefined>;
}

export const createReleaseStore = (manager: EntityManager): ReleaseStore => ({
  keep: async (release, { manifest, data, croissant }) => {
    await manager.query('insert into release_file (release, manifest, data, croissant) values ($1, $2, $3, $4) on conflict do nothing', [
      release,
      toCanonicalJson(manifest),
      Buffer.from(data, 'utf8'),
      croissant === undefined ? null : Buffer.from(croissant, 'utf8'),
    ]);
  },
  manifests: async (releases) => {
    const rows = await manager.query<{ release: string; manifest: string }[]>(
      'select release, manifest from release_file where release = any($1)',
      [[...releases]],
    );
    return new Map(rows.map(({ release, manifest }) => [release, parseJson(manifest) as unknown as ReleaseManifest]));
  },
  kept: async (releases) => {
    const rows = await manager.query<{ release: string }[]>('select release from release_file where release = any($1)', [[...releases]]);
    return new Set(rows.map(({ release }) => release));
  },
  data: async (release) => {
    const [row] = await manager.query<{ data: Buffer }[]>('select data from release_file where release = $1', [release]);
    return row?.data;
  },
  croissant: async (release) => {
    const [row] = await manager.query<{ croissant: Buffer | null }[]>('select croissant from release_file where release = $1', [release]);
    return row?.croissant ?? undefined;
  },
});
