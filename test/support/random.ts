import { sha256 } from '../../common/crypto/hash.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { concatBytes, toUtf8 } from '../../common/encodings.ts';

/** Repeatable bytes for tests: SHA-256 of the seed and a running number. */
export const seededRandom = (seed: string): RandomBytes => {
  let count = 0;
  return (length) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () => sha256(toUtf8(`${seed}/${count++}`)));
    return concatBytes(...blocks).slice(0, length);
  };
};
