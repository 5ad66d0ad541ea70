import * as path from 'node:path';
import { layoutOf, type Layout } from './layout.ts';
import { startProcess, type RunningProcess } from './process.ts';
import { ORGANISATIONS, type DemoOrganisation } from './space/organisations.ts';

export interface SpaceOptions {
  readonly folder: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The gateway's own PostgreSQL instead of the embedded one. */
  readonly databaseUrl?: string;
  /** Further settings of every member's process. */
  readonly memberEnv?: Readonly<Record<string, string>>;
}

export interface Supervisor {
  readonly layout: Layout;
  /** Starts the gateway and returns its address. */
  startGateway(): Promise<string>;
  /** Starts a member's connector, or the auditor's witness; it says `online` once it is certified and has its pin list. */
  startMember(slug: string): RunningProcess;
  process(name: string): RunningProcess;
  /** Stops the members, then the gateway. */
  stop(): Promise<void>;
}

const entryOf = ({ process }: DemoOrganisation): string =>
  process?.roles.includes('connector') === true ? 'connectors/main.ts' : 'connectors/witness-main.ts';

const withProcess = (slug: string): DemoOrganisation & { process: NonNullable<DemoOrganisation['process']> } => {
  const organisation = ORGANISATIONS.find((org) => org.slug === slug);
  if (organisation?.process === undefined) throw new Error(`${slug} runs no process of its own`);
  return { ...organisation, process: organisation.process };
};

/** Runs the processes of one space on this machine, each with its own folder, keys and log file. */
export const createSupervisor = ({ folder, port, databaseUrl, memberEnv }: SpaceOptions): Supervisor => {
  const layout = layoutOf(path.resolve(folder));
  const running = new Map<string, RunningProcess>();
  // Another port than at the first start: the members' enrolment files name the old one.
  let gatewayEnv: Readonly<Record<string, string>> = {};
  const start = (name: string, entry: string, env: Readonly<Record<string, string>>, ready: RegExp): RunningProcess => {
    const child = startProcess({ name, entry, env, ready, logFile: path.join(layout.logs, `${name}.log`) });
    running.set(name, child);
    return child;
  };
  return {
    layout,
    startGateway: async () => {
      const database = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
      const env = { PORT: String(port), DATA_DIR: layout.gateway, ...database };
      const line = await start('gateway', 'gateway/main.ts', env, /^ready http/).ready;
      const url = line.slice('ready '.length).trim();
      gatewayEnv = { GATEWAY_URL: url };
      return url;
    },
    startMember: (slug) => {
      const organisation = withProcess(slug);
      return start(
        organisation.process.folder,
        entryOf(organisation),
        { ...gatewayEnv, ...memberEnv, DATA_DIR: layout.memberProcess(slug) },
        /^online/,
      );
    },
    process: (name) => {
      const child = running.get(name);
      if (child === undefined) throw new Error(`no process ${name}`);
      return child;
    },
    stop: async () => {
      const members = [...running.values()].filter(({ name }) => name !== 'gateway');
      await Promise.all(members.map((child) => child.stop()));
      await running.get('gateway')?.stop();
    },
  };
};
