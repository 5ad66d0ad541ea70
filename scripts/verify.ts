// Offline: reads two files and prints; no network, no database.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { DomainError } from '../common/errors.ts';
import { parseConfiguration } from '../labeling/configuration.ts';
import { parseResult, verifyResult } from '../labeling/result.ts';
import { decideDelivery } from '../policies/levels/delivery.ts';
import { verifyEvidence } from '../provenance/evidence/verifier.ts';
import { parseAnyPolicy, type LogPolicy } from '../provenance/log/policy.ts';
import { judgeLog, readAccusation } from '../provenance/log/ruling.ts';
import { presentVerification, type Language } from './verify/report.ts';

const USAGE = 'npm run verify -- BUNDLE [--policy FILE] [--json] [--lang zh|en]';
const EXIT = { verified: 0, proven: 0, failed: 1, unanchored: 3 } as const;

const stopWith = (sentence: string): never => {
  console.error(sentence);
  process.exit(2);
};

/** Where npm was called, not the package's folder. */
const CALLED_FROM = process.env['INIT_CWD'] ?? process.cwd();

const read = (file: string): Uint8Array => {
  try {
    return fs.readFileSync(path.resolve(CALLED_FROM, file));
  } catch (error) {
    return stopWith(`Cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
};

const readPolicy = (file: string): LogPolicy => {
  try {
    return parseAnyPolicy(new TextDecoder().decode(read(file)));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return stopWith(`${file} is not a policy: ${error.message}`);
  }
};

interface Call {
  readonly file: string;
  readonly policy: LogPolicy | undefined;
  readonly json: boolean;
  readonly lang: Language;
}

const toLanguage = (given: string | undefined): Language => {
  if (given === 'zh' || given === 'en') return given;
  if (given !== undefined) return stopWith(`--lang zh or en, not ${given}. ${USAGE}`);
  return /^zh/i.test(process.env['LC_ALL'] ?? process.env['LANG'] ?? '') ? 'zh' : 'en';
};

const parseCall = (): Call => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { policy: { type: 'string' }, json: { type: 'boolean' }, lang: { type: 'string' } },
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) return stopWith(`One bundle is expected. ${USAGE}`);
    const policy = values.policy === undefined ? undefined : readPolicy(values.policy);
    return { file, policy, json: values.json === true, lang: toLanguage(values.lang) };
  } catch (error) {
    return stopWith(`${(error as Error).message} ${USAGE}`);
  }
};

const print = (json: boolean, value: unknown, lines: readonly string[]): void =>
  console.log(json ? JSON.stringify(value, undefined, 2) : lines.join('\n'));

const { file, policy, json, lang } = parseCall();
const source = read(file);
const accusation = readAccusation(new TextDecoder().decode(source));
if (accusation !== undefined) {
  if (policy === undefined) stopWith(`Evidence against a log is judged under a policy. ${USAGE}`);
  else {
    const verdict = judgeLog(accusation, policy);
    const sentence = verdict.verdict === 'proven' ? verdict.sentence[lang] : `${verdict.code} ${JSON.stringify(verdict.details)}`;
    print(json, verdict, [`${verdict.verdict}: ${sentence}`]);
    process.exitCode = EXIT[verdict.verdict];
  }
} else {
  const verification = verifyEvidence(
    source,
    {
      policy,
      delivery: decideDelivery,
      fits: (configuration, text, result) => verifyResult(parseConfiguration(configuration), text, parseResult(result)),
    },
    { now: () => performance.now() },
  );
  print(json, verification, presentVerification(verification, lang));
  process.exitCode = EXIT[verification.verdict];
}
