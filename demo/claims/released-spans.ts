import * as fs from 'node:fs';
import type { Result } from '../../labeling/result.ts';
import { isMarkedInWorkOrder } from '../walk/scripted-labels.ts';
import { readDerivative } from '../walk/work-orders/rows.ts';
import type { Walk } from '../walk/walk.ts';
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
  /** What somebody cuts out who takes the offsets for UTF-16 units. */
  readonly byUnits: string;
}

/** Cuts every span out of the protected text by code points, as offsets of a result are. */
export const cutSpans = (result: Result, delivered: string): Cut[] => {
  const points = Array.from(delivered);
  return result.flatMap((answer) => {
    if (answer.type !== 'labels') return [];
    const { start, end, labels } = answer.value;
    const [words, before] = [points.slice(start, end), points.slice(0, start)].map((part) => part.join(''));
    return [{ label: labels[0] ?? '', words: words ?? '', before: before ?? '', byUnits: delivered.slice(start, end) }];
  });
};

const TOKEN = /【[^【】]+\d+】/u;
const isToken = (words: string): boolean => TOKEN.exec(words)?.[0] === words;

const isRight = ({ label, words }: Cut): boolean => isMarkedInWorkOrder(label, words);

const cutRelease = async (walk: Walk): Promise<Cut[]> => {
  const rows = await readDerivative(walk, walk.orders);
  const data = fs.readFileSync(outFile(walk, 'release/hotline.jsonl'), 'utf8');
  const lines = data
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  return lines.flatMap((line) => cutSpans(line.result, rows[line.row]?.get('text') ?? ''));
};

/** What somebody who was handed the release finds at its offsets. */
export const RELEASED_SPAN_CLAIMS: readonly Claim[] = [
  {
    name: 'released-offsets-count-code-points',
    says: {
      zh: '在基本平面以外的字符（如表情）之后，交付的起止位置仍按码点数；按 UTF-16 单元去切，切到的是别的字',
      en: 'behind characters beyond the basic plane, such as emoji, released offsets still count code points; cut by UTF-16 units they give other words',
    },
    after: ['sealed-releasing'],
    hold: async (walk) => {
      const behind = (await cutRelease(walk)).filter(({ before }) => /[\u{10000}-\u{10ffff}]/u.test(before));
      const right = behind.filter(isRight).length;
      const others = behind.filter((cut) => !isRight({ ...cut, words: cut.byUnits })).length;
      return requireThat(
        behind.length > 0 && right === behind.length && others === behind.length,
        `${behind.length} spans behind such a character: ${right} right by code points, ${behind.length - others} by UTF-16 units`,
      );
    },
  },
  {
    name: 'released-spans-cut-what-was-marked',
    says: {
      zh: '按交付文件里的起止位置（Unicode 码点）切去标识后的原文，得到的正是标注员标出的词语，整个记号也在内',
      en: 'cut out of its protected text by its offsets (Unicode code points), each released span is what was marked, whole tokens among them',
    },
    after: ['sealed-releasing'],
    hold: async (walk) => {
      const cuts = await cutRelease(walk);
      const wrong = cuts.filter((cut) => !isRight(cut));
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
