import { expect } from 'chai';
import { createConnectedSource } from '../../../console/src/data/connected/source.ts';
import type { DataSource } from '../../../console/src/data/source.ts';
import { createPassphrase } from '../../../common/crypto/passphrase-words.ts';
import { createMachine, openStage, type Machine } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';
import { openSurroundings } from '../../support/surroundings.ts';
import { attachLogin, createLoginPerson } from '../../support/tiny-login.ts';
import { until } from '../../support/until.ts';

/** A grading officer of the owner, certified, who has not signed in yet. */
const prepare = (machine: Machine = createMachine()) => {
  const stage = openStage();
  const { log, lot } = stage;
  const person = createLoginPerson(log.space, lot.owner.org, 'shen.li', '沈立');
  log.space.certify(lot.owner, ['grading-officer'], person.actor);
  log.publish();
  const login = attachLogin(log, [lot.owner, lot.firm], [person], ['grading-officer']);
  const gone: string[] = [];
  const opened: DataSource[] = [];
  const open = (): DataSource => {
    const source = createConnectedSource(openSurroundings(log, machine, gone));
    opened.push(source);
    return source;
  };
  const close = async (): Promise<void> => {
    for (const { session } of opened) await session.signOut().catch(() => undefined);
  };
  return { ...stage, person, login, gone, open, close };
};

describe('the console, connected: session and ledger', function connected() {
  this.timeout(30_000);

  it('shows nobody before the sign-in, and leaves for it', async () => {
    const { open, gone, close } = prepare();
    const { session, ledger } = open();
    expect(await session.current()).to.equal(undefined);
    expect((await session.space()).seeded).to.equal(true);
    expect(ledger.facts().state).to.equal('checking');
    session.startSignIn('/owner?x=1');
    expect(gone).to.deep.equal(['/auth/login?to=%2Fowner%3Fx%3D1']);
    await close();
  });

  it('goes from the words to a verified ledger', async () => {
    const { open, person, close, log } = prepare();
    await open().session.answerInteraction('u1', person.login, person.words);
    const { session, ledger } = open();
    const before = await session.current();
    expect(before?.key.state).to.equal('open');
    expect(before?.anchor.confirmed).to.equal(false);
    expect(ledger.facts().state).to.equal('unanchored');
    const states: string[] = [];
    ledger.watch(({ state }) => states.push(state));
    expect((await session.confirmAnchor()).confirmed).to.equal(true);
    await until('the ledger', () => ledger.facts().state === 'verified');
    const after = await session.current();
    expect(after?.key.certifiedAt).to.be.a('number');
    expect(after?.roles).to.deep.equal([{ role: 'grading-officer' }]);
    expect(ledger.facts()).to.deep.include({ size: log.space.entries.length, witnesses: { found: 4, needed: 3, all: 4 } });
    const page = await ledger.page();
    expect(page.witnesses.map(({ name, newest }) => [name, newest?.size])).to.deep.equal(
      ['city', 'hotline', 'firm', 'auditor'].map((name) => [name, log.space.entries.length]),
    );
    expect(page.seen.length).to.equal(1);
    expect(states.at(-1)).to.equal('verified');
    await close();
  });

  it('asks for the words on a new device, and forgets the keys at sign-out', async () => {
    const { open, person, login, close } = prepare();
    login.person = person;
    const { session } = open();
    expect((await session.current())?.key.state).to.equal('locked');
    await expectCode(() => session.unlock(createPassphrase(seededRandom('others'))), 'passphrase-wrong');
    expect((await session.unlock(person.words)).state).to.equal('open');
    await session.signOut();
    login.person = person;
    expect((await open().session.current())?.key.state).to.equal('locked');
    await close();
  });

  it('says when the log contradicts itself', async () => {
    const { open, person, login, close, log } = prepare();
    login.person = person;
    const { session, ledger } = open();
    await session.current();
    await session.confirmAnchor();
    await until('the ledger', () => ledger.facts().state === 'verified');
    log.publish(undefined, undefined, [...log.space.entries].with(3, new TextEncoder().encode('another')));
    await until('the contradiction', () => ledger.facts().state === 'contradicted');
    await close();
  });
});
