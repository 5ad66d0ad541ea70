import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import type { DataSource } from 'typeorm';
import type { SpaceFile } from '../../api/space.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { ENTITIES, MIGRATIONS } from '../../gateway/database.ts';
import { startGateway, type GatewayOptions } from '../../gateway/gateway.ts';
import { createSignedFetch } from '../../platform/http/message-signature.ts';
import { isOfType } from '../../provenance/event/event.ts';
import { signPinList } from '../../provenance/identity/pin-list.ts';
import { writePolicy } from '../../provenance/log/policy-text.ts';
import { signCosignature } from '../../provenance/log/cosignature.ts';
import { parseNote } from '../../provenance/log/note.ts';
import { openTestDatabase } from './database.ts';
import { makeFolder, removeFolder } from './folder.ts';
import { TEST_KEYS } from './gateway-log.ts';
import { createMemoryLog, request } from './http.ts';
import { keyOf, LOG_NAME, termsOf, WITNESSES } from './log.ts';
import { createScriptedSpace, type Actor, type LoggedEvent } from './scripted-space.ts';

/** A space whose organisations, people and machines are certified by script; nothing of it is sent yet. */
export const createTestSpace = (seed = `space ${randomUUID()}`) => {
  const script = createScriptedSpace(seed);
  const [operatorRoot, ownerRoot, firmRoot] = [script.join('operator'), script.join('owner'), script.join('firm')];
  const witnesses = WITNESSES.map((name) => ({ name, actor: script.certify(operatorRoot, ['witness']) }));
  return {
    script,
    roots: { operator: operatorRoot, owner: ownerRoot, firm: firmRoot },
    operator: script.certify(operatorRoot, ['operator', 'administrator']),
    administrator: script.certify(ownerRoot, ['administrator']),
    keeper: script.certify(ownerRoot, ['data-owner']),
    officer: script.certify(ownerRoot, ['grading-officer']),
    connector: script.certify(ownerRoot, ['connector', 'witness']),
    labeler: script.certify(firmRoot, ['labeler']),
    lead: script.certify(firmRoot, ['team-lead']),
    witnesses,
  };
};
export type TestSpace = ReturnType<typeof createTestSpace>;

const NAMES = { zh: '测试', en: 'Test' };

export const spaceFileOf = ({ script }: TestSpace): SpaceFile => ({
  v: 1,
  space: script.space,
  logName: LOG_NAME,
  names: NAMES,
  organisations: script.events
    .map(({ signed }) => signed)
    .filter((signed) => isOfType(signed, 'organisation-joined'))
    .map(({ event }) => ({ id: event.subject.id, role: event.body.role, rootKey: event.body.rootKey, names: NAMES })),
});

export const hexOf = ({ key }: Actor): string => toHex(key.publicKey);

export type TestGatewayOptions = Partial<Omit<GatewayOptions, 'database' | 'space'>> & {
  readonly space?: TestSpace;
  readonly database?: DataSource;
  /** The database holds the space's events already. */
  readonly isLogged?: boolean;
};

/** Parts without resources that believe a header `x-person: <org> <person> <key>` in place of a session. */
export const believePersons: GatewayOptions['createParts'] = () => ({
  resources: [],
  before: [],
  personOf: (ctx) => {
    const [org, person, key] = ctx.get('x-person').split(' ');
    const isComplete = org !== undefined && person !== undefined && key !== undefined;
    return Promise.resolve(isComplete ? { kind: 'person' as const, login: loginOf({ subject: person }), org, person, key } : undefined);
  },
  names: () => Promise.resolve([]),
  openLots: () => Promise.resolve([]),
  missingReleases: () => Promise.resolve([]),
});

export interface Call {
  readonly by?: Actor;
  readonly as?: Actor;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Login of somebody whom {@link believePersons} believes. */
export const loginOf = ({ subject }: Pick<Actor, 'subject'>): string => `p-${subject}`;

/** A gateway on a free port and a database of its own, with its space's events logged. */
export const startTestGateway = async (options: TestGatewayOptions = {}) => {
  const space = options.space ?? createTestSpace();
  const database = options.database ?? (await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS }));
  const { log, lines } = createMemoryLog();
  const folder = makeFolder('gateway');
  const gateway = await startGateway({
    keys: TEST_KEYS,
    clock: Date.now,
    random: randomBytes,
    log,
    folder,
    port: 0,
    console: path.join(folder, 'no console'),
    version: 'test',
    checkpointInterval: 20,
    createParts: believePersons,
    ...options,
    database,
    space: spaceFileOf(space),
  });
  const { script, roots } = space;

  /** One request, signed by an actor (`by`) or in the session of one (`as`). */
  const call = async (method: string, at: string, { by, as, json, headers }: Call = {}) =>
    await request(`${gateway.url}${at}`, {
      method,
      ...(json !== undefined && { json }),
      ...(by !== undefined && { send: createSignedFetch(by.key, options.clock) }),
      headers: { ...headers, ...(as !== undefined && { 'x-person': `${as.org} ${as.subject} ${hexOf(as)}` }) },
    });
  const submit = (logged: LoggedEvent, documents?: readonly unknown[]) =>
    call('POST', '/api/events', { json: { signed: logged.signed, ...(logged.salt !== undefined && { salt: logged.salt }), documents } });

  /** The operator pins the policy of the four test witnesses, three of whom must sign. */
  const publishPolicy = async (number = 1): Promise<void> => {
    const policy = writePolicy({ ...termsOf(3), space: script.space });
    const list = { v: 1, space: script.space, org: roots.operator.org, number, policy } as const;
    await call('PUT', `/api/pins/${roots.operator.org}`, { json: signPinList(list, roots.operator.key) });
  };
  /** Publishes a checkpoint and has it cosigned by these witnesses. */
  const witness = async (names: readonly string[] = WITNESSES, at = Date.now()): Promise<void> => {
    await gateway.log.publish();
    const note = await gateway.foundation.reader.newest();
    const size = Number(note.split('\n')[1]);
    for (const { name, actor } of space.witnesses.filter((other) => names.includes(other.name))) {
      const line = signCosignature(parseNote(note), `${name}.example/witness`, keyOf(`witness ${name}`), Math.floor(at / 1000));
      await call('POST', '/log/cosignatures', { by: actor, json: { size, line } });
    }
  };
  for (const logged of options.isLogged === true ? [] : script.events) {
    const { status, text } = await submit(logged);
    if (status !== 201) throw new Error(`the space was not taken: ${text}`);
  }
  return {
    ...gateway,
    space,
    script,
    database,
    lines,
    call,
    submit,
    publishPolicy,
    witness,
    close: async () => {
      await gateway.close();
      if (options.database === undefined) await database.destroy();
      removeFolder(folder);
    },
  };
};
export type TestGateway = Awaited<ReturnType<typeof startTestGateway>>;
