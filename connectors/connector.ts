import * as path from 'node:path';
import type { DataSource } from 'typeorm';
import { connectorTasks, LONGEST_WAIT } from '../api/connectors.ts';
import { uuidv7 } from '../common/ids.ts';
import { createAlarmTable } from './alarms/table.ts';
import { createChain, type Chain } from './chain/chain.ts';
import { createCommands, type Commands } from './commands/commands.ts';
import { createCommandStore } from './commands/store.ts';
import { createEventGate } from './gateway/events.ts';
import { findCertificate } from './identity/enrolment.ts';
import { createGoldFinder } from './gold/answers.ts';
import { createGoldFolder } from './gold/folder.ts';
import { createContests, type Contests } from './gold/contests.ts';
import { createScoring, type Scoring } from './gold/scoring.ts';
import { createDrawing, type Drawing } from './inspection/drawing.ts';
import { createDrawnItems } from './inspection/drawn-items.ts';
import { createLotCloser } from './labeling/close-lot.ts';
import { createLotCounter } from './labeling/counting.ts';
import { createLotOpener, type OpenLot } from './labeling/open-lot.ts';
import { createOpenLots, type OpenLots } from './labeling/open-lots.ts';
import { createProjectReader } from './labeling/project-document.ts';
import { createLotStore } from './labeling/store.ts';
import type { Ledger } from './ledger/ledger.ts';
import { createLedgerStore } from './ledger/store.ts';
import {
  awaitCertificate,
  currentPins,
  enrol,
  followLedger,
  openMember,
  startHeartbeat,
  startWitness,
  type Member,
  type MemberOptions,
} from './member.ts';
import type { ReadingProgress } from './publishing/progress.ts';
import { createProtecting, type Protecting } from './protection/protecting.ts';
import { createPublishing, type Publishing } from './publishing/publishing.ts';
import { createReleasing, type Releasing } from './release/releasing.ts';
import type { Loop } from './runtime/loop.ts';
import { createLotKeys, type LotKeys } from './sealing/lot-keys.ts';
import { createLotSamples, type LotSamples } from './sealing/lot-samples.ts';
import { createSealedLots } from './sealing/sealed-lots.ts';
import { createSealingStore } from './sealing/store.ts';
import { createFolderSources } from './sources/folder.ts';
import type { SourceLimits } from './sources/limits.ts';
import { createStateFile } from './witness/state-file.ts';
import { keepTwice } from './witness/two-records.ts';
import { createStateTable } from './witness/state-table.ts';

export interface ConnectorOptions extends MemberOptions {
  readonly database: DataSource;
  /** Of what lies in `source/`. */
  readonly limits?: SourceLimits;
}

interface Parts {
  readonly publishing: Publishing;
  readonly protecting: Protecting;
  readonly openLot: OpenLot;
  readonly openLots: OpenLots;
  readonly drawing: Drawing;
  readonly scoring: Scoring;
  readonly contests: Contests;
  readonly releasing: Releasing;
  readonly lotKeys: LotKeys;
  readonly lotSamples: LotSamples;
}

const createOwnChain = (
  { file, keys, client, alarms, pins, options }: Member,
  ledger: Ledger,
  database: DataSource,
  wake: () => void,
): Chain => {
  const { clock, random } = options;
  const identity = { key: keys.signing, space: file.space, org: file.org, clock, newId: () => uuidv7(clock, random) };
  const policy = () => currentPins(pins).policy;
  return createChain({ database, ledger, gate: createEventGate(client), alarms, policy, ...identity }, wake);
};

const createParts = (
  { file, keys, client, reportOf, options }: Member,
  ledger: Ledger,
  chain: Chain,
  { database, limits }: Pick<ConnectorOptions, 'database' | 'limits'>,
): Parts => {
  const { clock, random, folder, log } = options;
  const { space, org } = file;
  const readTask = createProjectReader(client);
  const count = createLotCounter({
    space,
    ledger,
    lots: createLotStore(database.manager),
    sealing: createSealingStore(database.manager),
    client,
    readTask,
  });
  const reportAs =
    (task: string) =>
    (error: unknown, lot: string): void =>
      reportOf(task)(error, { lot });
  const report = reportAs('lots');
  const close = createLotCloser({ ledger, chain, count, clock, report });
  const newId = (): string => uuidv7(clock, random);
  const sealing = { database, ledger, client, space, org, key: keys.signing, clock, random };
  const workOnSealed = createSealedLots({ ...sealing, chain, newId });
  const findGold = createGoldFinder({ readGold: createGoldFolder(path.join(folder, 'gold')), readTask, random });
  const lots = { database, ledger, chain, org, clock };
  const gold = { database, ledger, chain, client, count, clock, random };
  const sources = createFolderSources(path.join(folder, 'source'), limits);
  const progress = (source: string, reading: ReadingProgress): void => log.info({ source, ...reading }, 'reading a source');
  return {
    publishing: createPublishing({ sources, chain, database, random, clock, progress }),
    protecting: createProtecting({
      database,
      ledger,
      chain,
      random,
      clock,
      progress: (derivative, protecting) => log.info({ derivative, ...protecting }, 'protecting a dataset'),
    }),
    openLot: createLotOpener({ ...lots, readTask, findGold, random, newId }),
    openLots: createOpenLots({ ...lots, client, readTask, close, workOnSealed, report }),
    drawing: createDrawing({ database, ledger, chain, clock, report: reportAs('draws') }),
    scoring: createScoring({ ...gold, report: reportAs('gold figures') }),
    contests: createContests({ ...gold, report: reportAs('contests') }),
    lotKeys: createLotKeys({ ...sealing, report: reportAs('lot keys') }),
    lotSamples: createLotSamples({ ...sealing, chain, newId, findDrawn: createDrawnItems(ledger, count), report: reportAs('lot samples') }),
    releasing: createReleasing({
      database,
      ledger,
      client,
      count,
      space,
      org,
      folder,
      report: (error, release) => reportOf('releases')(error, { release }),
    }),
  };
};

/** Milliseconds by which a long poll may be late. */
const POLL_SLACK = 15_000;
/** Once a poll has come back, the next one follows. */
const POLL_EVERY = 200;

/** Asks for tasks on and on; what it is handed is a hint or a command to be verified. */
const startPolling = (
  { client, tasks, file, keys }: Member,
  ledger: Ledger,
  commands: Commands,
  lotsHinted: (ready: readonly string[]) => void,
): void => {
  tasks.start('tasks', POLL_EVERY, async (signal) => {
    ledger.requireActing();
    findCertificate(ledger.state(), file, keys);
    const request = { path: `/api/connector/tasks?wait=${LONGEST_WAIT}`, timeout: LONGEST_WAIT * 1000 + POLL_SLACK, signal };
    const { commands: relayed, lots } = await client.ask(connectorTasks, request);
    lotsHinted(lots.filter(({ ready }) => ready).map(({ id }) => id));
    commands.take(relayed);
  });
};

/** The work that nobody asks for: lots move on, signed releases are uploaded. */
const startRounds = (
  { tasks, pace }: Member,
  { openLots, drawing, scoring, contests, releasing, lotKeys, lotSamples }: Parts,
): { readonly hint: (ready: readonly string[]) => void } => {
  let ready: ReadonlySet<string> = new Set();
  const lots: Loop = tasks.start('lots', pace, async (signal) => {
    const hinted = ready;
    ready = new Set();
    await openLots.work(hinted, signal);
  });
  tasks.start('draws', pace, (signal) => drawing.work(signal));
  tasks.start('gold figures', pace, (signal) => scoring.work(signal));
  tasks.start('contests', pace, (signal) => contests.work(signal));
  tasks.start('releases', pace, () => releasing.work());
  tasks.start('lot keys', pace, () => lotKeys.work());
  tasks.start('lot samples', pace, (signal) => lotSamples.work(signal));
  return {
    hint: (list) => {
      if (list.length === 0) return;
      ready = new Set([...ready, ...list]);
      lots.wake();
    },
  };
};

/** A connector at work; stop it with `stop`, after the options' signal is aborted. */
export interface RunningConnector {
  readonly ledger: Ledger;
  stop(): Promise<void>;
}

/**
 * Starts a member's connector and resolves once it is certified and at work.
 * @throws DomainError of its own folder (`enrolment-missing`, `keys-unreadable`, `ledger-damaged`, ...), `certificate-revoked`,
 * `certificate-unfit`, `acting-stopped`; the signal's reason
 */
export const startConnector = async (options: ConnectorOptions): Promise<RunningConnector> => {
  const { database, clock, random, signal } = options;
  const member = await openMember(options, [createAlarmTable(database)]);
  const { tasks, file, keys, client, reportOf, pace } = member;
  try {
    await enrol(member);
    startWitness(member, keepTwice(createStateTable(database), createStateFile(path.join(options.folder, 'witness.json'))));
    let sending: Loop | undefined;
    const ledger = await followLedger(member, createLedgerStore(database), () => sending?.wake());
    const certificate = await awaitCertificate(member, ledger);
    startHeartbeat(member, () => ledger.size);
    const chain = createOwnChain(member, ledger, database, () => sending?.wake());
    sending = tasks.start('chain', pace, () => chain.work());
    const parts = createParts(member, ledger, chain, options);
    const { hint } = startRounds(member, parts);
    const premises = { ledger, org: file.org, certificate };
    const report = (error: unknown, command?: string): void => reportOf('commands')(error, command === undefined ? {} : { command });
    const store = createCommandStore(database);
    const commands = createCommands({ ...premises, abilities: parts, store, client, key: keys.signing, clock, random, signal, report });
    startPolling(member, ledger, commands, hint);
    return {
      ledger,
      stop: async () => {
        await tasks.stop();
        await commands.settle();
      },
    };
  } catch (error) {
    await tasks.stop();
    throw error;
  }
};
