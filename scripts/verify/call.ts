import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { DomainError } from '../../common/errors.ts';
import { parseAnyPolicy, type LogPolicy } from '../../provenance/log/policy.ts';
import type { Language } from './report.ts';

/** Ends the process: bad usage, or a file that cannot be opened. */
export const stopWith = (sentence: string): never => {
  console.error(sentence);
  process.exit(2);
};

/** Where npm was called, not the package's folder. */
export const CALLED_FROM = process.env['INIT_CWD'] ?? process.cwd();

export const readFile = (file: string): Uint8Array => {
  try {
    return fs.readFileSync(path.resolve(CALLED_FROM, file));
  } catch (error) {
    return stopWith(`Cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
};

const readPolicy = (file: string): LogPolicy => {
  try {
    return parseAnyPolicy(new TextDecoder().decode(readFile(file)));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return stopWith(`${file} is not a policy: ${error.message}`);
  }
};

export interface Call {
  readonly file: string;
  readonly policy: LogPolicy | undefined;
  readonly json: boolean;
  readonly lang: Language;
}

const toLanguage = (given: string | undefined, usage: string): Language => {
  if (given === 'zh' || given === 'en') return given;
  if (given !== undefined) return stopWith(`--lang zh or en, not ${given}. ${usage}`);
  return /^zh/i.test(process.env['LC_ALL'] ?? process.env['LANG'] ?? '') ? 'zh' : 'en';
};

/** One file, and under which policy it is judged. Ends the process where that is not what was given. */
export const parseCall = (what: string, usage: string): Call => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { policy: { type: 'string' }, json: { type: 'boolean' }, lang: { type: 'string' } },
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) return stopWith(`One ${what} is expected. ${usage}`);
    const policy = values.policy === undefined ? undefined : readPolicy(values.policy);
    return { file, policy, json: values.json === true, lang: toLanguage(values.lang, usage) };
  } catch (error) {
    return stopWith(`${(error as Error).message} ${usage}`);
  }
};

export const print = (json: boolean, value: unknown, lines: readonly string[]): void =>
  console.log(json ? JSON.stringify(value, undefined, 2) : lines.join('\n'));
