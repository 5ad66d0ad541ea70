import { expect } from 'chai';
import { agreeSecret } from '../../common/crypto/sealing.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { expectCode } from '../support/expect-code.ts';
import { readVectorJson } from '../support/vectors.ts';

interface Wycheproof {
  testGroups: {
    tests: {
      tcId: number;
      comment: string;
      public: string;
      private: string;
      shared: string;
      result: 'valid' | 'acceptable';
      flags: string[];
    }[];
  }[];
}

const ZERO = '0'.repeat(64);

describe('X25519 (Wycheproof)', () => {
  for (const { tests } of readVectorJson<Wycheproof>('wycheproof/wycheproof-x25519.json').testGroups) {
    for (const vector of tests) {
      const agree = () => agreeSecret(parseHex(vector.private), parseHex(vector.public));
      if (vector.shared === ZERO)
        it(`refuses ${vector.tcId} ${vector.comment}: the shared secret would be zero`, () => expectCode(agree, 'key-unacceptable'));
      else it(`agrees on ${vector.tcId} ${vector.comment}`, () => expect(toHex(agree())).to.equal(vector.shared));
    }
  }
});
