import { expect } from 'chai';
import { BLIND } from '../../bench/detection/blind/corpus.ts';
import { DEVELOPMENT, type Corpus } from '../../bench/detection/corpus.ts';
import { SETS } from '../../bench/detection/sets.ts';

const OTHERS: readonly Corpus[] = [...DEVELOPMENT, ...SETS.map(({ corpus }) => corpus)].filter((corpus) => corpus !== BLIND);
const partsOf = ({ people, sounded, rooms, doors, sentences, clean }: Corpus): string[] => [
  ...people,
  ...sounded,
  ...rooms,
  ...doors,
  ...sentences,
  ...clean,
];
const PERSONAL = /\{(?:name|room|address)\}/;
/** Slots whose values are no identifier. */
const HARMLESS = /\{(?:order|date|amount|version|badcard|badid)\}/g;

describe('the blind set of detection', () => {
  it('has 200 different patterns that hold a name or an address, and 200 that hold no identifier', () => {
    expect(new Set(BLIND.sentences).size).to.equal(BLIND.sentences.length).and.equal(200);
    expect(new Set(BLIND.clean).size).to.equal(BLIND.clean.length).and.equal(200);
    expect(BLIND.sentences.filter((text) => !PERSONAL.test(text))).to.deep.equal([]);
    expect(BLIND.clean.filter((text) => /[{}]/.test(text.replaceAll(HARMLESS, '')))).to.deep.equal([]);
  });

  it('holds addresses in at least half of its patterns and names in at least half', () => {
    const holding = (slot: RegExp): number => BLIND.sentences.filter((text) => slot.test(text)).length;
    expect(holding(/\{name\}/)).to.be.at.least(100);
    expect(holding(/\{(?:room|address)\}/)).to.be.at.least(100);
  });

  it('shares no name, place or sentence with any other set', () => {
    const known = new Set(OTHERS.flatMap(partsOf));
    expect(known.size).to.be.at.least(1000);
    expect(partsOf(BLIND).filter((text) => known.has(text))).to.deep.equal([]);
    expect(new Set(partsOf(BLIND)).size).to.equal(partsOf(BLIND).length);
  });
});
