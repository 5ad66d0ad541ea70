import { expect } from 'chai';
import { detect } from '../../../policies/classification/detect.ts';

const addressesIn = (text: string): string[] =>
  detect(text)
    .filter(({ kind }) => kind === 'address')
    .map(({ start, end }) => Array.from(text).slice(start, end).join(''));

/** Text, the address in it. */
const BEGINNINGS: readonly (readonly [text: string, address: string])[] = [
  ['已派人核验江苏省淮安市淮安区漕运路8号2栋301室', '江苏省淮安市淮安区漕运路8号2栋301室'],
  ['物业称源头系淮安市清江浦区漕运路8号2栋301室', '淮安市清江浦区漕运路8号2栋301室'],
  ['双鞋能发南京鼓楼区漕运路8号2栋301室', '南京鼓楼区漕运路8号2栋301室'],
  ['网格员逐户走访郑州市二七区漕运路8号2栋301室', '郑州市二七区漕运路8号2栋301室'],
  ['核对漕运家园8号楼1单元302室漏水', '漕运家园8号楼1单元302室'],
  ['有人敲开漕运湾8幢1单元602的门', '漕运湾8幢1单元602'],
  ['麻烦看一下漕运湾8幢1单元602', '漕运湾8幢1单元602'],
  ['楼上解放路8号3单元201室漏水', '解放路8号3单元201室'],
  ['去建设路8号院2号楼3单元401', '建设路8号院2号楼3单元401'],
  ['收件人林晓芸，西吉县将台堡镇漕运村3组', '西吉县将台堡镇漕运村3组'],
];
const ENDS: readonly (readonly [text: string, address: string])[] = [
  ['住淮安区漕运路8号内4号，', '淮安区漕运路8号内4号'],
  ['住淮安区漕运路8号之17首层，', '淮安区漕运路8号之17首层'],
  ['住淮安区漕运路8号之一203房，', '淮安区漕运路8号之一203房'],
  ['住淮安区漕运路8号2栋3梯501房，', '淮安区漕运路8号2栋3梯501房'],
  ['住淮安区漕运路8号锦天格2期3栋501室，', '淮安区漕运路8号锦天格2期3栋501室'],
  ['住东莞市长安镇漕运屋3巷8号2楼，', '东莞市长安镇漕运屋3巷8号2楼'],
  ['住曹县大集镇丁楼村8号，', '曹县大集镇丁楼村8号'],
  ['[林晓芸] a.b@example.com / 淮安市清江浦区漕运路8号2栋301室', '淮安市清江浦区漕运路8号2栋301室'],
  ['13800138000 / 漕运路8号', '漕运路8号'],
];
/** Somebody is named near the first three. */
const NEAR_SOMEBODY: readonly (readonly [text: string, address: string])[] = [
  ['民警在淮安市金湖县银涂镇漕运村3组找到了李佳宁', '淮安市金湖县银涂镇漕运村3组'],
  ['李佳宁把车停在淮安市清江浦区漕运路8号旁边', '淮安市清江浦区漕运路8号'],
  ['李佳宁搬离了淮安市金湖县银涂镇漕运村', '淮安市金湖县银涂镇漕运村'],
];
const NONE: readonly string[] = [
  '民警在淮安市金湖县银涂镇漕运村3组巡查',
  '淮安市金湖县银涂镇漕运村开展了志愿服务',
  '淮安市清江浦区漕运路8号旁边积水',
  '本市江苏省会南京鼓楼区',
  '更新县志2栋',
];

describe('addresses in free text', () => {
  for (const [text, address] of [...BEGINNINGS, ...ENDS, ...NEAR_SOMEBODY])
    it(`finds ${address} in ${text}`, () => expect(addressesIn(text)).to.deep.equal([address]));
  for (const text of NONE) it(`finds none in ${text}`, () => expect(addressesIn(text)).to.deep.equal([]));

  it('takes two addresses that a word joins for two', () => {
    expect(addressesIn('从江苏省淮安市漕运路8号2栋301室迁到浙江省杭州市漕运街9号3栋402室')).to.deep.equal([
      '江苏省淮安市漕运路8号2栋301室',
      '浙江省杭州市漕运街9号3栋402室',
    ]);
  });

  it('takes time in proportion to the text, however it repeats', () => {
    for (const unit of ['江苏省淮安市', '南京', '核对', '村', '一下', '淮安区1号', '敲开漕运湾1栋']) {
      const began = performance.now();
      detect(unit.repeat(100_000 / unit.length));
      expect(performance.now() - began, unit).to.be.lessThan(2000);
    }
  });
});
