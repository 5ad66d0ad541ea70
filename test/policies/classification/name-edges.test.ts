import { expect } from 'chai';
import { detect } from '../../../policies/classification/detect.ts';

const namesIn = (text: string): string[] =>
  detect(text)
    .filter(({ kind }) => kind === 'name')
    .map(({ start, end }) => Array.from(text).slice(start, end).join(''));

/** Text, whom it names. */
const CASES: readonly (readonly [text: string, names: readonly string[]])[] = [
  // A word begins with what could be a given character.
  ['快件由林达签收。', ['林达']],
  ['报警人赵宇称，电动车被盗', ['赵宇']],
  ['顾客王敏拒收，已退回', ['王敏']],
  ['王敏托我问问', ['王敏']],
  ['值班表：周一王敏，周二赵宇', ['王敏', '赵宇']],
  ['甲、王敏，住所同上；乙、赵宇，住所同上', ['王敏', '赵宇']],
  // The surname is an everyday word.
  ['明儿房晓燕生日', ['房晓燕']],
  // A name that is a word too, between what somebody is called by and what somebody does.
  ['来信人高峰反映路灯不亮', ['高峰']],
  // The whole of a field beside somebody's number.
  ['320801200010150020；祝捷；13800138000', ['祝捷']],
  // Traditional characters.
  ['聯繫人：張麗芬', ['張麗芬']],
  ['陳國強反映路灯不亮', ['陳國強']],
  ['户名鄭偉，卡号不明', ['鄭偉']],
  // An office of two words, and what somebody is called by.
  ['会上，林达副主任发言', ['林达']],
  ['门卫阿依古丽·麦麦提代签', ['阿依古丽·麦麦提']],
  ['六（3）班阿依古丽·麦麦提同学', ['阿依古丽·麦麦提']],
  // Amounts, times and what a card ends with.
  ['捐款：李佳宁三百元，赵宇二百元', ['李佳宁', '赵宇']],
  ['离职证明：赵宇自2018年6月至今', ['赵宇']],
  ['携女儿赵宇敬邀', ['赵宇']],
  // Names by their sound.
  ['监护人：尼玛·多杰，', ['尼玛·多杰']],
  ['联系人：吉克惹呷', ['吉克惹呷']],
  ['证人阿依古丽·麦麦提出庭作证', ['阿依古丽·麦麦提']],
  ['阿依古丽·麦麦提人在家', ['阿依古丽·麦麦提']],
  ['让·皮埃尔·马丁来电', ['让·皮埃尔·马丁']],
  ['联系人：扎西群培', ['扎西群培']],
  ['安德烈·科瓦连科托我问问', ['安德烈·科瓦连科']],
];
const NOBODY: readonly string[] = [
  '白天都在家，晚上也在',
  '320801200010150020；高中；13800138000',
  '13800138000,和平区,安装,全款',
  '明天房租到期',
  '甲、乙双方签字，丙、丁各执一份',
  '世界读书日·连续三年',
];

describe('edges of names', () => {
  for (const [text, names] of CASES) it(`names ${names.join(', ')} in ${text}`, () => expect(namesIn(text)).to.deep.equal(names));
  for (const text of NOBODY) it(`names nobody in ${text}`, () => expect(namesIn(text)).to.deep.equal([]));
});
