import { createAdministratorActs, createRootActs, type AdministratorActs, type RootActs } from './acts/administrator.ts';
import { createAuditorActs, type AuditorActs } from './acts/auditor.ts';
import type { ActContext } from './acts/context.ts';
import { createReadingActs, type ReadingActs } from './acts/datasets.ts';
import { createDerivativeActs, type DerivativeActs } from './acts/derivatives.ts';
import { createDirectoryActs, type DirectoryActs } from './acts/directory.ts';
import { createGradingActs, type GradingActs } from './acts/grading.ts';
import { createContestActs, type ContestActs } from './acts/contests.ts';
import { createInspectorActs, type InspectorActs } from './acts/inspector.ts';
import { createLabelerActs, type LabelerActs } from './acts/labeler.ts';
import { createAdjudicatorActs, type AdjudicatorActs } from './acts/withholding.ts';
import { createOwnerActs, type OwnerActs } from './acts/owner.ts';
import type { OpeningKey } from '../../../common/crypto/sealing.ts';
import type { SigningKey } from '../../../common/crypto/signature.ts';
import { toHex } from '../../../common/encodings.ts';
import type { Certificate } from '../../../provenance/space/state.ts';
import type { Client } from './client.ts';
import { createCommands } from './commands.ts';
import { createDeviceChain } from './device-chain.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createHttp } from './http.ts';
import type { Keyring } from './keyring.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createRecords } from './records.ts';
import { createSender } from './sender.ts';
import { createSubmit } from './submit.ts';
import { startWorker, type Worker } from './worker.ts';

/** Somebody whose keys are open on this device. */
export interface Person {
  /** Signing key, hex. */
  readonly key: string;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  /** Sends and proves in the background, in one tab at a time. */
  work(report: (error: unknown) => void): Worker;
  /** The own certificate by the own copy of the log; undefined while it holds none. */
  certificate(): Certificate | undefined;
  readonly directory: DirectoryActs;
  readonly reading: ReadingActs;
  readonly administrator: AdministratorActs;
  readonly grading: GradingActs;
  readonly derivatives: DerivativeActs;
  readonly owner: OwnerActs;
  readonly labeler: LabelerActs;
  readonly inspector: InspectorActs;
  readonly adjudicator: AdjudicatorActs & ContestActs;
  readonly auditor: AuditorActs;
}

const createPersonOutbox = (client: Client, signing: SigningKey): Outbox => {
  const { http, alarms, current, ledger } = client;
  const { store, locks, clock, random, space, org } = client.options;
  const key = toHex(signing.publicKey);
  const chain = createDeviceChain({
    store,
    locks,
    http,
    alarms,
    clock,
    random,
    space,
    org,
    signing,
    point: () => ledger().point,
    knownSeq: () => current()?.state.chains.get(key),
  });
  const records = createRecords({ store, locks, clock, key });
  const submit = createSubmit({ http, alarms, clock, policy: () => ledger().policy, copy: current });
  const send = createSender({ chain, records, store, submit });
  return createOutbox({ store, records, send, alarms, clock, random, ledger: current, key });
};

const createContext = (client: Client, outbox: Outbox, key: string, opening: OpeningKey): ActContext => {
  const { http, alarms, ledger } = client;
  const { clock, random, wait, space, org } = client.options;
  const state = () => ledger().state;
  const commands = createCommands({ http, outbox, alarms, opening, org, state, clock, random, wait });
  return { space, org, key, opening, http, alarms, outbox, commands, ledger, own: { newest: -1 }, clock, random };
};

/**
 * The acts of a person with these keys; every act needs the ledger (`client.follow()` first), and whether the person may is decided by
 * what the log holds of her, here and everywhere.
 */
export const createPerson = (client: Client, { signing, opening, key }: Keyring): Person => {
  const { fetch, base, store, locks, clock, random, wait } = client.options;
  const outbox = createPersonOutbox(client, signing);
  const context = createContext(client, outbox, key, opening);
  const reading = createReadingActs(context);
  const signed = createHttp({ fetch, base, signer: { key: signing, clock, random } });
  return {
    key,
    outbox,
    drafts: createDrafts(store, key, clock),
    work: (report) => startWorker({ outbox, ledger: client.current, locks, clock, wait, key, report }),
    certificate: () => client.current()?.state.certificates.get(key),
    directory: createDirectoryActs(context),
    reading,
    administrator: createAdministratorActs(context, { store, signing, signed }),
    grading: createGradingActs(context),
    derivatives: createDerivativeActs(context),
    owner: createOwnerActs(context, reading),
    labeler: createLabelerActs(context, store),
    inspector: createInspectorActs(context, store),
    adjudicator: { ...createAdjudicatorActs(context), ...createContestActs(context) },
    auditor: createAuditorActs(context),
  };
};

/** The acts of the organisation's root, from its recovery file. */
export const createRoot = (client: Client, root: SigningKey, opening: OpeningKey): RootActs =>
  createRootActs(createContext(client, createPersonOutbox(client, root), toHex(root.publicKey), opening), root);
