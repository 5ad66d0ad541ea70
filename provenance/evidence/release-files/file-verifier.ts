import { DomainError } from '../../../common/errors.ts';
import type { Check, Sentence } from '../checks/check.ts';
import { parseLine } from '../line.ts';
import { manifestHash, type Manifest } from '../manifest.ts';
import { runChecks, type CheckResult } from '../run-checks.ts';
import { FILE_CHECKS } from './file-checks.ts';
import { readManifest, type FileContext, type Redo, type ReleaseFileBytes } from './release-files.ts';

export interface FileVerification {
  /** `consistent`: with the manifest, of which a verified bundle says whether the owner signed it. */
  readonly verdict: 'consistent' | 'failed';
  /** Name of the first check that failed. */
  readonly failed?: string;
  readonly checks: readonly CheckResult[];
  /** Unless it failed; the hash as the owner signs it, hex. */
  readonly shown?: { readonly manifest: Manifest; readonly hash: string };
  /** What the files do not show. */
  readonly notShown: readonly Sentence[];
}

const READABLE = {
  name: 'manifest-readable',
  what: { zh: 'manifest.json 是一份交付清单', en: 'manifest.json is the manifest of a release' },
  how: { zh: '按封闭的结构读取：方法不认得的不收', en: 'read by a closed schema, which takes no unknown method' },
} as const;

const NOT_SHOWN: readonly Sentence[] = [
  {
    zh: '所有方签了这份清单：核验其中任一行的证据包，看其 manifest-hash 和这里的散列',
    en: 'that the owner signed this manifest: verify the bundle of one of its lines, and compare the hash that it holds with this one',
  },
  {
    zh: '账本所记的数：打不开的标注、质检的结果和没有标注的条目，以账本为准',
    en: 'what is said of the log: unreadable labels, the inspection, and why an item has no label; who has the log compares them',
  },
  {
    zh: '按 Dawid 和 Skene 的方法得出的值：要知道哪些标注出自同一人，文件里没有写；所有方的连接器算得，所有方签名',
    en: 'the values by the method of Dawid and Skene: it takes who made which label, which no file says; the owner’s connector computed them, and the owner signed',
  },
  {
    zh: '所问的问题就是任务所问的：croissant.json 是所有方的连接器写的',
    en: 'that what was asked is all of the task: the owner’s connector wrote croissant.json',
  },
];

const linesOf = (data: Uint8Array): readonly string[] => {
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(data).split('\n');
  // A last line without its LF stays one too many or another than the listed one.
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

export interface VerifyFilesOptions {
  /** Other checks than all: for showing that each is needed. */
  readonly checks?: readonly Check<FileContext>[];
  /** A running number of milliseconds, for the durations. */
  readonly now?: () => number;
}

/**
 * Redoes what a release's files allow: hashes, counts and figures. Never throws for what the files hold: what is wrong with them is a failed check.
 */
export const verifyReleaseFiles = (
  files: ReleaseFileBytes,
  redo: Redo,
  { checks: table = FILE_CHECKS, now }: VerifyFilesOptions = {},
): FileVerification => {
  try {
    const manifest = readManifest(files.manifest);
    const lines = linesOf(files.data);
    const results = runChecks({ files, manifest, lines, parsed: () => lines.map(parseLine), redo }, { checks: table, now });
    const checks = [{ ...READABLE, result: 'passed' as const }, ...results];
    const failed = results.find(({ result }) => result === 'failed')?.name;
    if (failed !== undefined) return { verdict: 'failed', failed, checks, notShown: NOT_SHOWN };
    return { verdict: 'consistent', checks, shown: { manifest, hash: manifestHash(manifest) }, notShown: NOT_SHOWN };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const unreadable: CheckResult = { ...READABLE, result: 'failed', code: error.code, details: error.details };
    return { verdict: 'failed', failed: READABLE.name, checks: [unreadable], notShown: NOT_SHOWN };
  }
};
