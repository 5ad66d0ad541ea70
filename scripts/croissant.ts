// A release's folder (croissant.json, data.jsonl), validated and loaded by mlcroissant.
import * as path from 'node:path';
import { checkRelease, installMlcroissant } from './croissant/mlcroissant.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: npm run croissant -- FOLDER');
  process.exitCode = 2;
} else {
  const missing = installMlcroissant();
  const { ok, said } = missing === undefined ? checkRelease(path.resolve(folder)) : { ok: false, said: missing };
  console.log(said.trim());
  process.exitCode = ok ? 0 : 1;
}
