import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createDetect, detect } from '../../../policies/classification/detect.ts';
import { createReading } from '../../../policies/classification/reading.ts';
import { PLACES, WEIGHED } from '../../../policies/classification/reading-weights.ts';
import { learn } from '../../bench/detection/reading/learn.ts';
import { madeTexts } from '../../bench/detection/reading/made-texts.ts';
import { ALL_CORPORA } from '../../bench/detection/sets.ts';

const FILE = path.resolve(import.meta.dirname, '../../../policies/classification/reading.json');
const LEARN_MS = 300_000;

const foundIn = (text: string): string[] =>
  detect(text).map(({ kind, start, end }) => `${kind} ${Array.from(text).slice(start, end).join('')}`);

describe('reading names and addresses again', () => {
  it('has the weights that the development sets give', () => {
    expect(`${JSON.stringify(learn(ALL_CORPORA))}\n` === fs.readFileSync(FILE, 'utf8')).to.equal(true);
  }).timeout(LEARN_MS);

  it('learns from no address of a set, and from hardly a name', () => {
    const made = madeTexts(ALL_CORPORA, 2).flatMap(({ text, stretches }) =>
      stretches.map(({ kind, start, end }) => ({ kind, text: text.slice(start, end) })),
    );
    const people = new Set(ALL_CORPORA.flatMap((corpus) => [...corpus.people, ...corpus.sounded]));
    const names = made.filter(({ kind }) => kind === 'name');
    expect(names.length).to.be.greaterThan(1000);
    expect(names.filter(({ text }) => people.has(text)).length / names.length).to.be.lessThan(0.02);
    const places = ALL_CORPORA.flatMap(({ rooms, doors }) => [...rooms, ...doors])
      .map((text) => text.split('#')[0] ?? '')
      .filter(({ length }) => length > 6);
    expect(made.filter(({ kind, text }) => kind === 'address' && places.some((place) => text.startsWith(place)))).to.deep.equal([]);
  });

  it('refuses weights of another number', () => {
    const beside = Array.from({ length: 49 }, () => 0);
    expect(() => createReading({ weights: '!', beside })).to.throw('1 weights are not');
  });

  it('leaves numbers as they are, whatever the weights say', () => {
    const text = '李佳宁，电话13800138000，住漕运路8号2栋301室';
    for (const sign of ['!', 'O', '~']) {
      const found = createDetect(createReading({ weights: sign.repeat(PLACES * WEIGHED), beside: Array.from({ length: 49 }, () => 0) }))(
        text,
      );
      expect(found.filter(({ kind }) => kind === 'mobile')).to.deep.equal(detect(text).filter(({ kind }) => kind === 'mobile'));
      expect(found.every(({ start }, at) => start >= (found[at - 1]?.end ?? 0))).to.equal(true);
    }
  });

  for (const [text, found] of [
    ['公司地址：淮安市金湖县银涂镇漕运村3号', []],
    ['李佳宁，住淮安市清江浦区漕运路8号2栋301室', ['name 李佳宁', 'address 淮安市清江浦区漕运路8号2栋301室']],
  ] as const)
    it(`finds ${found.join(', ') || 'nothing'} in ${text}`, () => expect(foundIn(text)).to.deep.equal(found));
});
