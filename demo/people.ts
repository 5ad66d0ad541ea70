import { setTimeout as sleep } from 'node:timers/promises';
import { ownKeys } from '../api/accounts.ts';
import { randomBytes } from '../common/crypto/random.ts';
import { createClient, type Client } from '../console/src/space/client.ts';
import { createCookieFetch } from '../console/src/space/cookies.ts';
import { createSessionKeys, toKeyring } from '../console/src/space/keyring.ts';
import { createMemoryLocks } from '../console/src/space/locks/memory.ts';
import { createPerson, type Person } from '../console/src/space/person.ts';
import type { Wait } from '../console/src/space/ports.ts';
import { signIn } from '../console/src/space/sign-in.ts';
import { createMemoryStore } from '../console/src/space/stores/memory.ts';
import type { PeopleFile } from './seeding/people-file.ts';

/** Somebody of the demo space at work, by the same code that runs in the console. */
export interface ScriptedPerson {
  readonly login: string;
  readonly person: Person;
  readonly client: Client;
  /** Stops sending and proving. */
  leave(): Promise<void>;
}

const wait: Wait = (milliseconds, signal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);

/** Signs in with the six words, compares the root with the key letter, opens the keys, and starts the outbox. */
export const signInPerson = async (
  gateway: string,
  { people, organisations, space }: PeopleFile,
  login: string,
): Promise<ScriptedPerson> => {
  const seeded = people.find((person) => person.login === login);
  const root = organisations[seeded?.organisation ?? '']?.rootKey;
  if (seeded === undefined || root === undefined) throw new Error(`${login} is not of this space`);
  const cookieFetch = createCookieFetch(fetch, gateway, Date.now);
  const { proof } = await signIn({ fetch: cookieFetch, base: gateway }, login, seeded.words);
  const store = createMemoryStore();
  const keys = createSessionKeys(store, Date.now);
  await keys.expect(login, proof.salt, proof.wrapKey);
  const client = createClient({
    fetch: cookieFetch,
    base: gateway,
    store,
    locks: createMemoryLocks(),
    clock: Date.now,
    random: randomBytes,
    wait,
    space,
    org: seeded.org,
  });
  await client.anchor.confirmRoot(root);
  await client.follow();
  const { wrap } = await client.http.ask(ownKeys, { path: '/api/keys' });
  const secrets = await keys.openExpected(login, wrap);
  if (secrets === undefined) throw new Error(`the words of ${login} do not open the keys that the gateway keeps`);
  const person = createPerson(client, toKeyring(secrets));
  const worker = person.work((error) => console.error(`${login}: ${String(error)}`));
  return { login, person, client, leave: () => worker.stop() };
};
