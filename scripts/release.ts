// Offline: reads a release's folder (manifest.json, data.jsonl, croissant.json), redoes what they allow, and prints; no network, no database.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { REDO } from '../labeling/formats/redo-figures.ts';
import { verifyReleaseFiles } from '../provenance/evidence/release-files/file-verifier.ts';
import { presentFiles } from './release/report.ts';
import { CALLED_FROM, parseCall, print, readFile } from './verify/call.ts';

const USAGE = 'npm run release -- FOLDER [--json] [--lang zh|en]';

const { file: folder, policy, json, lang } = parseCall('folder', USAGE);
if (policy !== undefined) console.error(`A release's files are held to each other, under no policy. ${USAGE}`);
const fileOf = (name: string): string => path.join(folder, name);
const verification = verifyReleaseFiles(
  {
    manifest: readFile(fileOf('manifest.json')),
    data: readFile(fileOf('data.jsonl')),
    croissant: fs.existsSync(path.resolve(CALLED_FROM, fileOf('croissant.json'))) ? readFile(fileOf('croissant.json')) : undefined,
  },
  REDO,
  { now: () => performance.now() },
);
print(json, verification, presentFiles(verification, lang));
process.exitCode = verification.verdict === 'consistent' ? 0 : 1;
