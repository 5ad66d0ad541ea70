import type { Answer, Result } from '../../labeling/result.ts';
import { ESTATES, STREETS } from '../hotline/places.ts';

interface Pattern {
  readonly label: string;
  readonly pattern: RegExp;
}

/** What a scripted labeller recognises; a real one reads. */
interface Script {
  /** Name of the text in the configuration. */
  readonly text: string;
  readonly spans: { readonly name: string; readonly patterns: readonly Pattern[] };
  /** The first that fits is chosen. */
  readonly choice: { readonly name: string; readonly patterns: readonly Pattern[]; readonly otherwise: string };
}

const CLAUSE: Script = {
  text: 'clause',
  spans: {
    name: 'elements',
    patterns: [
      { label: '牵头部门', pattern: /市(?:委)?[\u4e00-\u9fff]{1,6}?(?:局|委|办|集团)(?=(?:、市[\u4e00-\u9fff]{1,8})*牵头)/gu },
      { label: '时间', pattern: /20[0-9]{2}年/gu },
      { label: '数值', pattern: /[0-9]+(?:亿元|家|个|%)/gu },
    ],
  },
  choice: {
    name: 'nature',
    patterns: [
      { label: '布局', pattern: /布局|“[19X]”/u },
      { label: '目标', pattern: /主线|到2027年，建成/u },
      { label: '保障', pattern: /保障|财政金融|资金/u },
    ],
    otherwise: '任务',
  },
};

/** She knows her city; the longer of two names that begin alike stands first. */
const PLACES = [...ESTATES, ...STREETS].toSorted((a, b) => b.length - a.length).join('|');

const WORK_ORDER: Script = {
  text: 'order',
  spans: {
    name: 'call-elements',
    patterns: [
      { label: '地点', pattern: new RegExp(`【地址[0-9]+】|${PLACES}`, 'gu') },
      { label: '时长', pattern: /[0-9]+(?:天|次|分钟)|半个多小时/gu },
      { label: '诉求', pattern: /请尽快处理|希望给个准话|盼复|要求书面答复/gu },
    ],
  },
  choice: {
    name: 'call-kind',
    patterns: [
      { label: '催办', pattern: /再次反映|正在协调|没有回音/u },
      { label: '咨询', pattern: /想问|需不需要|要带哪些|咨询/u },
      { label: '不明', pattern: /^.{0,2}$/u },
    ],
    otherwise: '投诉',
  },
};

const codePoints = (text: string): number => Array.from(text).length;

const spansOf = (text: string, { text: to, spans }: Script): Answer[] => {
  const found = spans.patterns
    .flatMap(({ label, pattern }) =>
      [...text.matchAll(pattern)].map((match) => {
        const start = codePoints(text.slice(0, match.index));
        return { label, start, end: start + codePoints(match[0]) };
      }),
    )
    .toSorted((a, b) => a.start - b.start);
  let reach = 0;
  return found.flatMap(({ label, start, end }) => {
    if (start < reach) return [];
    reach = end;
    return [{ type: 'labels', from_name: spans.name, to_name: to, value: { start, end, labels: [label] } } satisfies Answer];
  });
};

const createLabel =
  (script: Script) =>
  (text: string): Result => {
    const { name, patterns, otherwise } = script.choice;
    const choice = patterns.find(({ pattern }) => pattern.test(text))?.label ?? otherwise;
    return [...spansOf(text, script), { type: 'choices', from_name: name, to_name: script.text, value: { choices: [choice] } }];
  };

/** A scripted labeller's answers about a clause of the action plan; offsets are Unicode code points, end exclusive. */
export const labelClause = createLabel(CLAUSE);
/** Her answers about a protected work order. */
export const labelWorkOrder = createLabel(WORK_ORDER);

/** Are these the whole words that she marks so in a work order? */
export const isMarkedInWorkOrder = (label: string, words: string): boolean =>
  WORK_ORDER.spans.patterns.some((one) => one.label === label && words.match(one.pattern)?.[0] === words);
