/** `length` unpredictable bytes. Injected wherever a secret is made, so that tests repeat. */
export type RandomBytes = (length: number) => Uint8Array;

/** The most that one call gives (Web Cryptography API, 10.1.1). */
const QUOTA = 65_536;

/** The platform's generator. */
export const randomBytes: RandomBytes = (length) => {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += QUOTA) crypto.getRandomValues(bytes.subarray(at, at + QUOTA));
  return bytes;
};
