import { expect } from 'chai';
import { randomBytes } from '../../../common/crypto/random.ts';
import { drawRows } from '../../../console/src/data/connected/draw-rows.ts';

describe('the draw of rows for a spot check', () => {
  it('gives so many different rows of the table in their order, and another time others', () => {
    const [one, other] = [drawRows(20, 2000, randomBytes), drawRows(20, 2000, randomBytes)];
    expect(one).to.have.length(20);
    expect(new Set(one).size).to.equal(20);
    expect([...one]).to.deep.equal(one.toSorted((a, b) => a - b));
    for (const row of one) expect(row).to.be.within(0, 1999);
    expect(one).to.not.deep.equal(other);
  });

  it('gives every row of a table that has no more', () => {
    expect(drawRows(20, 3, randomBytes)).to.deep.equal([0, 1, 2]);
    expect(drawRows(20, 1, randomBytes)).to.deep.equal([0]);
    expect(drawRows(20, 0, randomBytes)).to.deep.equal([]);
  });

  it('throws a draw from the odd rest of the range away', () => {
    const draws = [0xffffffff, 5];
    const scripted = (): Uint8Array => {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setUint32(0, draws.shift() ?? 0);
      return bytes;
    };
    expect(drawRows(1, 7, scripted)).to.deep.equal([5]);
  });
});
