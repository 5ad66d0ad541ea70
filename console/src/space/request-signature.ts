import type { Clock } from '../../../common/clock.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import type { RandomBytes } from '../../../common/crypto/random.ts';
import type { SigningKey } from '../../../common/crypto/signature.ts';
import { toBase64, toHex, toUtf8 } from '../../../common/encodings.ts';
import type { SignRequest } from './http.ts';

/** Seconds that a signed request is good for. */
const WINDOW_SECONDS = 60;

/**
 * Signs requests by a certified key (RFC 9421, Ed25519) over method, path, query and the digest of the body (RFC 9530), as the gateway
 * demands them: one signature, a nonce, good for a minute.
 */
export const createRequestSigner =
  (key: SigningKey, clock: Clock, random: RandomBytes): SignRequest =>
  ({ method, url, body }) => {
    // The host is not covered, so a page's relative address will do.
    const { pathname, search } = new URL(url, 'http://gateway');
    const digest = body === undefined ? undefined : `sha-256=:${toBase64(sha256(body))}:`;
    const components: readonly (readonly [string, string])[] = [
      ['@method', method],
      ['@path', pathname],
      ['@query', search === '' ? '?' : search],
      ...(digest === undefined ? [] : [['content-digest', digest] as const]),
    ];
    const created = Math.floor(clock() / 1000);
    const names = components.map(([name]) => `"${name}"`).join(' ');
    const times = `created=${created};expires=${created + WINDOW_SECONDS}`;
    const parameters = `(${names});${times};keyid="${toHex(key.publicKey)}";alg="ed25519";nonce="${toHex(random(16))}"`;
    const base = [...components.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${parameters}`].join('\n');
    return Promise.resolve({
      ...(digest === undefined ? {} : { 'content-digest': digest }),
      'signature-input': `sig=${parameters}`,
      signature: `sig=:${toBase64(key.sign(toUtf8(base)))}:`,
    });
  };
