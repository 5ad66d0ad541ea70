import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import type { Check } from '../checks/check.ts';
import { fail } from '../errors.ts';
import { requireFigure, verifyFigures } from '../figures.ts';
import type { FileContext } from './release-files.ts';

const hashOf = (bytes: Uint8Array): string => toHex(sha256(bytes));

const requireBytes = (
  file: string,
  bytes: Uint8Array | undefined,
  stated: { readonly sha256: string; readonly bytes: number } | undefined,
) => {
  const found = bytes && { sha256: hashOf(bytes), bytes: bytes.length };
  if (found?.sha256 !== stated?.sha256 || found?.bytes !== stated?.bytes) fail('manifest-differs', { what: file, stated, expected: found });
};

const verifyLines = ({ lines, parsed, manifest }: FileContext): void => {
  if (lines.length !== manifest.labels.length) fail('line-unlisted', { lines: lines.length, listed: manifest.labels.length });
  for (const [at, line] of parsed().entries()) {
    const { item, event, index, line: hash } = manifest.labels[at] ?? fail('line-unlisted', { at });
    const found = [hashOf(toUtf8(`${lines[at]}\n`)), line.id, line.event, line.index, line.project, line.lot];
    const listed = [hash, item, event, index, manifest.project, manifest.lot];
    const differs = found.findIndex((value, i) => value !== listed[i]);
    if (differs >= 0) fail('line-unlisted', { at, listed: listed[differs], found: found[differs] });
  }
};

const questionsIn = ({ croissant }: FileContext['files']): string =>
  new TextDecoder().decode(croissant ?? fail('figures-differ', { what: 'agreement', reason: 'no croissant.json says what was asked' }));

/** The metadata says of each item what its lines give, and the figures are those of the metadata. */
const verifyConsensus = ({ files, manifest, parsed, redo }: FileContext): void => {
  const stated = manifest.quality?.consensus;
  if (stated === undefined) return;
  const lines = parsed().map(({ id, result }) => ({ item: id, result }));
  const redone = redo.consensus(questionsIn(files), lines);
  for (const [at, { majority, likeliest, ...rows }] of redone.entries()) {
    requireFigure(`consensus/${2 * at}`, stated[2 * at] ?? null, majority);
    const { question, items, moved } = likeliest;
    const other = stated[2 * at + 1];
    const found = other?.method === 'dawid-skene' ? { question: other.question, items: other.items, moved: other.moved } : null;
    requireFigure(`consensus/${2 * at + 1}`, found, { question, items, moved });
    requireFigure(`consensus/${2 * at}/items`, rows.stated, rows.redone);
  }
  requireFigure('consensus', stated.length, 2 * redone.length);
};

/** Lines of one item, in the order of the file. */
const verifyAgreement = ({ files, manifest, parsed, redo }: FileContext): void => {
  if (manifest.quality === undefined) return;
  const items = [...Map.groupBy(parsed(), ({ id }) => id).values()].map((lines) => lines.map(({ result }) => result));
  const redone = redo.agreement(questionsIn(files), items);
  for (const at of Array.from({ length: Math.max(redone.length, manifest.quality.agreement.length) }).keys())
    requireFigure(`agreement/${at}`, manifest.quality.agreement[at] ?? null, redone[at] ?? null);
};

/** In this order. */
export const FILE_CHECKS: readonly Check<FileContext>[] = [
  {
    name: 'data-as-stated',
    what: { zh: 'data.jsonl 就是清单所写的那份', en: 'data.jsonl is the one of the manifest' },
    how: { zh: 'SHA-256、字节数和行数相同', en: 'the same SHA-256, bytes and lines' },
    run: ({ files, manifest, lines }) => {
      requireBytes('data.jsonl', files.data, manifest.data);
      if (lines.length !== manifest.data.lines)
        fail('manifest-differs', { what: 'lines', stated: manifest.data.lines, expected: lines.length });
    },
  },
  {
    name: 'metadata-as-stated',
    what: { zh: 'croissant.json 就是清单所写的那份', en: 'croissant.json is the one of the manifest' },
    how: { zh: 'SHA-256 和字节数相同；清单没有写的，文件夹里也没有', en: 'the same SHA-256 and bytes; none where the manifest names none' },
    run: ({ files, manifest }) => requireBytes('croissant.json', files.croissant, manifest.croissant),
  },
  {
    name: 'each-line-listed',
    what: { zh: '每一行都是清单所列的那一行，顺序相同', en: 'each line is the listed one, in the same order' },
    how: { zh: '逐行读取，比较 SHA-256、条目、记录和账本位置', en: 'read line by line; SHA-256, item, event and log index compared' },
    run: verifyLines,
  },
  {
    name: 'figures-add-up',
    what: { zh: '清单里的计数彼此相符', en: 'the manifest’s counts add up' },
    how: { zh: '按所列的标注重算', en: 'counted anew from the listed labels' },
    run: ({ manifest }) => verifyFigures(manifest),
  },
  {
    name: 'agreement-redone',
    what: { zh: '一致程度就是这些标注给出的', en: 'the figures of agreement are those that the labels give' },
    how: {
      zh: '按清单所写的方法由 data.jsonl 重算，逐项比较；前面各项都通过才算',
      en: 'computed anew from data.jsonl by the stated methods, compared one by one; only where nothing before failed',
    },
    // Every pair of an item's labels is compared: how many there are is bounded by the list and the figures, once the lines are theirs.
    needs: 'earlier',
    run: verifyAgreement,
  },
  {
    name: 'consensus-redone',
    what: { zh: '多人标注的条目合起来的值就是这些标注给出的', en: 'what several labels of an item say together is what they give' },
    how: {
      zh: '多数值由 data.jsonl 重算，与 croissant.json 逐条目比较；Dawid-Skene 的值只核对与多数不同的个数',
      en: 'majorities computed anew from data.jsonl and compared with croissant.json item by item; of Dawid and Skene’s values how many are other ones',
    },
    needs: 'earlier',
    run: verifyConsensus,
  },
];
