import { httpbis } from 'http-message-signatures';
import { z } from 'zod';
export { createSignedFetch } from '../../api/message-signature.ts';
import { BODY_COMPONENTS, SIGNATURE_TAG, SIGNATURE_WINDOW_SECONDS, SIGNED_COMPONENTS } from '../../api/message-signature.ts';
import type { Clock } from '../../common/clock.ts';
import { verifySignature } from '../../common/crypto/signature.ts';
import { parseHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { fail, refusal } from '../errors.ts';

/** The head of an untrusted request as it came: its body is not read yet, and is compared with the signed digest once it is (body.ts). */
export interface MessageToVerify {
  readonly method: string;
  /** Path and query exactly as on the request line (Koa's `originalUrl`). */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Remembers what was used; replicas that share callers must share it. */
export interface NonceStore {
  /** Takes the nonce until `until` (ms); false if it is taken already. */
  take(nonce: string, until: number): Promise<boolean>;
}

interface VerifierOptions {
  /** May this public key (hex) sign requests at all? Any may where absent, and the caller judges. */
  readonly knowsKey?: (key: string) => Promise<boolean>;
  /** This process's memory where absent. */
  readonly nonces?: NonceStore;
}

/** Nonces of this process, forgotten when their time is over. */
export const createNonceStore = (clock: Clock): NonceStore => {
  const taken = new Map<string, number>();
  let swept = clock();
  const sweep = (now: number): void => {
    if (now - swept < SIGNATURE_WINDOW_SECONDS * 1000) return;
    swept = now;
    for (const [nonce, until] of taken) if (until < now) taken.delete(nonce);
  };
  return {
    take: (nonce, until) => {
      sweep(clock());
      if (taken.has(nonce)) return Promise.resolve(false);
      taken.set(nonce, until);
      return Promise.resolve(true);
    },
  };
};

interface Input {
  readonly components: readonly string[];
  readonly created: number;
  readonly keyid: string;
  readonly nonce: string;
}

const INPUT = /^[a-z][a-z0-9_-]*=\(((?:"[a-z@-]+"(?: "[a-z@-]+")*)?)\)((?:;[a-z]+=(?:"[\w-]{1,128}"|\d{1,12}))+)$/;
const PARAMETER = /;([a-z]+)=(?:"([\w-]+)"|(\d+))/g;
const PARAMETERS = z.object({
  created: z.int(),
  keyid: z.string().regex(/^[0-9a-f]{64}$/),
  nonce: z.string().min(22),
  tag: z.literal(SIGNATURE_TAG),
  alg: z.literal('ed25519').default('ed25519'),
});

const malformed = (reason: string, cause?: unknown): never => fail('request-signature-malformed', { reason }, { cause });

const headerOf = ({ headers }: MessageToVerify, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.join(', ');
};

/** Strictly one signature, of plain components, with our parameters: anything else of the standard's freedom is refused. */
const parseInput = (text: string): Input => {
  const [, list = '', rest = ''] = INPUT.exec(text) ?? malformed('Signature-Input is not one signature over plain components');
  const found = [...rest.matchAll(PARAMETER)].map(([, name = '', quoted, number]) => [name, quoted ?? Number(number)] as const);
  const parameters = Object.fromEntries(found);
  if (Object.keys(parameters).length !== found.length) malformed('a parameter appears twice');
  const parsed = PARAMETERS.safeParse(parameters);
  if (!parsed.success) return malformed(`not as expected: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
  const { created, keyid, nonce } = parsed.data;
  return { components: list.split(' ').map((name) => name.slice(1, -1)), created, keyid, nonce };
};

/** Does anything in the head say that a body follows? */
const announcesBody = (request: MessageToVerify): boolean =>
  ['content-digest', 'transfer-encoding'].some((name) => headerOf(request, name) !== undefined) ||
  (headerOf(request, 'content-length') ?? '0') !== '0';

const verifyComponents = ({ components }: Input, request: MessageToVerify): void => {
  const needed = announcesBody(request) ? [...SIGNED_COMPONENTS, ...BODY_COMPONENTS] : SIGNED_COMPONENTS;
  const missing = needed.filter((name) => !components.includes(name));
  if (missing.length > 0) fail('request-component-missing', { missing });
  if (new Set(components).size !== components.length) malformed('a component appears twice');
};

/** Paths are compared as sent: one that a parser would rewrite could be signed as one thing and served as another. */
const verifyTarget = ({ url: target }: MessageToVerify): URL => {
  const url = URL.parse(target, 'http://localhost') ?? malformed('the request target is no path');
  if (!target.startsWith('/') || url.pathname + url.search !== target.replace(/\?$/, '')) malformed('the path is not in its plain form');
  return url;
};

const verifyCreated = ({ created }: Input, now: number): void => {
  const offBySeconds = Math.round(now / 1000 - created);
  if (Math.abs(offBySeconds) > SIGNATURE_WINDOW_SECONDS)
    fail('request-signature-expired', { offBySeconds, windowSeconds: SIGNATURE_WINDOW_SECONDS });
};

/** Builds the signature base by RFC 9421 and hands it to the one function that checks signatures. */
const verifyBase = async (request: MessageToVerify, url: URL, { keyid }: Input): Promise<void> => {
  const key = parseHex(keyid);
  const headers = Object.fromEntries(
    ['signature', 'signature-input', ...BODY_COMPONENTS].flatMap((name) => {
      const value = headerOf(request, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const keyLookup = () =>
    Promise.resolve({
      id: keyid,
      verify: (base: Buffer, signature: Buffer) => {
        verifySignature(key, new Uint8Array(base), new Uint8Array(signature));
        return Promise.resolve(true);
      },
    });
  try {
    // The time was checked against our own clock; the package knows the machine's only.
    const message = { method: request.method, url, headers };
    const verified = await httpbis.verifyMessage({ keyLookup, notAfter: Number.MAX_SAFE_INTEGER, all: true }, message);
    if (verified !== true) throw refusal('request-signature-malformed', { reason: 'Signature has no signature of this name' });
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'signature-invalid') throw error;
    if (error instanceof DomainError) fail('request-signature-invalid', { key: keyid }, { cause: error });
    malformed('Signature and Signature-Input do not fit', error);
  }
};

/**
 * Verifies signed requests (RFC 9421) by their heads.
 * @returns per request the signing key in hex, or undefined when the request carries no signature
 * @throws DomainError `request-signature-malformed`, `request-component-missing`, `request-signature-expired`, `request-key-unknown`,
 * `request-signature-invalid`, `request-replayed`
 */
export const createMessageVerifier = (clock: Clock, { knowsKey, nonces = createNonceStore(clock) }: VerifierOptions = {}) => {
  return async (request: MessageToVerify): Promise<string | undefined> => {
    const text = headerOf(request, 'signature-input');
    if (text === undefined && headerOf(request, 'signature') === undefined) return undefined;
    const input = parseInput(text ?? '');
    const { keyid, nonce, created } = input;
    verifyComponents(input, request);
    const url = verifyTarget(request);
    verifyCreated(input, clock());
    if (knowsKey && !(await knowsKey(keyid))) fail('request-key-unknown', { key: keyid });
    await verifyBase(request, url, input);
    // Only now: nobody else can use up a nonce of this key.
    if (!(await nonces.take(`${keyid}:${nonce}`, (created + SIGNATURE_WINDOW_SECONDS + 1) * 1000))) fail('request-replayed');
    return keyid;
  };
};
