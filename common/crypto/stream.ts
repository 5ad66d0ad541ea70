import sodium from 'libsodium-wrappers-sumo';

await sodium.ready;

/** Bytes of a block: counters count these. */
const BLOCK = 64;
const NONCE = sodium.crypto_stream_chacha20_ietf_NONCEBYTES;

/**
 * Bytes of the ChaCha20 stream (RFC 8439, 2.4) under a nonce of zero bytes, from a block on: for a key that is used for one stream alone.
 * @param key 32 bytes
 * @param block from 0 to 2^31 - 1
 * @param blocks how many
 */
export const chacha20Stream = (key: Uint8Array, block: number, blocks: number): Uint8Array =>
  sodium.crypto_stream_chacha20_ietf_xor_ic(new Uint8Array(blocks * BLOCK), new Uint8Array(NONCE), block, key);
