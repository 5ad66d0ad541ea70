import { ownKeys, type RoamingWrap } from '../../../api/accounts.ts';
import { organisations } from '../../../api/people.ts';
import { interaction, session as sessionShape, type Session } from '../../../api/sessions.ts';
import { space as spaceShape } from '../../../api/space.ts';
import type { z } from 'zod';
import type { Clock } from '../../../common/clock.ts';
import { createClient, type Client, type ClientOptions } from './client.ts';
import { rootFingerprint } from './anchor.ts';
import { fail } from './errors.ts';
import { createHttp, statusOf, type Http } from './http.ts';
import { createSessionKeys, toKeyring, unwrapSecrets, type PersonSecrets, type SessionKeys } from './keyring.ts';
import { readPages } from './pages.ts';
import { createPerson, type Person } from './person.ts';
import type { KeyValueStore } from './ports.ts';
import { answerInteraction, proveWords } from './sign-in.ts';

export type SpaceInfo = z.infer<typeof spaceShape>;

/** The own organisation's root: confirmed on this device, or only what the directory shows for comparison with the key letter. */
export interface RootState {
  readonly confirmed: boolean;
  readonly rootKey: string;
  /** SHA-256 of the root key, hex. */
  readonly fingerprint: string;
  /** The organisation's names, as the directory gives them. */
  readonly names?: { readonly zh: string; readonly en: string };
}

/** Somebody is signed in on this device. */
export interface Entered {
  readonly session: Session;
  readonly client: Client;
  readonly root: RootState;
  /** Open keys; undefined while they are locked. */
  readonly person: Person | undefined;
}

/** One device through sign-in, unlocking and sign-out. */
export interface DeviceSession {
  info(): Promise<SpaceInfo>;
  /** Who is signed in; keys that the words on the sign-in page opened, or that were open before a reload, are open again. */
  current(): Promise<Entered | undefined>;
  /** Is this sign-in still waiting? @throws DomainError the gateway's when not */
  interaction(uid: string): Promise<void>;
  /** Answers the sign-in; the words stay here. @returns where to go on */
  answerInteraction(uid: string, login: string, words: string): Promise<string>;
  /** @throws DomainError `passphrase-wrong`, `session-expired` when nobody is signed in, `keys-differ` when the wrap holds another key */
  unlock(words: string): Promise<Person>;
  /** The person has compared the fingerprint with the key letter. @throws DomainError `root-differs`, `session-expired` */
  confirmRoot(): Promise<RootState>;
  /** Wipes the open keys, keeps the sealed outbox, and ends the session. */
  signOut(): Promise<void>;
}

export interface DeviceSessionOptions extends Omit<ClientOptions, 'store' | 'space' | 'org'> {
  /** The sealed store of this space on this device. */
  readonly openStore: (space: string) => Promise<KeyValueStore>;
}

/** Milliseconds that a session lasts at most. */
const SESSION = 12 * 3_600_000;

interface Held {
  readonly session: Session;
  readonly client: Client;
  person: Person | undefined;
}

interface Place {
  readonly space: string;
  readonly store: KeyValueStore;
  readonly keys: SessionKeys;
}

/** What this device keeps for the space that the gateway serves; a gateway that was away is asked again. */
const createPlace = ({ openStore, clock }: DeviceSessionOptions, info: () => Promise<SpaceInfo>): (() => Promise<Place>) => {
  let place: Promise<Place> | undefined;
  const open = async (): Promise<Place> => {
    const { space } = await info();
    const store = await openStore(space);
    return { space, store, keys: createSessionKeys(store, clock) };
  };
  return () => {
    place ??= open();
    place.catch(() => {
      place = undefined;
    });
    return place;
  };
};

/** Opens a person's keys, if they are hers. */
const createEntrance = (http: Http, place: () => Promise<Place>, clock: Clock) => {
  const enter = async (to: Held, secrets: PersonSecrets): Promise<Person> => {
    const keyring = toKeyring(secrets);
    if (keyring.key !== to.session.key) return fail('keys-differ', { session: to.session.key, opened: keyring.key });
    await (await place()).keys.keep(secrets, clock() + SESSION);
    to.person = createPerson(to.client, keyring);
    return to.person;
  };
  const wrapOf = async (): Promise<RoamingWrap> => (await http.ask(ownKeys, { path: '/api/keys' })).wrap;
  return {
    unlock: async (to: Held, words: string): Promise<Person> => await enter(to, unwrapSecrets(await wrapOf(), words)),
    /** Without asking for the words: as before a reload, or as the sign-in page just opened them. */
    reopen: async (to: Held): Promise<void> => {
      const { keys } = await place();
      const kept = await keys.read();
      const secrets =
        kept !== undefined && toKeyring(kept).key === to.session.key ? kept : await keys.openExpected(to.session.login, await wrapOf());
      if (secrets !== undefined) await enter(to, secrets);
    },
  };
};

const askSession = async (http: Http): Promise<Session | undefined> => {
  try {
    return await http.ask(sessionShape, { path: '/api/session' });
  } catch (error) {
    if (statusOf(error) === 401) return undefined;
    throw error;
  }
};

const rootOf = async (http: Http, { client, session: { org } }: Held): Promise<RootState> => {
  const confirmed = await client.anchor.root();
  const listed = await readPages(http, organisations, '/api/organisations', (page) => page.organisations);
  const shown = listed.find(({ id }) => id === org);
  const rootKey = confirmed ?? shown?.rootKey ?? fail('subject-unknown', { org });
  const names = shown === undefined ? {} : { names: shown.names };
  return { confirmed: confirmed !== undefined, rootKey, fingerprint: rootFingerprint(rootKey), ...names };
};

const isSame = (a: Session, b: Session): boolean => a.login === b.login && a.key === b.key && a.org === b.org;

export const createDeviceSession = (options: DeviceSessionOptions): DeviceSession => {
  const { clock, fetch, base } = options;
  const http = createHttp({ fetch, base });
  const info = (): Promise<SpaceInfo> => http.ask(spaceShape, { path: '/api/space' });
  const place = createPlace(options, info);
  const entrance = createEntrance(http, place, clock);
  let held: Held | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const requireHeld = (): Held => held ?? fail('session-expired');

  const take = async (): Promise<Held | undefined> => {
    const session = await askSession(http);
    if (session === undefined) held = undefined;
    else if (held === undefined || !isSame(held.session, session)) {
      const { space, store } = await place();
      const taken: Held = { session, client: createClient({ ...options, store, space, org: session.org }), person: undefined };
      await entrance.reopen(taken);
      held = taken;
    } else held = { ...held, session };
    return held;
  };

  return {
    info,
    current: async () => {
      // Two questions at once must not make two people of one.
      const taken = turn.then(take);
      turn = taken.catch(() => undefined);
      const now = await taken;
      return now && { session: now.session, client: now.client, root: await rootOf(http, now), person: now.person };
    },
    interaction: async (uid) => void (await http.ask(interaction, { path: `/api/interactions/${encodeURIComponent(uid)}` })),
    answerInteraction: async (uid, login, words) => {
      const { secret, salt, wrapKey } = await proveWords(http, login, words);
      const to = await answerInteraction(http, uid, login, secret);
      await (await place()).keys.expect(login, salt, wrapKey);
      return to;
    },
    unlock: (words) => entrance.unlock(requireHeld(), words),
    confirmRoot: async () => {
      const root = await rootOf(http, requireHeld());
      await requireHeld().client.anchor.confirmRoot(root.rootKey);
      return { ...root, confirmed: true };
    },
    signOut: async () => {
      await (await place()).keys.wipe();
      held = undefined;
      await http.send({ method: 'POST', path: '/auth/logout' });
    },
  };
};
