import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ownKeys } from '../../api/accounts.ts';
import { createSignedFetch } from '../../api/message-signature.ts';
import { parseHex } from '../../common/encodings.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { createSigningKey } from '../../common/crypto/signature.ts';
import { uuidv7 } from '../../common/ids.ts';
import type { Alarm as MemberAlarm } from '../../connectors/alarms/alarm-book.ts';
import { createClient } from '../../console/src/space/client.ts';
import { commitTo } from '../../console/src/space/commit.ts';
import { createCookieFetch } from '../../console/src/space/cookies.ts';
import type { EventDraft } from '../../console/src/space/draft.ts';
import { createHttp } from '../../console/src/space/http.ts';
import { createSecrets, toKeyring, unwrapSecrets, type Keyring } from '../../console/src/space/keyring.ts';
import { createPerson } from '../../console/src/space/person.ts';
import type { Fetch, Wait } from '../../console/src/space/ports.ts';
import { signIn } from '../../console/src/space/sign-in.ts';
import { startProcess } from '../../demo/process.ts';
import { seedSpace } from '../../demo/seeding/seed.ts';
import { readPeople, type SeededPerson } from '../../demo/seeding/people-file.ts';
import { SPACE } from '../../demo/space/organisations.ts';
import { createSupervisor, type Supervisor } from '../../demo/supervisor.ts';
import { readLogKeys } from '../../gateway/folder.ts';
import type { CertifiedSubject } from '../../provenance/event/bodies/identity.ts';
import { provePossession } from '../../provenance/identity/certificate.ts';
import { verifyMisbehavior } from '../../provenance/log/misbehavior.ts';
import { parsePolicy } from '../../provenance/log/policy.ts';
import { buildConsole } from '../../scripts/console.ts';
import { createMachine, type Machine } from './device.ts';
import { makeFolder, removeFolder } from './folder.ts';
import { DEVICE_HEADER, startLayer, type Layer } from './hostile-layer.ts';
import { readCheckpoints, readEntries } from './hostile-log.ts';
import { until } from './until.ts';

const wait: Wait = (milliseconds, signal) => pause(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);

/** Milliseconds between checkpoints at least. */
const CHECKPOINT_MS = '250';

type Settings = Readonly<Record<string, string>>;

/** The demo's supervisor, with the gateway behind the layer at a free port of its own. */
const superviseBehind = (layer: Layer, folder: string, gatewayEnv: Settings, memberEnv: Settings): Supervisor => {
  const base = createSupervisor({ folder, port: 0, memberEnv });
  let gateway: ReturnType<typeof startProcess> | undefined;
  return {
    ...base,
    startGateway: async () => {
      const env = { PORT: '0', DATA_DIR: base.layout.gateway, ORIGIN: layer.url, CHECKPOINT_MS, ...gatewayEnv };
      const logFile = path.join(base.layout.logs, 'gateway.log');
      gateway = startProcess({ name: 'gateway', entry: 'gateway/main.ts', env, ready: /^ready http/, logFile });
      layer.pointTo((await gateway.ready).slice('ready '.length).trim());
      return layer.url;
    },
    process: (name) => (name === 'gateway' && gateway !== undefined ? gateway : base.process(name)),
    stop: async () => {
      await base.stop();
      await gateway?.stop();
    },
  };
};

export interface DeviceOptions {
  /** What the layer knows it by; another device has another store. */
  readonly name: string;
  readonly machine?: Machine;
  readonly clock?: () => number;
}

export interface HostileSpaceOptions {
  /** Further settings of the gateway's process, and of each member's. */
  readonly gatewayEnv?: Settings;
  readonly memberEnv?: Settings;
  /** Of whoever reads the log in the operator's name. */
  readonly clock?: () => number;
}

/**
 * A whole demo space, each member a process of its own, whose gateway stands behind a layer that holds the operator's keys. People act
 * through the browser's own code.
 */
export const startHostileSpace = async ({ gatewayEnv = {}, memberEnv = {}, clock: ownClock = Date.now }: HostileSpaceOptions = {}) => {
  await buildConsole(() => undefined);
  const [folder, layer] = [makeFolder('hostile'), await startLayer()];
  const supervisor = superviseBehind(layer, folder, gatewayEnv, memberEnv);
  const { layout } = supervisor;
  const close = async (): Promise<void> => {
    await supervisor.stop();
    await layer.close();
    removeFolder(folder);
  };
  try {
    await seedSpace(supervisor, () => undefined);
  } catch (error) {
    await close();
    throw error;
  }
  const people = readPeople(layout.people);
  const policy = parsePolicy(fs.readFileSync(layout.policy, 'utf8'));
  const sessions = new Map<string, Promise<{ readonly fetch: Fetch; readonly keyring: Keyring }>>();

  const personOf = (login: string): SeededPerson => {
    const found = people.people.find((person) => person.login === login);
    if (found === undefined) throw new Error(`${login} is not of this space`);
    return found;
  };
  const rootOf = (slug: string) => {
    const { root, org } = JSON.parse(fs.readFileSync(path.join(layout.members, slug, 'recovery.json'), 'utf8')) as Record<string, string>;
    return { org: org ?? '', key: createSigningKey(parseHex(root ?? '')) };
  };
  const signInOnce = async (login: string) => {
    const cookieFetch = createCookieFetch(fetch, layer.url, Date.now);
    const { words } = personOf(login);
    await signIn({ fetch: cookieFetch, base: layer.url }, login, words);
    const { wrap } = await createHttp({ fetch: cookieFetch, base: layer.url }).ask(ownKeys, { path: '/api/keys' });
    return { fetch: cookieFetch, keyring: toKeyring(unwrapSecrets(wrap, words)) };
  };
  const sessionOf = (login: string) => {
    const session = sessions.get(login) ?? signInOnce(login);
    sessions.set(login, session);
    return session;
  };

  /** A device whose holder sends requests like this; nothing is on it but the confirmed root, and it has not looked at the log yet. */
  const deviceOf = async (
    { fetch: send, keyring, organisation }: { readonly fetch: Fetch; readonly keyring: Keyring; readonly organisation: string },
    { name, machine = createMachine(), clock = Date.now }: DeviceOptions,
  ) => {
    const { org = '', rootKey = '' } = people.organisations[organisation] ?? {};
    const named: Fetch = (url, request) => send(url, { ...request, headers: { ...request.headers, [DEVICE_HEADER]: name } });
    const { space } = people;
    const client = createClient({ fetch: named, base: layer.url, ...machine, clock, random: randomBytes, wait, space, org });
    await client.anchor.confirmRoot(rootKey);
    const person = createPerson(client, keyring);
    return { name, client, person, keyring, alarms: client.alarms };
  };
  const device = async (login: string, options: DeviceOptions) =>
    await deviceOf({ ...(await sessionOf(login)), organisation: personOf(login).organisation }, options);

  /** Somebody new with a key alone, who signs each request by it. @param certified what the organisation's administrator certifies her for */
  const hire = async (administrator: string, name: string, certified: Pick<CertifiedSubject, 'roles' | 'clearance'>) => {
    const keyring = toKeyring(createSecrets(randomBytes));
    const { organisation, org } = personOf(administrator);
    const subject = { kind: 'person' as const, id: uuidv7(Date.now, randomBytes) };
    const whole = { subject, key: keyring.key, openingKey: keyring.openingKey, ...certified };
    const { client, person } = await device(administrator, { name: administrator });
    await client.follow();
    const possession = provePossession({ ...whole, space: people.space, org }, keyring.signing);
    const { certificate } = await person.administrator.certify(whole, possession);
    const send = createSignedFetch(keyring.signing, ownClock);
    return {
      certificate,
      keyring,
      device: (options: DeviceOptions) => deviceOf({ fetch: send, keyring, organisation }, options),
      name,
    };
  };

  const alarmsOf = (slug: string): readonly MemberAlarm[] => {
    const place = path.join(layout.memberProcess(slug), 'alarms');
    const names = fs.existsSync(place) ? fs.readdirSync(place).filter((name) => name.endsWith('.json')) : [];
    return names.map((name) => JSON.parse(fs.readFileSync(path.join(place, name), 'utf8')) as MemberAlarm);
  };
  const logOf = (name: string): string => fs.readFileSync(path.join(layout.logs, `${name}.log`), 'utf8');

  /** A question to the connector of this person's organisation, as an event that anybody there may log at any time. */
  const question = (login: string): EventDraft => {
    const id = uuidv7(Date.now, randomBytes);
    const { opening, commitment } = commitTo({ random: randomBytes }, 'command', id, {});
    const connector = people.organisations[personOf(login).organisation]?.connector ?? '';
    return {
      type: 'command-issued',
      subject: { kind: 'command', id, commitment },
      refs: [],
      body: { connector, command: 'list-sources' },
      documents: [{ kind: 'command', opening }],
    };
  };

  return {
    layer,
    supervisor,
    people,
    policy,
    personOf,
    rootOf,
    sessionOf,
    device,
    hire,
    question,
    /** The log grows by somebody else's event, and witnesses have seen it. */
    grow: async (): Promise<void> => {
      const { person, client } = await device('qian.jin', { name: 'somebody else' });
      await client.follow();
      const { index } = await person.outbox.act(question('qian.jin'));
      await until('a witnessed checkpoint with it', async () => (await client.follow()).point.size > index);
    },
    newId: () => uuidv7(Date.now, randomBytes),
    /** The operator's own keys, out of the gateway's folder. */
    operator: readLogKeys(layout.gateway, SPACE.logName, randomBytes),
    /** What the real log holds now. */
    entries: async (): Promise<Uint8Array[]> => {
      const { keyring } = await sessionOf('chen.li');
      return await readEntries(layer.target(), createSignedFetch(keyring.signing, ownClock));
    },
    /** Every checkpoint that the real gateway has published; each signature on it holds. Roots in hex. */
    checkpoints: async (): Promise<readonly { readonly size: number; readonly root: string }[]> => {
      const { keyring } = await sessionOf('chen.li');
      return await readCheckpoints(layer.target(), createSignedFetch(keyring.signing, ownClock), policy);
    },
    /** What a mere witness keeps in its folder. */
    witnessState: (slug: string) =>
      JSON.parse(fs.readFileSync(path.join(layout.memberProcess(slug), 'witness.json'), 'utf8')) as { size: number; root: string },
    /** Kind of what the record proves against the log, to anybody who has the policy. */
    judge: (record: unknown) => verifyMisbehavior(record, policy),
    alarmsOf,
    alarmed: (slug: string, code: string, fits: (alarm: MemberAlarm) => boolean = () => true) =>
      until(`alarm ${code} of ${slug}`, () => alarmsOf(slug).find((alarm) => alarm.code === code && fits(alarm)), 30_000),
    /** The process wrote down trouble of this code. */
    troubled: (name: string, code: string, after = 0) =>
      until(`trouble ${code} of ${name}`, () => logOf(name).slice(after).includes(`"code":"${code}"`), 40_000),
    logOf,
    /** The last lines that are more than requests. */
    troublesOf: (name: string, count: number): readonly string[] =>
      logOf(name)
        .split('\n')
        .filter((line) => !line.includes('"msg":"request"'))
        .slice(-count),
    /** Key by which a member's process signs, hex. */
    keyOf: async (slug: string): Promise<string> => {
      const { client } = await device('chen.li', { name: 'key-reader' });
      const { state } = await client.follow();
      const { connector } = people.organisations[slug] ?? {};
      return [...state.certificates.values()].find(({ id }) => id === connector)?.key ?? '';
    },
    close,
  };
};
export type HostileSpace = Awaited<ReturnType<typeof startHostileSpace>>;
export type Device = Awaited<ReturnType<HostileSpace['device']>>;
