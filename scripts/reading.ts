import * as fs from 'node:fs';
import * as path from 'node:path';
import { ALL_CORPORA } from '../test/bench/detection/sets.ts';
import { learn } from '../test/bench/detection/reading/learn.ts';

/** Writes the weights by which names and addresses are read again: `node scripts/reading.ts`. The same at every run; a test compares. */
const FILE = path.resolve(import.meta.dirname, '../policies/classification/reading.json');
fs.writeFileSync(FILE, `${JSON.stringify(learn(ALL_CORPORA))}\n`);
