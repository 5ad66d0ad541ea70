import { expect } from 'chai';
import { parseHex, toUtf8 } from '../../common/encodings.ts';
import { verifySignature } from '../../common/crypto/signature.ts';
import { passes } from '../support/expect-code.ts';
import { readVectorJson } from '../support/vectors.ts';

interface EdgeCase {
  number: number;
  key: string;
  sig: string;
  msg: string;
  flags: string[] | null;
}
interface Wycheproof {
  testGroups: { publicKey: { pk: string }; tests: { tcId: number; comment: string; msg: string; sig: string; result: string }[] }[];
}

const REFUSED = ['low_order_A', 'low_order_R', 'non_canonical_A', 'non_canonical_R', 'low_order_residue'];

describe('Ed25519 edge cases (C2SP CCTV)', () => {
  for (const { number, key, sig, msg, flags } of readVectorJson<EdgeCase[]>('cctv-ed25519/ed25519vectors.json')) {
    const refused = (flags ?? []).some((flag) => REFUSED.includes(flag));
    it(`${refused ? 'refuses' : 'takes'} ${number} ${(flags ?? []).join(' ')}`, () =>
      expect(passes(() => verifySignature(parseHex(key), toUtf8(msg), parseHex(sig)))).to.equal(!refused));
  }
});

describe('Ed25519 (Wycheproof)', () => {
  for (const { publicKey, tests } of readVectorJson<Wycheproof>('wycheproof/wycheproof-ed25519.json').testGroups) {
    for (const { tcId, comment, msg, sig, result } of tests) {
      it(`${result} ${tcId} ${comment}`, () =>
        expect(passes(() => verifySignature(parseHex(publicKey.pk), parseHex(msg), parseHex(sig)))).to.equal(result === 'valid'));
    }
  }
});
