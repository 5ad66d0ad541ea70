import { expect } from 'chai';
import fc from 'fast-check';
import { detect } from '../../../policies/classification/detect.ts';
import { DEVELOPMENT } from '../../bench/detection/corpus.ts';
import { plantedTexts } from '../../bench/detection/texts.ts';
import { processorTimeOf } from '../../support/processor-time.ts';

const foundIn = (text: string, heading?: string): string[] =>
  detect(text, heading === undefined ? {} : { heading }).map(
    ({ kind, start, end }) => `${kind} ${Array.from(text).slice(start, end).join('')}`,
  );

/** Text, what is found in it. */
const CASES: readonly (readonly [text: string, found: readonly string[]])[] = [
  ['身份证３２０８０１２００１０１５００２０', []],
  ['身份证３２０８０１２０００１００１５００２０', []],
  ['身份证３２０８０１２０００１０１５００２０，', ['id-number ３２０８０１２０００１０１５００２０']],
  ['身份证320801 20001015 0020', ['id-number 320801 20001015 0020']],
  ['老身份证320801650912123', ['id-number 320801650912123']],
  ['设备号320801650912123已入库', []],
  ['卡号6222 0210 0111 6243 210', ['bank-card 6222 0210 0111 6243 210']],
  ['流水6222021001116243210', []],
  ['电话（0517）83512345转801', ['landline （0517）83512345转801']],
  ['电话83512345', ['landline 83512345']],
  ['编号83512345', []],
  ['日期电话20240506', []],
  ['拨打0000-83512345', []],
  ['电话138​0013​8000', ['mobile 138​0013​8000']],
  ['版本2.13800138000', []],
  ['编号2026 138 0013 8000 5521', []],
  ['138 0013 8000 139 0013 9000', ['mobile 138 0013 8000', 'mobile 139 0013 9000']],
  ['王女士和李先生都同意', []],
  ['姓名：不详', []],
  ['联系人：张先生', []],
  ['负责人：王经理', []],
  ['与李佳宁、赵旭相识', ['name 李佳宁', 'name 赵旭']],
  ['市民张伟来电，张伟称已等三天', ['name 张伟', 'name 张伟']],
  ['世界读书日·系列活动', []],
  ['居住证住宿住院都要登记', []],
  ['公司地址：健康西路88号', []],
  ['地址：健康西路88号', ['address 健康西路88号']],
  ['健康西路88号门前积水', []],
  ['健康西路88号3栋501室漏水', ['address 健康西路88号3栋501室']],
  ['翠竹苑12-2-301', ['address 翠竹苑12-2-301']],
  ['户籍在淮安市清江浦区', []],
  ['住在淮安区北京路9号', ['address 淮安区北京路9号']],
  ['林晓芸在场，淮安市金湖县银河村3组5号', ['name 林晓芸', 'address 淮安市金湖县银河村3组5号']],
  ['清单如下，淮安市金湖县银河村3组5号', []],
  ['钥匙放健康西路88号3栋501室', ['address 健康西路88号3栋501室']],
  ['在镇江市健康路8号3栋501室漏水', ['address 镇江市健康路8号3栋501室']],
  ['健康西路88号3栋501室 终点翠竹苑2栋301室', ['address 健康西路88号3栋501室', 'address 翠竹苑2栋301室']],
  ['乘坐2号线到翠竹苑', []],
  ['发往石家庄的专线', []],
];

describe('detection in free text', () => {
  for (const [text, found] of CASES)
    it(`finds ${found.join(', ') || 'nothing'} in ${text}`, () => expect(foundIn(text)).to.deep.equal(found));

  it('lets a heading stand before every cell', () => {
    expect(foundIn('320801650912123', '证件号码')).to.deep.equal(['id-number 320801650912123']);
    expect(foundIn('王', '姓名')).to.deep.equal(['name 王']);
    expect(foundIn('未知', '姓名')).to.deep.equal([]);
    for (const heading of ['caller', 'contact_name', 'Customer Name']) expect(foundIn('于洋', heading)).to.deep.equal(['name 于洋']);
    for (const heading of ['text', 'brand', 'filename', 'district']) expect(foundIn('于洋', heading), heading).to.deep.equal([]);
    expect(foundIn('320801650912123', 'id_number')).to.deep.equal(['id-number 320801650912123']);
    expect(foundIn('6222021001116243210', 'card_no')).to.deep.equal(['bank-card 6222021001116243210']);
    expect(foundIn('83512345', 'Phone')).to.deep.equal(['landline 83512345']);
    expect(foundIn('健康西路88号', 'home_address')).to.deep.equal(['address 健康西路88号']);
    expect(foundIn('淮海第一城社区', '家庭住址')).to.deep.equal(['address 淮海第一城社区']);
  });

  it('counts code points, whatever stands before', () => {
    const [finding] = detect('😀👩‍⚕️𠮷13800138000');
    expect(finding).to.include({ kind: 'mobile', start: 6, end: 17 });
  });

  it('gives disjoint findings in order, inside any text', () => {
    const planted = plantedTexts(DEVELOPMENT[0] ?? expect.fail('no corpus'), 1).map(({ text }) => text);
    const piece = fc.oneof(
      fc.constantFrom(...planted),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('·', '、', '+86', '@', '号', '苏', '张', '姓名：', '住'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end } of detect(text)) {
          expect(start).to.be.at.least(last);
          expect(end).to.be.greaterThan(start);
          last = end;
        }
        expect(last).to.be.at.most(Array.from(text).length);
      }),
    );
  });

  it('finds the same in a part as in the whole, cut between sentences', () => {
    const [corpus = expect.fail('no corpus')] = DEVELOPMENT;
    for (const { text } of plantedTexts(corpus, 1)) {
      const alone = detect(text).map(({ kind, start, end }) => ({ kind, start, end }));
      const behind = detect(`天气晴。\n${text}`).map(({ kind, start, end }) => ({ kind, start: start - 5, end: end - 5 }));
      expect(behind, text).to.deep.equal(alone);
    }
  });

  it('takes time in proportion to the text, however it repeats', () => {
    for (const unit of ['张伟、', '13800138000 ', '@a.', '号1栋', '阿依·', '姓名：']) {
      expect(
        processorTimeOf(() => detect(unit.repeat(100_000 / unit.length))),
        unit,
      ).to.be.lessThan(2000);
    }
  });
});
