import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { z } from 'zod';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { createOpeningKey, type OpeningKey } from '../../common/crypto/sealing.ts';
import { createSigningKey, type SigningKey } from '../../common/crypto/signature.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { fail } from '../errors.ts';
import { readIfThere, writeWhole } from '../runtime/files.ts';

/** A member process's own keys; they never leave its folder. */
export interface MemberKeys {
  /** Ed25519: events and requests. */
  readonly signing: SigningKey;
  /** X25519: what is sealed to this process. */
  readonly opening: OpeningKey;
  /** Ed25519: cosignatures alone, so that no other signature can be taken for one. */
  readonly cosigner: SigningKey;
}

const seed = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.strictObject({ v: z.literal(1), signing: seed, opening: seed, cosigner: seed });

const fromSeeds = ({ signing, opening, cosigner }: z.infer<typeof file>): MemberKeys => ({
  signing: createSigningKey(parseHex(signing)),
  opening: createOpeningKey(parseHex(opening)),
  cosigner: createSigningKey(parseHex(cosigner)),
});

const parseKeys = (text: string, name: string): MemberKeys => {
  try {
    return fromSeeds(file.parse(JSON.parse(text)));
  } catch (cause) {
    // Making new keys here would lose the certified ones: whoever runs this process decides.
    return fail('keys-unreadable', { file: name, reason: 'not a key file' }, { cause });
  }
};

const refuseOpen = async (name: string): Promise<void> => {
  const { mode } = await fs.stat(name);
  if ((mode & 0o077) !== 0)
    fail('keys-unreadable', { file: name, reason: `others may read it (mode ${(mode & 0o777).toString(8)}); chmod 600` });
};

/**
 * The keys in `<folder>/keys/keys.json`, made at the first start: one file of mode 0600 in a folder of mode 0700, written as a whole.
 * @throws DomainError `keys-unreadable`
 */
export const openKeys = async (folder: string, random: RandomBytes): Promise<MemberKeys> => {
  const keyFolder = path.join(folder, 'keys');
  const name = path.join(keyFolder, 'keys.json');
  const text = await readIfThere(name);
  if (text !== undefined) {
    await refuseOpen(name);
    return parseKeys(text, name);
  }
  await fs.mkdir(keyFolder, { recursive: true });
  await fs.chmod(keyFolder, 0o700);
  const draw = (): string => toHex(random(32));
  const seeds = { v: 1, signing: draw(), opening: draw(), cosigner: draw() } as const;
  await writeWhole(name, `${JSON.stringify(seeds)}\n`);
  return fromSeeds(seeds);
};
