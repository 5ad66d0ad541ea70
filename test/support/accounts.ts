import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toBase64, toHex } from '../../common/encodings.ts';
import { hexOf, type TestGateway } from './gateway.ts';
import type { Actor } from './scripted-space.ts';

const WRAPPED = { v: 1, profile: 'roaming', salt: toBase64(new Uint8Array(16)), nonce: toBase64(new Uint8Array(24)), ciphertext: 'AAAA' };

/** The body of an account whose login secret is `secret` (hex). */
export const accountOf = (actor: Actor, name: string, secret: string) => ({
  name,
  person: actor.subject,
  key: hexOf(actor),
  salt: toBase64(parseHex(secret).slice(0, 16)),
  verifier: toHex(sha256(parseHex(secret))),
  wrap: { signing: WRAPPED, opening: WRAPPED },
});

/** The administrator writes an account; gives its login secret. */
export const openAccount = async (
  gateway: TestGateway,
  login: string,
  actor: Actor,
  administrator: Actor,
  name = login,
): Promise<string> => {
  const secret = toHex(gateway.script.random(32));
  const { status, text } = await gateway.call('PUT', `/api/accounts/${login}`, { by: administrator, json: accountOf(actor, name, secret) });
  if (status !== 200) throw new Error(text);
  return secret;
};
