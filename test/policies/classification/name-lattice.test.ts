import { expect } from 'chai';
import fc from 'fast-check';
import { detect } from '../../../policies/classification/detect.ts';
import type { Run } from '../../../policies/classification/name-costs.ts';
import { namesInRun, readRun } from '../../../policies/classification/name-lattice.ts';
import { readText } from '../../../policies/classification/text.ts';
import { DEVELOPMENT } from '../../bench/detection/corpus.ts';
import { plantedTexts } from '../../bench/detection/texts.ts';

const runsOf = (text: string): Run[] =>
  Array.from(text.matchAll(/\p{Script=Han}+/gu), (match) => ({
    text: readText(text),
    start: match.index,
    end: match.index + match[0].length,
    lastEnd: -1,
    nameCost: 10,
  }));
const namesIn = (text: string): string[] =>
  detect(text)
    .filter(({ kind }) => kind === 'name')
    .map(({ start, end }) => Array.from(text).slice(start, end).join(''));

/** Text, the names in it: the words around a name decide where it ends, and whether it is one. */
const CASES: readonly (readonly [text: string, names: readonly string[]])[] = [
  ['那天林晓芸蹲在路边哭', ['林晓芸']],
  ['林晓芸、赵志强和孙浩都签了字', ['林晓芸', '赵志强', '孙浩']],
  ['已转林晓芸办理', ['林晓芸']],
  ['收件人：扎西顿珠', ['扎西顿珠']],
  ['读完《林晓芸传》', []],
  ['高峰时段限行', []],
  ['温泉酒店停业', []],
  ['万事如意，马到成功', []],
  ['老林和小赵都同意', []],
  ['中山路口积水', []],
  ['被告王李晓芸未到庭', ['王李晓芸']],
  ['收货方张志强拒收', ['张志强']],
  ['父林志强，母赵晓芸', ['林志强', '赵晓芸']],
  ['总务科林晓芸通知', ['林晓芸']],
  ['罗莎琳德·陈到场', ['罗莎琳德·陈']],
  ['张哥和刘总都到了', []],
  ['谢谢师傅', []],
  ['林晓芸找赵志强，赵志强不在', ['林晓芸', '赵志强', '赵志强']],
  ['李宁牙膏缺货', []],
  ['林则徐故居开放', []],
  ['张哥家的猫', []],
];

describe('names among words', () => {
  for (const [text, names] of CASES) it(`are ${names.join(', ') || 'none'} in ${text}`, () => expect(namesIn(text)).to.deep.equal(names));

  it('are the same whether or not a run is judged to hold any before it is read', () => {
    const planted = DEVELOPMENT.flatMap((corpus) => plantedTexts(corpus, 1).map(({ text }) => text));
    const ideographs = fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code)),
      maxLength: 20,
    });
    const rare = fc.string({ unit: fc.constantFrom('𠮷', '王', '芳', '和', '苏', '特', '：', '、', '欧', '阳'), maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...planted), ideographs, rare), { maxLength: 4 }), (pieces) => {
        for (const run of runsOf(pieces.join(''))) expect(namesInRun(run), run.text.string).to.deep.equal(readRun(run));
      }),
      { numRuns: 300 },
    );
  });
});
