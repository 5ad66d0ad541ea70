import type { Answer, Result } from '../../labeling/result.ts';

/** What a scripted labeller recognises; a real one reads. */
const ELEMENTS: readonly { readonly label: string; readonly pattern: RegExp }[] = [
  { label: '牵头部门', pattern: /市(?:委)?[\u4e00-\u9fff]{1,6}?(?:局|委|办|集团)(?=(?:、市[\u4e00-\u9fff]{1,8})*牵头)/gu },
  { label: '时间', pattern: /20[0-9]{2}年/gu },
  { label: '数值', pattern: /[0-9]+(?:亿元|家|个|%)/gu },
];

const NATURES: readonly { readonly choice: string; readonly pattern: RegExp }[] = [
  { choice: '布局', pattern: /布局|“[19X]”/u },
  { choice: '目标', pattern: /主线|到2027年，建成/u },
  { choice: '保障', pattern: /保障|财政金融|资金/u },
];

const codePoints = (text: string): number => Array.from(text).length;

const spansOf = (text: string): Answer[] => {
  const found = ELEMENTS.flatMap(({ label, pattern }) =>
    [...text.matchAll(pattern)].map((match) => {
      const start = codePoints(text.slice(0, match.index));
      return { label, start, end: start + codePoints(match[0]) };
    }),
  ).toSorted((a, b) => a.start - b.start);
  let reach = 0;
  return found.flatMap(({ label, start, end }) => {
    if (start < reach) return [];
    reach = end;
    return [{ type: 'labels', from_name: 'elements', to_name: 'clause', value: { start, end, labels: [label] } } satisfies Answer];
  });
};

/** A scripted labeller's answers about a clause; offsets are Unicode code points, end exclusive. */
export const labelClause = (text: string): Result => {
  const choice = NATURES.find(({ pattern }) => pattern.test(text))?.choice ?? '任务';
  return [...spansOf(text), { type: 'choices', from_name: 'nature', to_name: 'clause', value: { choices: [choice] } }];
};
