import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { detect } from '../../../policies/classification/detect.ts';
import { DEVELOPMENT, HELD_OUT } from '../../bench/detection/corpus.ts';
import { precisionOf, recallOf, scoreOf } from '../../bench/detection/scores.ts';
import { cleanTexts, plantedTexts } from '../../bench/detection/texts.ts';

const RULES = path.resolve(import.meta.dirname, '../../../policies/classification');
const ROUNDS = 4;

/** What is never to get worse; the goals are those of `npm run bench -- detection`. */
const LEAST = { name: 0.92, address: 0.96, structured: 0.995, precision: 0.99, falseAlarms: 0.02 };

describe('detection in made texts', () => {
  for (const [at, corpus] of DEVELOPMENT.entries()) {
    const scores = () => scoreOf(plantedTexts(corpus, ROUNDS), detect);
    it(`keeps its recall and precision on set ${at + 1}`, () => {
      for (const [kind, score] of Object.entries(scores())) {
        const least = kind === 'name' || kind === 'address' ? LEAST[kind] : LEAST.structured;
        expect(recallOf(score), `${kind} recall`).to.be.at.least(least);
        expect(precisionOf(score), `${kind} precision`).to.be.at.least(LEAST.precision);
      }
    });
    it(`raises no false alarm on the clean texts of set ${at + 1}`, () => {
      const texts = cleanTexts(corpus, ROUNDS);
      const alarms = texts.filter((text) => detect(text).length > 0);
      expect(alarms.length / texts.length, alarms.join(' ')).to.be.at.most(LEAST.falseAlarms);
    });
  }

  it('has no full name, street or sentence of a set in the rules', () => {
    const rules = fs
      .readdirSync(RULES)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => fs.readFileSync(path.join(RULES, name), 'utf8').replaceAll(/'\s*\+\s*'/g, ' '))
      // Examples in comments are no rules.
      .map((text) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''));
    const words = new Set(rules.flatMap((text) => text.split(/[^\p{Script=Han}·]+/u)));
    for (const { people, sounded, rooms, doors, sentences, clean } of [...DEVELOPMENT, HELD_OUT]) {
      const names = [...people, ...sounded].filter((name) => words.has(name));
      expect(names).to.deep.equal([]);
      for (const text of [...rooms, ...doors, ...sentences, ...clean])
        for (const piece of text.split(/\{\w+\}|#|\d+/).filter((part) => Array.from(part).length > 5))
          expect(
            rules.some((rule) => rule.includes(piece)),
            piece,
          ).to.equal(false);
    }
  });

  it('shares nothing between the held-out set and those the rules were written with', () => {
    const known = DEVELOPMENT.flatMap(({ rooms, doors, sentences, clean }) => [...rooms, ...doors, ...sentences, ...clean]);
    const { rooms, doors, sentences, clean } = HELD_OUT;
    expect([...rooms, ...doors, ...sentences, ...clean].filter((text) => known.includes(text))).to.deep.equal([]);
  });
});
