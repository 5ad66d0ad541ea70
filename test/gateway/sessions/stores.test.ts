import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { ENTITIES, MIGRATIONS } from '../../../gateway/database.ts';
import { createArtifactStore } from '../../../gateway/sessions/artifact-store.ts';
import { createSignInAttempts } from '../../../gateway/sessions/attempts.ts';
import { createSessionStore } from '../../../gateway/sessions/store.ts';
import { openTestDatabase } from '../../support/database.ts';

describe('what the sign-in keeps', () => {
  let database: DataSource;
  let now = 1_764_000_000_000;
  const clock = (): number => now;
  before(async () => {
    database = await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS });
  });
  after(() => database.destroy());

  const rowsOf = async (table: string): Promise<number> =>
    Number((await database.query<{ rows: string }[]>(`select count(*) as rows from ${table}`))[0]?.rows);

  it('is not found after its time, and is dropped', async () => {
    const [artifacts, sessions, attempts] = [
      createArtifactStore(database, clock),
      createSessionStore(database, clock),
      createSignInAttempts(database, clock, 'ab'.repeat(32)),
    ];
    const interactions = artifacts.adapter('Interaction');
    await interactions.upsert('one', { uid: 'one' }, 60);
    await sessions.keepSession('id', 'wang.fang', 60_000);
    await sessions.keepSignIn('state', { browser: 'b', nonce: 'n', verifier: 'v', destination: '/' }, 60_000);
    await attempts.begin('wang.fang');
    now += 59_999;
    expect(await interactions.find('one')).to.deep.equal({ uid: 'one' });
    expect(await sessions.loginOf('id')).to.equal('wang.fang');
    now += 1;
    expect(await interactions.find('one')).to.equal(undefined);
    expect(await sessions.loginOf('id')).to.equal(undefined);
    expect(await sessions.takeSignIn('state', 'b')).to.equal(undefined);
    now += 900_000;
    for (const store of [artifacts, sessions, attempts]) await store.sweep();
    for (const table of ['oidc_artifact', 'session', 'sign_in', 'sign_in_failure']) expect(await rowsOf(table), table).to.equal(0);
  });

  it('is kept whole, whatever anybody writes into a parameter', async () => {
    const adapter = createArtifactStore(database, clock).adapter('Interaction');
    const payload = { params: { state: 'a\u0000b\ud800' }, uid: 'two' };
    await adapter.upsert('two', payload, 60);
    expect(await adapter.find('two')).to.deep.equal(payload);
    expect(await adapter.findByUid('two')).to.deep.equal(payload);
    await adapter.consume('two');
    expect(await adapter.find('two')).to.have.property('consumed');
    await adapter.destroy('two');
    expect(await adapter.find('two')).to.equal(undefined);
  });

  it('of one sign-in is taken once, also by two at the same moment, and by no other browser', async () => {
    const store = createSessionStore(database, clock);
    await store.keepSignIn('shared', { browser: 'mine', nonce: 'n', verifier: 'v', destination: '/work' }, 60_000);
    expect(await store.destinationOf('shared')).to.equal(undefined);
    expect(await store.takeSignIn('shared', 'theirs')).to.equal(undefined);
    const taken = await Promise.all([store.takeSignIn('shared', 'mine'), store.takeSignIn('shared', 'mine')]);
    expect(taken.filter((signIn) => signIn !== undefined)).to.deep.equal([{ nonce: 'n', verifier: 'v', destination: '/work' }]);
    expect(await store.destinationOf('shared')).to.equal('/work');
  });

  it('about a login goes with its erasure, and what belongs to a revoked grant too', async () => {
    const artifacts = createArtifactStore(database, clock);
    const adapter = artifacts.adapter('Session');
    await adapter.upsert('session', { accountId: 'erased', uid: 'u' }, 60);
    await artifacts.adapter('Interaction').upsert('waiting', { result: { login: { accountId: 'erased' } } }, 60);
    await artifacts.adapter('AuthorizationCode').upsert('code', { grantId: 'grant' }, 60);
    await artifacts.erase('erased');
    expect(await rowsOf('oidc_artifact')).to.equal(1);
    await adapter.revokeByGrantId('grant');
    expect(await rowsOf('oidc_artifact')).to.equal(0);
  });
});
