import { expect } from 'chai';
import { createCipheriv } from 'node:crypto';
import { chacha20Stream } from '../../../common/crypto/stream.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import { drawSample, drawSeed } from '../../../labeling/sampling/draw.ts';
import { expectCode } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';
import { readVectorJson } from '../../support/vectors.ts';

interface DrawVector {
  readonly lot: string;
  readonly root: string;
  readonly owner: string;
  readonly inspector: string;
  readonly seed: string;
  readonly leaves: number;
  readonly size: number;
  readonly sample: readonly number[];
}
const { cases } = readVectorJson<{ readonly cases: readonly DrawVector[] }>('draw/draw.json');
const inputsOf = ({ lot, root, owner, inspector }: DrawVector) => ({
  lot,
  root: parseHex(root),
  owner: parseHex(owner),
  inspector: parseHex(inspector),
});
const FIRST = inputsOf(cases[0] ?? expect.fail('no case'));

describe('the stream of a draw', () => {
  it('is ChaCha20 as OpenSSL computes it, from any block on', () => {
    const key = seededRandom('stream')(32);
    for (const block of [0, 1, 255, 2 ** 31 - 2]) {
      const counter = Buffer.alloc(16);
      counter.writeUInt32LE(block);
      const expected = createCipheriv('chacha20', key, counter).update(new Uint8Array(128));
      expect(toHex(chacha20Stream(key, block, 2))).to.equal(expected.toString('hex'));
    }
  });

  it('has the first block of RFC 8439, A.1', () => {
    expect(toHex(chacha20Stream(new Uint8Array(32), 0, 1)).slice(0, 64)).to.equal(
      '76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7',
    );
  });
});

describe('a draw', () => {
  for (const one of cases)
    it(`takes ${one.size} of ${one.leaves} leaves as another implementation does`, () => {
      const seed = drawSeed(inputsOf(one));
      expect(toHex(seed)).to.equal(one.seed);
      expect(drawSample(seed, one.leaves, one.size)).to.deep.equal(one.sample);
    });

  it('is another one if any part of what decides it is another', () => {
    const other = seededRandom('other')(32);
    const seeds = [
      FIRST,
      { ...FIRST, root: other },
      { ...FIRST, owner: other },
      { ...FIRST, inspector: other },
      inputsOf(cases[1] ?? expect.fail()),
    ];
    expect(new Set(seeds.map((inputs) => toHex(drawSeed(inputs)))).size).to.equal(seeds.length);
    expect(toHex(drawSeed({ ...FIRST, owner: FIRST.inspector, inspector: FIRST.owner }))).to.not.equal(toHex(drawSeed(FIRST)));
  });

  it('takes each leaf as often as any other (chi squared over 4,000 draws, 1 in 1,000)', () => {
    const [lot, size, draws] = [20, 5, 4000];
    const random = seededRandom('chi squared');
    const counts = Array.from({ length: lot }, () => 0);
    for (let draw = 0; draw < draws; draw++) for (const at of drawSample(random(32), lot, size)) counts[at] = (counts[at] ?? 0) + 1;
    const expected = (draws * size) / lot;
    const squares = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 19 degrees of freedom; drawn without replacement the sum is a little smaller still.
    expect(squares).to.be.lessThan(43.8);
  });

  it('is refused for an empty lot, no sample, and parts of another length', async () => {
    const seed = drawSeed(FIRST);
    for (const [lot, size] of [
      [0, 1],
      [5, 0],
      [5, 1.5],
      [2.5, 1],
      [-3, 1],
      [2 ** 33, 1],
    ] as const)
      await expectCode(() => drawSample(seed, lot, size), 'sample-unfit');
    await expectCode(() => drawSample(seed.slice(1), 5, 1), 'sample-unfit');
    for (const part of ['root', 'owner', 'inspector'] as const)
      await expectCode(() => drawSeed({ ...FIRST, [part]: new Uint8Array(31) }), 'sample-unfit');
    await expectCode(() => drawSeed({ ...FIRST, lot: FIRST.lot.slice(1) }), 'sample-unfit');
  });
});
