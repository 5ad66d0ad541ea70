import { expect } from 'chai';
import { createPassphrase } from '../../../common/crypto/passphrase-words.ts';
import { randomBytes } from '../../../common/crypto/random.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { deriveLogin } from '../../../common/crypto/passphrase.ts';
import { parseBase64, toHex, toUtf8 } from '../../../common/encodings.ts';
import { seal } from '../../../common/crypto/sealing.ts';
import { createSecrets, createSessionKeys, toKeyring, unwrapSecrets, wrapSecrets } from '../../../console/src/space/keyring.ts';
import { createMemoryStore } from '../../../console/src/space/stores/memory.ts';
import { expectCode } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';

const words = createPassphrase(seededRandom('words'));
const secrets = createSecrets(seededRandom('person'));

describe('a person’s keys', () => {
  const roaming = wrapSecrets(secrets, words, randomBytes);

  it('come back under the same six words', () => expect(unwrapSecrets(roaming.wrap, words)).to.deep.equal(secrets));
  it('stay closed under others', () =>
    expectCode(() => unwrapSecrets(roaming.wrap, createPassphrase(seededRandom('others'))), 'passphrase-wrong'));
  it('are wrapped apart, and not interchangeable without notice', () => {
    const { signing, opening } = roaming.wrap;
    expect(signing.ciphertext).not.to.equal(opening.ciphertext);
    const swapped = unwrapSecrets({ signing: opening, opening: signing }, words);
    expect(toKeyring(swapped).key).not.to.equal(toKeyring(secrets).key);
  });
  it('leave the gateway a verifier that opens nothing', () => {
    const { loginSecret, wrapKey } = deriveLogin(words, parseBase64(roaming.salt));
    expect(roaming.verifier).to.equal(toHex(sha256(loginSecret)));
    expect(JSON.stringify(roaming)).not.to.include(toHex(wrapKey)).and.not.to.include(toHex(secrets.signing));
  });
  it('sign and open', () => {
    const { opening } = toKeyring(secrets);
    const info = toUtf8('x');
    expect(opening.open(seal(toUtf8('hello'), opening.publicKey, { info, random: randomBytes }), info)).to.deep.equal(toUtf8('hello'));
  });

  it('stay open over a reload until the session ends, or until they are wiped', async () => {
    let now = 1000;
    const keys = createSessionKeys(createMemoryStore(), () => now);
    expect(await keys.read()).to.equal(undefined);
    await keys.keep(secrets, 2000);
    expect(await keys.read()).to.deep.equal(secrets);
    now = 2000;
    expect(await keys.read()).to.equal(undefined);
    now = 1000;
    expect(await keys.read()).to.equal(undefined);
    await keys.keep(secrets, 2000);
    await keys.wipe();
    expect(await keys.read()).to.equal(undefined);
  });
});
