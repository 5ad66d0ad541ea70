import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { toCanonicalJson } from '../../common/canonical-json.ts';
import { writeWhole } from '../runtime/files.ts';
import type { PreparedRelease } from './store.ts';

/**
 * `<folder>/release/<id>/{data.jsonl, croissant.json, manifest.json}`: exactly the bytes that are hashed, so that `sha256sum` gives what the owner signs.
 */
export const writeReleaseFiles = async (
  folder: string,
  { id, manifest, data, croissant }: Pick<PreparedRelease, 'id' | 'manifest' | 'data' | 'croissant'>,
): Promise<void> => {
  const place = path.join(folder, 'release', id);
  await fs.mkdir(place, { recursive: true });
  await writeWhole(path.join(place, 'data.jsonl'), data);
  if (croissant !== undefined) await writeWhole(path.join(place, 'croissant.json'), croissant);
  await writeWhole(path.join(place, 'manifest.json'), toCanonicalJson(manifest));
};
