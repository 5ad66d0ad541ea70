import { expect } from 'chai';
import { createPassphrase } from '../../../common/crypto/passphrase-words.ts';
import { randomBytes } from '../../../common/crypto/random.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import { createDeviceSession, type DeviceSession } from '../../../console/src/space/device-session.ts';
import { createSecrets, toKeyring, wrapSecrets } from '../../../console/src/space/keyring.ts';
import { createMachine, openStage, waitOf, type Machine, type Stage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';
import { BASE } from '../../support/tiny-log.ts';

const words = createPassphrase(seededRandom('words'));
const secrets = createSecrets(seededRandom('person'));
const account = wrapSecrets(secrets, words, randomBytes);
const { key } = toKeyring(secrets);
const NAMES = { zh: '公司', en: 'Firm' };

/** The gateway's sign-in, as far as a page sees it: one person, whose session begins with the right answer. */
const attachLogin = ({ log, lot }: Stage) => {
  const login = { signedIn: false, name: 'wang.lin' };
  const rootKey = toHex(lot.firm.key.publicKey);
  const session = () => ({ login: login.name, name: '王琳', person: lot.labelers[0].subject, org: lot.firm.org, key, roles: ['labeler'] });
  const requireSession = <T>(answer: T): T => {
    if (!login.signedIn) throw new DomainError('unauthenticated', { status: 401 });
    return answer;
  };
  const answers: Readonly<Record<string, (body: unknown) => object>> = {
    '/api/space': () => ({
      space: log.space.space,
      names: NAMES,
      logKey: 'x'.repeat(20),
      receiptKey: 'x'.repeat(20),
      seeded: true,
      now: log.now,
    }),
    '/api/accounts/wang.lin/salt': () => ({ salt: account.salt }),
    '/api/interactions/u1': (body) => {
      if (body === undefined) return { uid: 'u1', prompt: 'login' };
      const { secret } = body as { secret: string };
      if (toHex(sha256(parseHex(secret))) !== account.verifier) throw new DomainError('sign-in-refused', { status: 401 });
      login.signedIn = true;
      return { to: '/oidc/auth/u1' };
    },
    '/api/session': () => requireSession(session()),
    '/api/keys': () => requireSession({ wrap: account.wrap }),
    '/api/organisations': () => requireSession({ organisations: [{ id: lot.firm.org, role: 'firm', names: NAMES, rootKey }] }),
    '/auth/logout': () => {
      login.signedIn = false;
      return {};
    },
  };
  log.handlers.push((path, body) => answers[path]?.(body));
  return login;
};

const openTab = ({ log }: Stage, { store, locks }: Machine): DeviceSession =>
  createDeviceSession({
    fetch: (url, request) => log.fetch(url, request),
    base: BASE,
    openStore: () => Promise.resolve(store),
    locks,
    clock: () => log.now,
    random: randomBytes,
    wait: waitOf(log),
  });

describe('a device through sign-in and sign-out', function deviceSession() {
  this.timeout(30_000);

  it('opens the keys with the words of the sign-in page, and keeps them over a reload', async () => {
    const stage = openStage();
    const machine = createMachine();
    attachLogin(stage);
    const signIn = openTab(stage, machine);
    expect(await signIn.current()).to.equal(undefined);
    expect((await signIn.info()).seeded).to.equal(true);
    await signIn.interaction('u1');
    expect(await signIn.answerInteraction('u1', 'wang.lin', words)).to.equal('/oidc/auth/u1');
    const after = openTab(stage, machine);
    expect((await after.current())?.person?.key).to.equal(key);
    expect((await openTab(stage, machine).current())?.person?.key).to.equal(key);
    // The wrap key of the sign-in page opens once.
    expect(await machine.store.get('sign-in-key')).to.equal(undefined);
  });

  it('asks for the words on a device that saw no sign-in, and when the session is over', async () => {
    const stage = openStage();
    const machine = createMachine();
    const login = attachLogin(stage);
    login.signedIn = true;
    const tab = openTab(stage, machine);
    expect((await tab.current())?.person).to.equal(undefined);
    await expectCode(() => tab.unlock(createPassphrase(seededRandom('others'))), 'passphrase-wrong');
    expect((await tab.unlock(words)).key).to.equal(key);
    expect((await tab.current())?.person?.key).to.equal(key);
    stage.log.now += 13 * 3_600_000;
    expect((await openTab(stage, machine).current())?.person).to.equal(undefined);
  });

  it('makes one person of two questions at once', async () => {
    const stage = openStage();
    attachLogin(stage).signedIn = true;
    const tab = openTab(stage, createMachine());
    const [one, two] = await Promise.all([tab.current(), tab.current()]);
    expect(one?.client).to.equal(two?.client);
  });

  it('shows the root for comparison until it is confirmed, and follows the log from then on', async () => {
    const stage = openStage();
    const machine = createMachine();
    attachLogin(stage).signedIn = true;
    const tab = openTab(stage, machine);
    const entered = await tab.current();
    expect(entered?.root.confirmed).to.equal(false);
    await expectCode(() => entered?.client.follow(), 'root-unconfirmed');
    expect((await tab.confirmRoot()).fingerprint).to.equal(entered?.root.fingerprint);
    expect((await openTab(stage, machine).current())?.root.confirmed).to.equal(true);
    expect((await entered?.client.follow())?.health).to.equal('verified');
  });

  it('wipes the keys at sign-out', async () => {
    const stage = openStage();
    const machine = createMachine();
    const login = attachLogin(stage);
    login.signedIn = true;
    const tab = openTab(stage, machine);
    await tab.current();
    await tab.unlock(words);
    await tab.signOut();
    expect(await machine.store.get('session-keys')).to.equal(undefined);
    expect(await tab.current()).to.equal(undefined);
    await expectCode(() => tab.unlock(words), 'session-expired');
  });

  it('opens nothing for another login, and no other person’s keys', async () => {
    const stage = openStage();
    const machine = createMachine();
    const login = attachLogin(stage);
    await openTab(stage, machine).answerInteraction('u1', 'wang.lin', words);
    login.name = 'li.xiang';
    expect((await openTab(stage, machine).current())?.person).to.equal(undefined);
    const wrong = openTab(stage, createMachine());
    const others = wrapSecrets(createSecrets(randomBytes), words, randomBytes);
    stage.log.handlers.unshift((path) => (path === '/api/keys' ? { wrap: others.wrap } : undefined));
    await wrong.current();
    await expectCode(() => wrong.unlock(words), 'keys-differ');
  });
});
