import * as path from 'node:path';
import { enrolments } from '../../api/enrolments.ts';
import type { CommandArguments, CommandName } from '../../api/documents.ts';
import { sealedAnswer } from '../../api/commands.ts';
import { parseBase64, toHex } from '../../common/encodings.ts';
import type { Json } from '../../common/canonical-json.ts';
import { ENTITIES, MIGRATIONS } from '../../connectors/database.ts';
import { openAnswer, type CommandAnswer } from '../../provenance/command/answer.ts';
import { signPinList } from '../../provenance/identity/pin-list.ts';
import { parseVerifierKey } from '../../provenance/log/note.ts';
import { writePolicy } from '../../provenance/log/policy-text.ts';
import { openTestDatabase } from './database.ts';
import { makeFolder, removeFolder } from './folder.ts';
import { startTestGateway, type TestGatewayOptions } from './gateway.ts';
import { termsOf } from './log.ts';
import { createTestMember, type TestMember } from './member.ts';
import type { Actor, LoggedEvent } from './scripted-space.ts';
import { until } from './until.ts';

/** Milliseconds: what was broken off may have a large table to go through once more. */
const ANSWERED_WITHIN = 120_000;

/** Sends what the script signs, and does what administrators do. */
const createAdministration = async (options: TestGatewayOptions) => {
  const gateway = await startTestGateway({ checkpointInterval: 100, ...options });
  const { script, roots, administrator, operator } = gateway.space;
  const firmAdministrator = script.certify(roots.firm, ['administrator']);
  const administrators = new Map([
    [roots.owner.org, administrator],
    [roots.operator.org, operator],
    [roots.firm.org, firmAdministrator],
  ]);

  /** Events that the script has logged must come into the log too. */
  const submit = async (logged: unknown, documents?: readonly unknown[]): Promise<LoggedEvent> => {
    const event = logged as LoggedEvent;
    const { status, text, json } = await gateway.submit(event, documents);
    if (status !== 201 && status !== 200) throw new Error(`not taken: ${text}`);
    return { ...event, index: Number(json['index']) };
  };
  await submit(script.events.at(-1));

  const findRequest = async ({ file, root, label }: TestMember) =>
    await until(`the enrolment of ${label}`, async () => {
      const by = administrators.get(root.org);
      const { json } = await gateway.call('GET', '/api/enrolments', { ...(by !== undefined && { by }) });
      return enrolments.parse(json).enrolments.find(({ request: { subject } }) => subject.id === file.connector.subject);
    });

  return {
    gateway,
    script,
    roots,
    submit,
    findRequest,
    /** Certifies a member as it asked. @returns the verifier key of its cosigner */
    certify: async (member: TestMember): Promise<string> => {
      const { request, possession, cosigner = '' } = await findRequest(member);
      const { space: _space, org: _org, ...certified } = request;
      const subject = { id: member.file.connector.certificate };
      await submit(script.log('certificate-issued', member.root, { subject, body: { ...certified, possession } }));
      return cosigner;
    },
    /** The policy of these witnesses, three of whom must sign. */
    policyOf: (witnesses: readonly { readonly label: string; readonly cosigner: string }[]): string =>
      writePolicy({
        ...termsOf(3),
        witnesses: witnesses.map(({ label, cosigner }) => ({ name: label, key: parseVerifierKey(cosigner) })),
        space: script.space,
        roots: Object.values(roots).map(({ org, key }) => ({ org, key: key.publicKey })),
      }),
    /** Each organisation pins it. */
    pin: async (policy: string, number = 1): Promise<void> => {
      for (const { org, key } of Object.values(roots)) {
        const json = signPinList({ v: 1, space: script.space, org, number, policy }, key);
        await gateway.call('PUT', `/api/pins/${org}`, { json });
      }
    },
  };
};

/** A space with real processes: the owner's and the firm's connector and two mere witnesses, of whom three must sign. */
export const createSpace = async (options: TestGatewayOptions = {}) => {
  const base = makeFolder('space');
  const administration = await createAdministration(options);
  const { gateway, script, roots } = administration;
  const newId = (): string => script.newId();
  const place = (label: string) => ({ label, folder: path.join(base, label), space: script.space, gateway: gateway.url, newId });
  const open = () => openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS });
  const city = createTestMember({ ...place('city'), root: roots.owner, database: await open() });
  const firm = createTestMember({ ...place('firm'), root: roots.firm, database: await open() });
  const north = createTestMember({ ...place('north'), root: roots.operator });
  const south = createTestMember({ ...place('south'), root: roots.operator });
  const members: readonly TestMember[] = [city, firm, north, south];

  /**
   * Starts all, certifies and pins them, and waits until they are at work.
   * @param elsewhere members that are started by other means, each resolving once it is at work
   */
  const startAll = async (elsewhere: ReadonlyMap<TestMember, () => Promise<unknown>> = new Map()): Promise<void> => {
    const outside = members.flatMap((member) => elsewhere.get(member)?.() ?? []);
    for (const member of members) if (!elsewhere.has(member)) member.start();
    const witnesses = [];
    for (const member of members) witnesses.push({ label: member.label, cosigner: await administration.certify(member) });
    await administration.pin(administration.policyOf(witnesses));
    for (const member of members) if (!elsewhere.has(member)) await member.online();
    await Promise.all(outside);
  };

  /** A person asks a connector; her command goes into the log. */
  const command = async <Name extends CommandName>(
    by: Actor,
    name: Name,
    value: CommandArguments<Name>,
    to = city,
    time = Date.now(),
  ): Promise<LoggedEvent> => {
    const id = script.newId();
    const { opening, commitment } = script.seal('command', id, value as unknown as Json);
    const body = { connector: to.file.connector.certificate, command: name };
    const logged = script.log('command-issued', by, { subject: { id, commitment }, body, envelope: { time } });
    return await administration.submit(logged, [{ kind: 'command', opening }]);
  };

  const answerTo = async (asked: LoggedEvent, by: Actor, to = city): Promise<CommandAnswer> => {
    const sealed = await until(
      `the answer to ${asked.id}`,
      async () => {
        const { status, json } = await gateway.call('GET', `/api/commands/${asked.id}/answer`, { by });
        return status === 200 ? sealedAnswer.parse(json).sealed : undefined;
      },
      ANSWERED_WITHIN,
    );
    const connector = await until('its certificate', () =>
      [...gateway.foundation.directory.state().certificates.values()].find(({ id }) => id === to.file.connector.certificate),
    );
    return openAnswer(parseBase64(sealed), asked.id, by.opening, connector.key);
  };

  return {
    ...administration,
    city,
    firm,
    north,
    south,
    members,
    startAll,
    command,
    answerTo,
    /** Asks and waits for the answer. */
    ask: async <Name extends CommandName>(by: Actor, name: Name, value: CommandArguments<Name>, to = city): Promise<CommandAnswer> =>
      await answerTo(await command(by, name, value, to), by, to),
    close: async (): Promise<void> => {
      await Promise.all(members.map((member) => member.stop()));
      await gateway.close();
      for (const { database } of members) await database?.destroy();
      removeFolder(base);
    },
  };
};
export type Space = Awaited<ReturnType<typeof createSpace>>;

export const keyHexOf = ({ key }: Actor): string => toHex(key.publicKey);
