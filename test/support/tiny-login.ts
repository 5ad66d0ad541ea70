import { createPassphrase } from '../../common/crypto/passphrase-words.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { createSecrets, toKeyring, wrapSecrets, type PersonSecrets, type RoamingKeys } from '../../console/src/space/keyring.ts';
import { seededRandom } from './random.ts';
import type { Actor, ScriptedSpace } from './scripted-space.ts';
import type { TinyLog } from './tiny-log.ts';

/** A person of a scripted space whose keys lie under six words. */
export interface LoginPerson {
  readonly login: string;
  readonly name: string;
  readonly words: string;
  readonly secrets: PersonSecrets;
  readonly account: RoamingKeys;
  readonly actor: Actor;
}

/** Keys from words, for an organisation; wrapping takes a second. */
export const createLoginPerson = (space: ScriptedSpace, org: string, login: string, name: string): LoginPerson => {
  const words = createPassphrase(seededRandom(`words of ${login}`));
  const secrets = createSecrets(seededRandom(`secrets of ${login}`));
  const { signing, opening } = toKeyring(secrets);
  const actor = { org, key: signing, opening, subject: space.newId(), certificate: space.newId() };
  return { login, name, words, secrets, account: wrapSecrets(secrets, words, randomBytes), actor };
};

export interface Login {
  /** Whose session it is; nobody's at first. */
  person: LoginPerson | undefined;
}

/** The gateway's sign-in as a page sees it; any of these people may come, one at a time. */
export const attachLogin = (log: TinyLog, roots: readonly Actor[], people: readonly LoginPerson[], roles: readonly string[]): Login => {
  const login: Login = { person: undefined };
  const names = { zh: '单位', en: 'Organisation' };
  const session = (): LoginPerson => {
    if (login.person === undefined) throw new DomainError('unauthenticated', { status: 401 });
    return login.person;
  };
  const answerInteraction = (body: unknown): object => {
    if (body === undefined) return { uid: 'u1', prompt: 'login' };
    const { login: name, secret } = body as { login: string; secret: string };
    const person = people.find((one) => one.login === name);
    if (person === undefined || toHex(sha256(parseHex(secret))) !== person.account.verifier)
      throw new DomainError('sign-in-refused', { status: 401 });
    login.person = person;
    return { to: '/oidc/auth/u1' };
  };
  const describe = ({ login: name, name: shown, actor }: LoginPerson): object => {
    const { subject: person, org, key } = actor;
    return { login: name, name: shown, person, org, key: toHex(key.publicKey), roles };
  };
  const answers: Readonly<Record<string, (body: unknown) => object>> = {
    '/api/space': () => ({ space: log.space.space, names, logKey: 'x'.repeat(20), receiptKey: 'x'.repeat(20), seeded: true, now: log.now }),
    '/api/interactions/u1': answerInteraction,
    '/api/session': () => describe(session()),
    '/api/keys': () => ({ wrap: session().account.wrap }),
    '/api/organisations': () => {
      session();
      return { organisations: roots.map(({ org, key }) => ({ id: org, role: 'owner', names, rootKey: toHex(key.publicKey) })) };
    },
    '/auth/logout': () => {
      login.person = undefined;
      return {};
    },
  };
  for (const { login: name, account } of people) Object.assign(answers, { [`/api/accounts/${name}/salt`]: () => ({ salt: account.salt }) });
  log.handlers.push((path, body) => answers[path]?.(body));
  return login;
};
