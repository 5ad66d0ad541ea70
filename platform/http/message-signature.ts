import { createHash, randomUUID } from 'node:crypto';
import { httpbis, type Request as SignableRequest, type SignatureParameters } from 'http-message-signatures';
import { verifySignature, type SigningKey } from '../../common/crypto/signature.ts';
import type { Clock } from '../../common/clock.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';

export type MessageSignatureCode =
  | 'request-unsigned'
  | 'request-signature-invalid'
  | 'request-signature-expired'
  | 'request-replayed'
  | 'request-digest-wrong';

/** Seconds a signed request is good for, either side of the reader's clock. */
const WINDOW_SECONDS = 60;
const MOST_NONCES = 200_000;
const FIELDS = ['@method', '@path', '@query'];
const ALGORITHM = 'ed25519';

const refuse = (code: MessageSignatureCode, details: Readonly<Record<string, unknown>> = {}, cause?: unknown): never => {
  throw new DomainError<MessageSignatureCode>(code, details, cause === undefined ? {} : { cause });
};

/** RFC 9530: SHA-256 of the body's bytes. */
const digestOf = (body: Uint8Array): string => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

export interface MessageToSign {
  readonly method: string;
  readonly url: string;
  readonly body?: Uint8Array;
}

/** RFC 9421 headers over method, path, query and, where there is one, the body's digest; the key id is the public key in hex. */
export const signMessage = async ({ method, url, body }: MessageToSign, key: SigningKey, clock: Clock): Promise<Record<string, string>> => {
  const digest: Record<string, string> = body === undefined ? {} : { 'content-digest': digestOf(body) };
  const created = new Date(clock());
  const { headers } = await httpbis.signMessage(
    {
      key: { id: toHex(key.publicKey), alg: ALGORITHM, sign: (data) => Promise.resolve(Buffer.from(key.sign(data))) },
      fields: [...FIELDS, ...Object.keys(digest)],
      params: ['created', 'expires', 'keyid', 'alg', 'nonce'],
      paramValues: { created, expires: new Date(created.getTime() + WINDOW_SECONDS * 1000), nonce: randomUUID() },
    },
    { method, url, headers: { ...digest } },
  );
  return headers;
};

/** `fetch` by which every request is signed. Bodies are texts or bytes. */
export const createSignedFetch =
  (key: SigningKey, clock: Clock = Date.now, send: typeof fetch = fetch): typeof fetch =>
  async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const { body } = init;
    if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof Uint8Array))
      throw new TypeError('only texts and bytes are signed');
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : (body ?? undefined);
    const signed = await signMessage({ method: init.method ?? 'GET', url, ...(bytes && { body: bytes }) }, key, clock);
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(signed)) headers.set(name, value);
    return await send(url, { ...init, headers });
  };

/** What came in; `body` holds the bytes as they came, empty when there was none. */
export interface MessageToVerify {
  readonly method: string;
  /** With path and query; the host does not matter. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

/** Nonces of the last two minutes, so that no request counts twice. */
const createNonces = () => {
  const seen = new Map<string, number>();
  return (nonce: string, now: number): boolean => {
    for (const [old, at] of seen) {
      if (now - at < 2 * WINDOW_SECONDS * 1000 && seen.size < MOST_NONCES) break;
      seen.delete(old);
    }
    if (seen.has(nonce)) return false;
    seen.set(nonce, now);
    return true;
  };
};

const clean = (headers: MessageToVerify['headers']): Record<string, string | string[]> =>
  Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));

const isInTime = ({ created, expires }: SignatureParameters, now: number): boolean =>
  created instanceof Date &&
  Math.abs(now - created.getTime()) <= WINDOW_SECONDS * 1000 &&
  // The library leaves this one a number of seconds.
  Number(expires) * 1000 >= now &&
  Number(expires) * 1000 - created.getTime() <= WINDOW_SECONDS * 1000;

/** Exactly one signature over exactly these components, without parameters of their own: nothing is left to interpretation. */
const verifyComponents = (input: string | string[] | undefined, fields: readonly string[]): void => {
  const list = fields.map((field) => `"${field}"`).join(' ');
  const held = typeof input === 'string' && /^[a-z]+=\([^()]*\);[^()]*$/.test(input) && input.includes(`=(${list});`);
  if (!held) refuse('request-signature-invalid', { reason: 'components', expected: fields });
};

/**
 * Verifies signed requests; whether the key counts is for the caller.
 * @returns per request the signing key in hex, or undefined when the request carries no signature
 * @throws DomainError of `MessageSignatureCode`
 */
export const createMessageVerifier = (clock: Clock) => {
  const isNew = createNonces();
  const verifyDigest = ({ headers, body }: MessageToVerify): void => {
    const stated = headers['content-digest'];
    if (body.length === 0 && stated === undefined) return;
    if (stated !== digestOf(body)) refuse('request-digest-wrong');
  };
  const verifyParameters = (
    message: MessageToVerify,
    parameters: SignatureParameters,
  ): { readonly key: string; readonly nonce: string } => {
    const { keyid, nonce, alg } = parameters;
    if (typeof keyid !== 'string' || !/^[0-9a-f]{64}$/.test(keyid) || typeof nonce !== 'string' || alg !== ALGORITHM)
      return refuse('request-signature-invalid', { reason: 'parameters' });
    if (!isInTime(parameters, clock())) refuse('request-signature-expired', { window: WINDOW_SECONDS });
    verifyDigest(message);
    return { key: keyid, nonce };
  };
  return async (message: MessageToVerify): Promise<string | undefined> => {
    const headers = clean(message.headers);
    if (headers['signature'] === undefined && headers['signature-input'] === undefined) return undefined;
    const requiredFields = [...FIELDS, ...(message.body.length > 0 ? ['content-digest'] : [])];
    verifyComponents(headers['signature-input'], requiredFields);
    let used: { readonly key: string; readonly nonce: string } | undefined;
    const request: SignableRequest = { method: message.method, url: new URL(message.url, 'http://localhost').href, headers };
    const holds = await httpbis
      .verifyMessage(
        {
          requiredFields,
          // Times are judged above, by the injected clock.
          notAfter: Number.MAX_SAFE_INTEGER,
          tolerance: Number.MAX_SAFE_INTEGER,
          requiredParams: ['created', 'expires', 'keyid', 'alg', 'nonce'],
          keyLookup: (parameters) => {
            used = verifyParameters(message, parameters);
            const { key } = used;
            const verify = (data: Buffer, signature: Buffer): Promise<boolean> => {
              verifySignature(parseHex(key), new Uint8Array(data), new Uint8Array(signature));
              return Promise.resolve(true);
            };
            return Promise.resolve({ id: key, algs: [ALGORITHM], verify });
          },
        },
        request,
      )
      .catch((cause: unknown) =>
        cause instanceof DomainError && cause.code !== 'signature-invalid'
          ? Promise.reject(cause)
          : refuse('request-signature-invalid', {}, cause),
      );
    if (holds !== true || used === undefined) return refuse('request-signature-invalid', { reason: 'components' });
    if (!isNew(`${used.key} ${used.nonce}`, clock())) refuse('request-replayed');
    return used.key;
  };
};
