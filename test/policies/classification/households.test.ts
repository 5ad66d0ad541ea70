import { expect } from 'chai';
import { detect } from '../../../policies/classification/detect.ts';

const foundIn = (text: string): string[] =>
  detect(text).map(({ kind, start, end }) => `${kind} ${Array.from(text).slice(start, end).join('')}`);

/** A place, and what tells whose it is. */
const CASES: readonly (readonly [text: string, found: readonly string[]])[] = [
  ['漕运路22号门前大树要倒了。', []],
  ['就我们漕运路22号这一段，一下雨就成河。', ['address 漕运路22号']],
  ['翠竹苑3栋2单元501漏水。', ['address 翠竹苑3栋2单元501']],
  ['不动产登记中心由漕运路66号迁至健康西路18号，请市民注意。', []],
  ['生产商：某某食品有限公司，厂址：漕运路8号。', []],
  ['会议地点在翠竹大厦3栋501室，请准时。', []],
  // Somebody near makes it somebody's, whatever else the words say.
  ['李佳宁在翠竹大厦3栋501室开会。', ['name 李佳宁', 'address 翠竹大厦3栋501室']],
  ['会议地点在翠竹大厦3栋501室，请致电13800138000。', ['address 翠竹大厦3栋501室', 'mobile 13800138000']],
];

describe('whose a place is', () => {
  for (const [text, found] of CASES)
    it(`finds ${found.join(', ') || 'nothing'} in ${text}`, () => expect(foundIn(text)).to.deep.equal(found));

  it('takes no common word for a whole name, and no name off an address that it stands beside', () => {
    expect(foundIn('父亲常年在外打工，由祖母照看。')).to.deep.equal([]);
    expect(foundIn('清江浦区漕运路8号2栋301室李佳宁收')).to.deep.equal(['address 清江浦区漕运路8号2栋301室', 'name 李佳宁']);
  });
});
