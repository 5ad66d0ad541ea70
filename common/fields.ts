import { z } from 'zod';

/** SHA-256 or HMAC-SHA256, 32 bytes, lower-case hex. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Ed25519 or X25519 public key, 32 bytes, lower-case hex. */
export const publicKey = hash;
/** Ed25519 signature, 64 bytes, lower-case hex. */
export const signatureHex = z.string().regex(/^[0-9a-f]{128}$/);
/** UUIDv7 (RFC 9562) in lower case alone: a second spelling would make one id look like two. */
export const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
export const count = z.int().nonnegative();
