import * as fs from 'node:fs';
import * as path from 'node:path';
import type { SpaceFile } from '../../api/space.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { uuidv7 } from '../../common/ids.ts';
import { parseVerifierKey } from '../../provenance/log/note.ts';
import { writePolicy } from '../../provenance/log/policy-text.ts';
import { signPinList } from '../../provenance/identity/pin-list.ts';
import type { Layout } from '../layout.ts';
import { SPACE } from '../space/organisations.ts';
import type { Supervisor } from '../supervisor.ts';
import { certifyProcesses, createProcessPlans, writeEnrolments, type CertifiedProcess } from './processes.ts';
import { createMembers, type SeededOrganisation } from './members.ts';
import { writePeople, writePrivate, type PeopleFile } from './people-file.ts';
import { writeSources } from './sources.ts';
import { createWire, type Wire } from './wire.ts';
import { createSignedFetch } from '../../platform/http/message-signature.ts';

export type Say = (line: string) => void;

interface SpaceAnswer {
  readonly logKey: string;
  readonly receiptKey: string;
}

const writeSpaceFile = (layout: Layout, space: string, organisations: readonly SeededOrganisation[]): void => {
  const file: SpaceFile = {
    v: 1,
    space,
    logName: SPACE.logName,
    names: SPACE.names,
    organisations: organisations.map(({ org, plan, root }) => ({
      id: org,
      role: plan.role,
      rootKey: toHex(root.publicKey),
      names: plan.names,
    })),
    seeded: true,
  };
  fs.mkdirSync(layout.gateway, { recursive: true });
  writePrivate(path.join(layout.gateway, 'space.json'), JSON.stringify(file, null, 2));
};

const writeRecoveryFiles = (layout: Layout, organisations: readonly SeededOrganisation[]): void => {
  for (const { plan, org, rootSecret } of organisations) {
    const folder = path.join(layout.members, plan.slug);
    fs.mkdirSync(folder, { recursive: true });
    writePrivate(path.join(folder, 'recovery.json'), JSON.stringify({ v: 1, org, root: toHex(rootSecret) }));
  }
};

const openAccounts = async (wire: Wire, { members, administrator }: SeededOrganisation): Promise<void> => {
  const send = createSignedFetch(administrator.keys.signing);
  for (const { plan, keys, person } of members) {
    const account = { name: plan.names.zh, person, ...(await keys.wrapped) };
    await wire.call('PUT', `/api/accounts/${plan.login}`, account, send);
  }
};

/** The policy that every member pins: its own roots, four witnesses of which three must sign. */
const writeMembersPolicy = (
  space: string,
  answer: SpaceAnswer,
  organisations: readonly SeededOrganisation[],
  processes: readonly CertifiedProcess[],
): string =>
  writePolicy({
    log: parseVerifierKey(answer.logKey),
    witnesses: processes.map(({ slug, cosigner }) => ({ name: slug, key: parseVerifierKey(cosigner) })),
    k: 3,
    space,
    roots: organisations.map(({ org, root }) => ({ org, key: root.publicKey })),
    receipts: [{ key: parseVerifierKey(answer.receiptKey), from: 0 }],
  });

const publishPins = async (wire: Wire, space: string, policy: string, organisations: readonly SeededOrganisation[]): Promise<void> => {
  for (const { org, root } of organisations)
    await wire.call('PUT', `/api/pins/${org}`, signPinList({ v: 1, space, org, number: 1, policy }, root));
};

const toPeopleFile = (space: string, organisations: readonly SeededOrganisation[], processes: readonly CertifiedProcess[]): PeopleFile => ({
  v: 1,
  space,
  organisations: Object.fromEntries(
    organisations.map(({ plan, org, root }) => {
      const connector = processes.find(({ slug }) => slug === plan.slug)?.certificate;
      return [plan.slug, { org, rootKey: toHex(root.publicKey), ...(connector === undefined ? {} : { connector }) }];
    }),
  ),
  people: organisations.flatMap(({ plan: { slug }, org, members }) =>
    members.map(({ plan, keys, person, certificate }) => ({
      login: plan.login,
      organisation: slug,
      org,
      person,
      certificate,
      key: toHex(keys.signing.publicKey),
      words: keys.words,
    })),
  ),
});

/**
 * Sets up a fresh demo space: members, people, certificates, connectors, witnesses and pin lists. Does what administrators do in a real
 * space, with the same calls; only that one program makes everybody's keys, which is why the console shows a banner.
 */
export const seedSpace = async (supervisor: Supervisor, say: Say): Promise<string> => {
  const done = new AbortController();
  try {
    return await setUp(supervisor, say, done.signal);
  } finally {
    done.abort();
  }
};

const setUp = async (supervisor: Supervisor, say: Say, signal: AbortSignal): Promise<string> => {
  const { layout } = supervisor;
  for (const folder of [layout.processes, layout.members]) fs.rmSync(folder, { recursive: true, force: true });
  const space = uuidv7(Date.now, randomBytes);
  const organisations = createMembers(space, signal);
  writeSpaceFile(layout, space, organisations);
  writeRecoveryFiles(layout, organisations);
  say('starting the gateway and its database');
  const [gateway] = await Promise.all([supervisor.startGateway(), writeSources(layout)]);
  const wire = createWire(gateway);
  for (const { events } of organisations) for (const signed of events) await wire.logEvent(signed);
  say('starting three connectors and the auditor’s witness');
  const plans = createProcessPlans(organisations);
  writeEnrolments(layout, { space, gateway, plans });
  const running = plans.map(({ slug }) => supervisor.startMember(slug));
  // One that ends before it is ready ends the set-up, with its last words.
  const died = Promise.race(running.map(({ ready }) => ready.then(() => new Promise<never>(() => undefined))));
  const processes = await Promise.race([certifyProcesses(wire, plans), died]);
  const policy = writeMembersPolicy(space, await wire.call<SpaceAnswer>('GET', '/api/space'), organisations, processes);
  await publishPins(wire, space, policy, organisations);
  fs.writeFileSync(layout.policy, policy);
  say('making the people’s keys');
  for (const organisation of organisations) await openAccounts(wire, organisation);
  writePeople(layout.people, toPeopleFile(space, organisations, processes));
  say('waiting until every connector is online');
  await Promise.all(running.map(({ ready }) => ready));
  fs.writeFileSync(layout.seeded, `${JSON.stringify({ v: 1, space })}\n`);
  return gateway;
};
