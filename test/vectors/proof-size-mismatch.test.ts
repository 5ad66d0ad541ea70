import { leafHash } from '../../provenance/log/merkle.ts';
import { parseAnyPolicy } from '../../provenance/log/policy.ts';
import { parseTlogProof, verifySignedProof, verifyTlogProof, writeTlogProof } from '../../provenance/log/proof.ts';
import { parseBase64 } from '../../common/encodings.ts';
import { expect } from 'chai';
import { expectCode } from '../support/expect-code.ts';
import { readVectorJson } from '../support/vectors.ts';

interface Case {
  policy_vkey: string;
  items: { id: string; entry_base64: string; tlog_proof: string }[];
}

const EXPECTED: Readonly<Record<string, string | undefined>> = {
  control: undefined,
  'proof-for-16-checkpoint-17': 'proof-wrong-length',
  'proof-for-17-checkpoint-16': 'proof-wrong-length',
  'last-leaf-of-17-against-16': 'proof-index-beyond-size',
  'last-leaf-control': undefined,
  'same-last-leaf-one-hash-doubled': 'proof-wrong-length',
};

describe('a proof made for another size than its checkpoint’s (case 27)', () => {
  const { policy_vkey, items } = readVectorJson<Case>('cases/27-proof-size-mismatch.json');
  const policy = parseAnyPolicy(`log ${policy_vkey}\nquorum none\n`);
  it('comes in six variants', () => expect(items.map(({ id }) => id)).to.deep.equal(Object.keys(EXPECTED)));
  for (const { id, entry_base64, tlog_proof } of items) {
    const leaf = leafHash(parseBase64(entry_base64));
    const code = EXPECTED[id];
    it(`${id}: ${code ?? 'holds'}`, async () => {
      if (code === undefined) verifySignedProof(tlog_proof, leaf, policy);
      else await expectCode(() => verifySignedProof(tlog_proof, leaf, policy), code);
    });
    it(`${id}: is written as it was read`, () => expect(writeTlogProof(parseTlogProof(tlog_proof))).to.equal(tlog_proof));
    it(`${id}: is never witnessed under a policy of no witnesses`, () =>
      expectCode(() => verifyTlogProof(tlog_proof, leaf, policy), 'quorum-missing'));
  }
});
