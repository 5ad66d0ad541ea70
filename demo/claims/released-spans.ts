import * as fs from 'node:fs';
import type { Result } from '../../labeling/result.ts';
import { isMarkedInWorkOrder } from '../walk/scripted-labels.ts';
import { readDerivative } from '../walk/work-orders/rows.ts';
import { requireThat, type Claim } from './claim.ts';
import { outFile } from './files.ts';

interface Line {
  readonly row: number;
  readonly result: Result;
}

/** A span of the release, and what stands there in the protected text. */
interface Cut {
  readonly label: string;
  readonly words: string;
  /** What stands before it. */
  readonly before: string;
}

/** Cuts every span out of the protected text by code points, as offsets of a result are. */
export const cutSpans = (result: Result, delivered: string): Cut[] => {
  const points = Array.from(delivered);
  return result.flatMap((answer) => {
    if (answer.type !== 'labels') return [];
    const { start, end, labels } = answer.value;
    return [{ label: labels[0] ?? '', words: points.slice(start, end).join(''), before: points.slice(0, start).join('') }];
  });
};

const TOKEN = /【[^【】]+\d+】/u;
const isToken = (words: string): boolean => TOKEN.exec(words)?.[0] === words;

/** What somebody who was handed the release finds at its offsets. */
export const RELEASED_SPAN_CLAIMS: readonly Claim[] = [
  {
    name: 'released-spans-cut-what-was-marked',
    says: {
      zh: '按交付文件里的起止位置（Unicode 码点）切去标识后的原文，得到的正是标注员标出的词语，整个记号也在内',
      en: 'cut out of its protected text by its offsets (Unicode code points), each released span is what was marked, whole tokens among them',
    },
    after: ['sealed-releasing'],
    hold: async (walk) => {
      const rows = await readDerivative(walk, walk.orders);
      const data = fs.readFileSync(outFile(walk, 'release/hotline.jsonl'), 'utf8');
      const lines = data
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line);
      const cuts = lines.flatMap((line) => cutSpans(line.result, rows[line.row]?.get('text') ?? ''));
      const wrong = cuts.filter(({ label, words }) => !isMarkedInWorkOrder(label, words));
      const tokens = cuts.filter(({ words }) => isToken(words)).length;
      // There the offsets of the source are others.
      const behind = cuts.filter(({ before }) => TOKEN.test(before)).length;
      return requireThat(
        wrong.length === 0 && tokens > 0 && behind > 0,
        `${cuts.length} spans, ${tokens} of them tokens, ${behind} behind one; ${wrong.length} cut something else`,
      );
    },
  },
];
