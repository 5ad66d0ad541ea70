import { expect } from 'chai';
import { detect } from '../../../policies/classification/detect.ts';

const namesIn = (text: string): string[] =>
  detect(text)
    .filter(({ kind }) => kind === 'name')
    .map(({ start, end }) => Array.from(text).slice(start, end).join(''));

/** Food, drugs, brands, beasts and verbs that begin with a surname. */
const NOBODY: readonly string[] = [
  '姜末、青椒和牛腩下锅，加汤汁，再放石斛。',
  '布洛芬、连翘、白芷各一盒，陈皮半斤。',
  '安卓手机、方太油烟机，还有鲁花、金龙鱼。',
  '马自达、凌志、欧宝，报价都在表里。',
  '经省级主管部门批准，和有关单位会商。',
  '毛利率、周转率都要列，满减、白送都算。',
  '石楠、黛青、石绿，三种颜色任选。',
  '线程池、锁屏、哈希，都在第三章。',
  '品名\t规格\t数量\n黄豆酱\t500g\t12',
  '户名、卡号都要填，惠农补贴另行发放。',
  '门岗王师傅请假。',
  '通勤四十分钟，双肺呼吸音粗，余氯合格。',
];
/** Somebody is named among the same words. */
const SOMEBODY: readonly (readonly [text: string, name: string])[] = [
  ['厨师李佳宁切了姜末、青椒和牛腩。', '李佳宁'],
  ['张佳伟：布洛芬、连翘各一盒', '张佳伟'],
];
const PLACES: readonly string[] = ['居住的条件', '居住用公寓', '居住地省级人民政府', '住所地的村民委员会'];

describe('what looks like a name', () => {
  for (const text of NOBODY) it(`names nobody in ${text}`, () => expect(namesIn(text)).to.deep.equal([]));
  for (const [text, name] of SOMEBODY) it(`names ${name} in ${text}`, () => expect(namesIn(text)).to.deep.equal([name]));
  for (const text of PLACES) it(`finds nothing in ${text}`, () => expect(detect(text)).to.deep.equal([]));
});
