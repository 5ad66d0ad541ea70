// Writes the offline verifier, one HTML file that asks nobody, and prints the hash by which others recognise it.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { createVerifierPage, hashOf } from './verifier/page.ts';

const USAGE = 'npm run verifier [-- --out FILE]';
/** Where npm was called, not the package's folder. */
const CALLED_FROM = process.env['INIT_CWD'] ?? process.cwd();

const stopWith = (sentence: string): never => {
  console.error(sentence);
  process.exit(2);
};

const parseCall = (): string => {
  try {
    const { out } = parseArgs({ options: { out: { type: 'string' } } }).values;
    return out === undefined ? path.resolve(import.meta.dirname, '../dist/verifier.html') : path.resolve(CALLED_FROM, out);
  } catch (error) {
    return stopWith(`${(error as Error).message} ${USAGE}`);
  }
};

const write = (file: string, page: string): void => {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, page);
  } catch (error) {
    stopWith(`Cannot write ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
};

const out = parseCall();
const page = await createVerifierPage();
write(out, page);
console.log(`wrote ${out}, ${Buffer.byteLength(page)} bytes`);
console.log(`sha256 ${hashOf(page, 'hex')}`);
