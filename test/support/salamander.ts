import { createCipheriv } from 'node:crypto';
import { innerOf } from './sealing-by-node.ts';

const P = 2n ** 130n - 5n;
const WORD = 2n ** 128n;
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn;
const BLOCK = 16;

const modulo = (x: bigint): bigint => ((x % P) + P) % P;
const toNumber = (bytes: Uint8Array): bigint => bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
const toBytes = (value: bigint): Buffer => Buffer.from(Array.from({ length: BLOCK }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn)));

const power = (base: bigint, exponent: bigint): bigint => {
  let [result, square, left] = [1n, modulo(base), exponent];
  for (; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
};

/** What XChaCha20-Poly1305 makes of key and nonce: keystream of the message, and r and s of Poly1305. */
const expand = (key: Uint8Array, nonce: Uint8Array, length: number) => {
  const inner = innerOf(key, nonce);
  // OpenSSL's chacha20 takes the counter (little-endian) before the nonce.
  const stream = createCipheriv('chacha20', inner.key, Buffer.concat([Buffer.alloc(4), inner.nonce])).update(Buffer.alloc(64 + length));
  return { r: toNumber(stream.subarray(0, 16)) & CLAMP, s: toNumber(stream.subarray(16, 32)), stream: stream.subarray(64) };
};

const toBlocks = (ciphertext: Uint8Array, data: Uint8Array): Uint8Array => {
  const lengths = Buffer.alloc(BLOCK);
  lengths.writeBigUInt64LE(BigInt(data.length), 0);
  lengths.writeBigUInt64LE(BigInt(ciphertext.length), 8);
  const rest = Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK);
  return Buffer.concat([data, rest, ciphertext, lengths]);
};

/** The polynomial of Poly1305 over all blocks but the free one, and the free one's factor. */
const evaluate = (blocks: Uint8Array, r: bigint, free: number) => {
  const count = blocks.length / BLOCK;
  let sum = 0n;
  for (let i = 0; i < count; i++)
    if (i !== free) sum = modulo(sum + (toNumber(blocks.subarray(i * BLOCK, (i + 1) * BLOCK)) + WORD) * power(r, BigInt(count - i)));
  return { sum, factor: power(r, BigInt(count - free)) };
};

export interface SalamanderOptions {
  readonly keys: readonly [Uint8Array, Uint8Array];
  readonly nonce: Uint8Array;
  readonly data: Uint8Array;
  /** What opens under the first key, but for the free block; a multiple of 16 bytes. */
  readonly plaintext: Uint8Array;
  /** Where the 16 bytes lie that take what value they must. */
  readonly freeAt: number;
}

/**
 * One ciphertext with tag that XChaCha20-Poly1305 opens under both keys, to two plaintexts (Grubbs, Lu, Ristenpart 2017; Dodis et al. 2018); nothing
 * when this nonce has none, about every other one has.
 */
export const makeSalamander = ({ keys, nonce, data, plaintext, freeAt }: SalamanderOptions): Uint8Array | undefined => {
  const [one, two] = [expand(keys[0], nonce, plaintext.length), expand(keys[1], nonce, plaintext.length)];
  const ciphertext = plaintext.map((byte, i) => byte ^ (one.stream[i] ?? 0));
  const free = Math.ceil(data.length / BLOCK) + freeAt / BLOCK;
  const blocks = toBlocks(ciphertext, data);
  const [a, b] = [evaluate(blocks, one.r, free), evaluate(blocks, two.r, free)];
  for (let j = -4n; j <= 4n; j++) {
    const x = modulo((two.s - one.s + j * WORD + b.sum - a.sum) * power(modulo(a.factor - b.factor), P - 2n));
    const [tag, other] = [modulo(a.sum + x * a.factor) + one.s, modulo(b.sum + x * b.factor) + two.s].map((sum) => sum % WORD);
    if (x < WORD || x >= 2n * WORD || tag === undefined || tag !== other) continue;
    ciphertext.set(toBytes(x - WORD), freeAt);
    return Buffer.concat([ciphertext, toBytes(tag)]);
  }
  return undefined;
};
