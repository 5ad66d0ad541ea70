import { countPoints } from './code-points.ts';
import { foldValue } from './fold.ts';
import { isHan, patternAt, patternOf, type Pattern } from './pattern.ts';

/** Surnames of two characters; any other one has one. */
const DOUBLE_SURNAMES = new Set(
  (
    '欧阳 司马 上官 诸葛 司徒 东方 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 南宫 独孤 端木 百里 东郭 闻人 呼延 轩辕 拓跋 赫连 澹台 濮阳 太叔 申屠 仲孙 ' +
    '钟离 鲜于 闾丘 司空 亓官 漆雕 公冶 公羊 西门 东门 左丘 梁丘 完颜 纳兰 万俟 淳于 单于 即墨 达奚'
  ).split(' '),
);
const DOTS = /[·•‧・･.．]/u;
/** A part of a dotted name that is a name by itself. */
const SHORTEST_PART = 3;
/** Longer undotted names are no surname with a given name. */
const LONGEST_SPLIT = 4;

const parted = (folded: string): readonly Pattern[] => {
  const points = Array.from(folded);
  if (points.length === 1) return [patternAt(folded, 'titled'), patternAt(folded, 'alone')];
  if (points.length > LONGEST_SPLIT) return [];
  const two = points.slice(0, 2).join('');
  const surname = points.length > 2 && DOUBLE_SURNAMES.has(two) ? two : (points[0] ?? '');
  const given = folded.slice(surname.length);
  return [patternAt(surname, 'titled'), patternAt(given, countPoints(given) > 1 ? 'titled' : 'titled-start')];
};

const dotted = (name: string): readonly Pattern[] => {
  const parts = name.split(DOTS).map(foldValue).filter(isHan);
  return parts.flatMap((part) => (countPoints(part) >= SHORTEST_PART ? patternOf(part) : [patternAt(part, 'titled')]));
};

/**
 * A name whole; of one in ideographs also surname or given name before a title (`张先生`, `晓明老师`); of one with dots also each part of
 * three and more characters. A name of one character only before a title, or where nothing touches it: the character is a word elsewhere.
 */
export const namePatterns = (name: string): readonly Pattern[] => {
  const folded = foldValue(name);
  if (!isHan(folded)) return patternOf(folded);
  return [...patternOf(folded), ...(DOTS.test(name) ? dotted(name) : parted(folded))];
};
