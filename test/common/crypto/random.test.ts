import { expect } from 'chai';
import { randomBytes } from '../../../common/crypto/random.ts';

describe('random bytes', () => {
  it('are as many as asked for, beyond what the platform gives at once', () => {
    for (const length of [0, 1, 32, 65_536, 65_537, 200_000]) expect(randomBytes(length)).to.have.length(length);
  });

  it('are drawn to the last one, and anew each time', () => {
    const [first, second] = [randomBytes(200_000), randomBytes(200_000)];
    for (const at of [0, 65_536, 131_072, 199_968]) {
      const [a, b] = [first, second].map((bytes) => Buffer.from(bytes.subarray(at, at + 32)).toString('hex'));
      expect(a).to.not.match(/^0+$/);
      expect(a).to.not.equal(b);
    }
  });
});
