import sodium from 'libsodium-wrappers-sumo';

await sodium.ready;

/** `length` unpredictable bytes. Injected wherever a secret is made, so that tests repeat. */
export type RandomBytes = (length: number) => Uint8Array;

/** The platform's generator, through libsodium. */
export const randomBytes: RandomBytes = (length) => sodium.randombytes_buf(length);
