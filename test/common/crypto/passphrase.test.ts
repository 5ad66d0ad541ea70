import { expect } from 'chai';
import {
  createSalt,
  deriveLogin,
  unwrapForLogin,
  unwrapSecret,
  wrapForLogin,
  wrapSecret,
  type WrappedSecret,
} from '../../../common/crypto/passphrase.ts';
import { createPassphrase, parsePassphrase } from '../../../common/crypto/passphrase-words.ts';
import { toUtf8 } from '../../../common/encodings.ts';
import { expectCode } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';

const random = seededRandom('passphrase');
const secret = toUtf8('a signing key and an opening key');

describe('secrets under a passphrase', () => {
  const wrapped = wrapSecret(secret, 'correct horse', 'device', random);
  it('come back through JSON', () =>
    expect(unwrapSecret(JSON.parse(JSON.stringify(wrapped)) as WrappedSecret, 'correct horse')).to.deep.equal(secret));
  it('take one passphrase in either composition', () => {
    const composed = wrapSecret(secret, 'caf\u00e9', 'device', random);
    expect(unwrapSecret(composed, 'cafe\u0301')).to.deep.equal(secret);
  });
  it('refuse another passphrase', () => expectCode(() => unwrapSecret(wrapped, 'correct horsf'), 'passphrase-wrong'));
  it('refuse a changed salt, nonce, ciphertext', async () => {
    const another = wrapSecret(toUtf8('another'), 'correct horse', 'device', random);
    for (const name of ['salt', 'nonce', 'ciphertext'] as const)
      await expectCode(() => unwrapSecret({ ...wrapped, [name]: another[name] }, 'correct horse'), 'passphrase-wrong');
  });
  it('refuse a wrap called by another profile', () =>
    expectCode(() => unwrapSecret({ ...wrapped, profile: 'roaming' }, 'correct horse'), 'passphrase-wrong'));
  for (const [what, record] of Object.entries({
    'another version': { ...wrapped, v: 2 },
    'a member too many': { ...wrapped, hint: 'horse' },
    'a member too few': { v: 1, profile: 'device', salt: wrapped.salt, nonce: wrapped.nonce },
    'an unknown profile': { ...wrapped, profile: 'fast' },
    'a short salt': { ...wrapped, salt: 'AAAA' },
    'a short nonce': { ...wrapped, nonce: 'AAAA' },
    'no base64': { ...wrapped, ciphertext: '*' },
    'a huge ciphertext': { ...wrapped, ciphertext: 'A'.repeat(200_000) },
    nothing: null,
  }))
    it(`refuse ${what}`, () => expectCode(() => unwrapSecret(record as WrappedSecret, 'correct horse'), 'malformed-encoding'));
  it('are bounded', () => expectCode(() => wrapSecret(new Uint8Array(65_537), 'p', 'device', random), 'malformed-encoding'));
});

describe('a roaming login', () => {
  const salt = createSalt(random);
  const login = deriveLogin('six words', salt);
  it('gives 32 bytes for the wrap and 32 others for the server', () => {
    expect([login.wrapKey.length, login.loginSecret.length]).to.deep.equal([32, 32]);
    expect(login.wrapKey).not.to.deep.equal(login.loginSecret);
  });
  it('opens the wrap without a second derivation, and the passphrase opens it too', () => {
    const wrapped = wrapForLogin(secret, login, salt, random);
    expect(unwrapForLogin(wrapped, login)).to.deep.equal(secret);
    expect(unwrapSecret(wrapped, 'six words')).to.deep.equal(secret);
  });
  it('does not open with what the server knows', () =>
    expectCode(
      () => unwrapForLogin(wrapForLogin(secret, login, salt, random), { ...login, wrapKey: login.loginSecret }),
      'passphrase-wrong',
    ));
  it('depends on the salt', () => expect(deriveLogin('six words', createSalt(random))).not.to.deep.equal(login));
  it('refuses a salt of another length', () => expectCode(() => deriveLogin('six words', new Uint8Array(15)), 'malformed-encoding'));
});

describe('six generated words', () => {
  it('come from 11 bits each', () => {
    const bytes = Uint8Array.of(0, 0, 7, 255, 8, 0, 0, 1, 255, 255, 248, 3);
    expect(createPassphrase(() => bytes)).to.equal('abandon zoo abandon ability zoo about');
  });
  it('are read however they are typed', () => {
    const words = createPassphrase(random);
    expect(words).to.match(/^(?:[a-z]+ ){5}[a-z]+$/);
    expect(parsePassphrase(`  ${words.toUpperCase().replaceAll(' ', ' \u3000\n')} `)).to.equal(words);
  });
  it('refuse five words', () => expectCode(() => parsePassphrase('zoo zoo zoo zoo zoo'), 'passphrase-wrong'));
  it('refuse an unknown word and do not repeat it', () => {
    expect(() => parsePassphrase('zoo zoo zoo secrett zoo zoo')).to.throw(/^(?!.*secrett).*"unknownWord":4/);
  });
  it('refuse nothing', () => expectCode(() => parsePassphrase(''), 'passphrase-wrong'));
});
