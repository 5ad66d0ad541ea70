import { generateKeyPairSync } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { z } from 'zod';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { fail } from './errors.ts';

const keys = z.strictObject({
  v: z.literal(1),
  /** Signs cookies; the first signs, all verify. */
  cookies: z.array(z.string().min(32)).min(1),
  /** Private keys that sign ID tokens, the newest first. */
  jwks: z.strictObject({ keys: z.array(z.record(z.string(), z.string())).min(1) }),
  /** What the gateway shows to its own identity provider. */
  clientSecret: z.string().min(32),
  /** Gives logins that nobody has a salt of their own, hex. */
  saltSecret: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Secrets of the sign-in, the same for all replicas of one gateway. */
export type SessionKeys = Readonly<z.infer<typeof keys>>;

const createIdTokenKey = (random: RandomBytes): Record<string, string> => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...(privateKey.export({ format: 'jwk' }) as Record<string, string>), alg: 'ES256', use: 'sig', kid: toHex(random(8)) };
};

export const createSessionKeys = (random: RandomBytes): SessionKeys => ({
  v: 1,
  cookies: [toHex(random(32))],
  jwks: { keys: [createIdTokenKey(random)] },
  clientSecret: toHex(random(32)),
  saltSecret: toHex(random(32)),
});

/** Written whole under another name and linked into place, so that two starts at once agree on one file. */
const writeOnce = (file: string, text: string): void => {
  const draft = `${file}.${process.pid}.new`;
  fs.writeFileSync(draft, text, { mode: 0o600, flush: true });
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(draft);
  }
};

const parse = (text: string): SessionKeys => {
  try {
    return keys.parse(JSON.parse(text));
  } catch {
    // The cause would quote the secrets.
    return fail('session-keys-unreadable');
  }
};

/**
 * The secrets in `folder`, made there at the first run; only the gateway's own account may read the file.
 * @throws DomainError `session-keys-unreadable`
 */
export const loadSessionKeys = (folder: string, random: RandomBytes): SessionKeys => {
  const file = path.join(folder, 'sessions.json');
  if (!fs.existsSync(file)) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeOnce(file, `${JSON.stringify(createSessionKeys(random))}\n`);
  }
  return parse(fs.readFileSync(file, 'utf8'));
};
