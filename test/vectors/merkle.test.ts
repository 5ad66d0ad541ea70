import { expect } from 'chai';
import { parseBase64 } from '../../common/encodings.ts';
import { verifyConsistency, verifyInclusion } from '../../provenance/log/merkle.ts';
import { passes } from '../support/expect-code.ts';
import { listVectorJson, readVectorJson } from '../support/vectors.ts';

const bytes = (text: string | null): Uint8Array => (text === null ? new Uint8Array() : parseBase64(text));
const path = (proof: string[] | null): Uint8Array[] => (proof ?? []).map(bytes);

interface Inclusion {
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
}
interface Consistency {
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  wantErr: boolean;
}

describe('RFC 6962 inclusion proofs (transparency-dev/merkle vectors)', () => {
  for (const name of listVectorJson('merkle/testdata/inclusion')) {
    const vector = readVectorJson<Inclusion>(name);
    it(`${vector.wantErr ? 'refuses' : 'takes'} ${name}`, () => {
      const claim = {
        index: vector.leafIdx,
        size: vector.treeSize,
        leaf: bytes(vector.leafHash),
        root: bytes(vector.root),
        proof: path(vector.proof),
      };
      expect(passes(() => verifyInclusion(claim))).to.equal(!vector.wantErr);
    });
  }
});

describe('RFC 6962 consistency proofs (transparency-dev/merkle vectors)', () => {
  for (const name of listVectorJson('merkle/testdata/consistency')) {
    const vector = readVectorJson<Consistency>(name);
    it(`${vector.wantErr ? 'refuses' : 'takes'} ${name}`, () => {
      const claim = {
        older: { size: vector.size1, root: bytes(vector.root1) },
        newer: { size: vector.size2, root: bytes(vector.root2) },
        proof: path(vector.proof),
      };
      expect(passes(() => verifyConsistency(claim))).to.equal(!vector.wantErr);
    });
  }
});

interface SubtreeInclusion {
  leafIdx: number;
  start: number;
  end: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
}

/** A subtree [start, end) starts at a multiple of the power of two that is not below its width. */
const isSubtree = ({ start, end }: SubtreeInclusion): boolean =>
  start >= 0 && start < end && start % 2 ** Math.ceil(Math.log2(end - start)) === 0;

describe('inclusion in subtrees (transparency-dev/merkle vectors)', () => {
  for (const name of listVectorJson('merkle/testdata/subtreeinclusion')) {
    const vector = readVectorJson<SubtreeInclusion>(name);
    it(`${vector.wantErr ? 'refuses' : 'takes'} ${name}`, () => {
      const { leafIdx, start, end } = vector;
      const claim = {
        index: leafIdx - start,
        size: end - start,
        leaf: bytes(vector.leafHash),
        root: bytes(vector.root),
        proof: path(vector.proof),
      };
      expect(isSubtree(vector) && passes(() => verifyInclusion(claim))).to.equal(!vector.wantErr);
    });
  }
});
