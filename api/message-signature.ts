import type { Clock } from '../common/clock.ts';
import { sha256 } from '../common/crypto/hash.ts';
import type { SigningKey } from '../common/crypto/signature.ts';
import { toBase64, toHex, toUtf8 } from '../common/encodings.ts';

/** A receiver takes a signature this long before and after its time of creation, in seconds, by its own clock. */
export const SIGNATURE_WINDOW_SECONDS = 60;
/** Purpose of the signature (RFC 9421, 2.3 `tag`), so that none made for another protocol passes here. */
export const SIGNATURE_TAG = 'xinbiao-request';
/** What every signature covers. */
export const SIGNED_COMPONENTS = ['@method', '@path', '@query'] as const;
/** And with a body: a receiver judges who asks, and how much would come, before it reads any of it. */
export const BODY_COMPONENTS = ['content-digest', 'content-length'] as const;

export interface RequestToSign {
  readonly method: string;
  readonly url: string | URL;
  /** The bytes that will be sent, exactly. */
  readonly body?: string | Uint8Array;
}

export interface RequestSigner {
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly random: (length: number) => Uint8Array;
}

/** `Content-Digest` of a body (RFC 9530). */
export const contentDigest = (body: Uint8Array): string => `sha-256=:${toBase64(sha256(body))}:`;

const NONCE_BYTES = 16;

/**
 * Headers that sign a request (RFC 9421, Ed25519; `keyid` is the public key in hex): method, path, query and body, for once and for a minute.
 * `Content-Length` is signed and left to whoever sends the request, as a browser demands.
 */
export const signRequest = ({ method, url, body }: RequestToSign, { key, clock, random }: RequestSigner): Record<string, string> => {
  const { pathname, search } = new URL(url);
  const bytes = typeof body === 'string' ? toUtf8(body) : body;
  const digest = bytes !== undefined && bytes.length > 0 ? contentDigest(bytes) : undefined;
  const covers =
    digest === undefined
      ? []
      : ([
          ['content-digest', digest],
          ['content-length', String(bytes?.length)],
        ] as const);
  const lines: (readonly [string, string])[] = [
    ['@method', method.toUpperCase()],
    ['@path', pathname],
    ['@query', search || '?'],
    ...covers,
  ];
  const covered = lines.map(([name]) => `"${name}"`).join(' ');
  const created = Math.floor(clock() / 1000);
  const keyid = toHex(key.publicKey);
  const nonce = toHex(random(NONCE_BYTES));
  const parameters = `(${covered});created=${created};keyid="${keyid}";alg="ed25519";nonce="${nonce}";tag="${SIGNATURE_TAG}"`;
  const base = [...lines.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${parameters}`].join('\n');
  return {
    ...(digest !== undefined && { 'Content-Digest': digest }),
    'Signature-Input': `sig=${parameters}`,
    Signature: `sig=:${toBase64(key.sign(toUtf8(base)))}:`,
  };
};

type Send = (input: string, init: RequestInit) => Promise<Response>;

/** `fetch` by which every request is signed. Bodies are texts or bytes. */
export const createSignedFetch = (
  key: SigningKey,
  clock: Clock = Date.now,
  send: Send = fetch,
  random: RequestSigner['random'] = (length) => crypto.getRandomValues(new Uint8Array(length)),
): typeof fetch => {
  const signer = { key, clock, random };
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const { body, method = 'GET' } = init;
    if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof Uint8Array))
      throw new TypeError('only texts and bytes are signed');
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(signRequest({ method, url, ...(body && { body }) }, signer))) headers.set(name, value);
    return await send(url, { ...init, headers });
  };
};
