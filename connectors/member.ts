import * as path from 'node:path';
import type { EnrolmentFile } from '../api/enrolments.ts';
import { nothing } from '../api/fields.ts';
import { signedPinList } from '../api/pins.ts';
import type { Clock } from '../common/clock.ts';
import type { RandomBytes } from '../common/crypto/random.ts';
import { createSignedFetch } from '../platform/http/message-signature.ts';
import type { Logger } from '../platform/telemetry/logger.ts';
import { openAlarmBook, type AlarmBook, type AlarmStore } from './alarms/alarm-book.ts';
import { createAlarmFolder } from './alarms/folder.ts';
import { fail } from './errors.ts';
import { createGatewayClient, statusOf, type GatewayClient } from './gateway/client.ts';
import { createGatewayLog, type GatewayLog } from './gateway/log.ts';
import { readEnrolmentFile } from './identity/enrolment-file.ts';
import { findCertificate, requestCertificate, toCosigner } from './identity/enrolment.ts';
import { openKeys, type MemberKeys } from './identity/keys.ts';
import { openPins, type PinKeeper, type Pins } from './identity/pins.ts';
import { openLedger, type Ledger } from './ledger/ledger.ts';
import type { LedgerStore } from './ledger/store.ts';
import type { Loop } from './runtime/loop.ts';
import { createReporter, type Report } from './runtime/reporter.ts';
import { createTasks, type Tasks } from './runtime/tasks.ts';
import { witnessOnce, type WitnessStore } from './witness/witness.ts';

export interface MemberOptions {
  /** The process's own folder. */
  readonly folder: string;
  /** Instead of the enrolment file's. */
  readonly gateway?: string | undefined;
  readonly version: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** In [0, 1). */
  readonly jitter: () => number;
  readonly log: Logger;
  /** A sentence for whoever started the process. */
  readonly say: (sentence: string) => void;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** Milliseconds between looks at the log, 1000 unless told. */
  readonly pace?: number;
}

/** What a connector and a mere witness have in common. */
export interface Member {
  readonly file: EnrolmentFile;
  readonly keys: MemberKeys;
  readonly client: GatewayClient;
  readonly log: GatewayLog;
  readonly alarms: AlarmBook;
  readonly pins: PinKeeper;
  readonly tasks: Tasks;
  readonly reportOf: (task: string) => Report;
  readonly pace: number;
  readonly options: MemberOptions;
}

const PINS_EVERY = 30_000;
const HEARTBEAT_EVERY = 5000;
/** Milliseconds between attempts while the administrator is awaited. */
const ENROL_EVERY = 2000;

const fetchPins = (client: GatewayClient, org: string) => async (): Promise<unknown> =>
  await client.ask(signedPinList, { path: `/api/pins/${org}`, anonymous: true }).catch((error: unknown) => {
    if (statusOf(error) === 404) return undefined;
    throw error;
  });

/** @param alarmStores where alarms are kept besides the folder `alarms/` */
export const openMember = async (options: MemberOptions, alarmStores: readonly AlarmStore[]): Promise<Member> => {
  const { folder, clock, random, fetch: send, log, signal, jitter, pace = 1000 } = options;
  const file = await readEnrolmentFile(folder);
  const keys = await openKeys(folder, random);
  const raised = (alarm: { readonly code: string }): void => log.error({ alarm: alarm.code }, 'alarm');
  const alarms = await openAlarmBook([...alarmStores, createAlarmFolder(path.join(folder, 'alarms'))], clock, raised);
  const signed = createSignedFetch(keys.signing, clock, send);
  const client = createGatewayClient({ url: options.gateway ?? file.gateway, signed, plain: send, signal });
  const pins = await openPins({ enrolment: file, fetch: fetchPins(client, file.org), file: path.join(folder, 'pins.json') });
  const reportOf = createReporter(log, clock);
  return { file, keys, client, log: createGatewayLog(client), alarms, pins, tasks: createTasks(reportOf, jitter), reportOf, pace, options };
};

/** Says a sentence when it is another one than before. */
const createTeller = (say: (sentence: string) => void) => {
  let said = '';
  return (sentence: string): void => {
    if (sentence !== said) say(sentence);
    said = sentence;
  };
};

/** Runs until it gives something; what fails is reported and tried again. */
const until = async <T>(tasks: Tasks, name: string, every: number, ask: () => Promise<T | undefined>, signal: AbortSignal): Promise<T> => {
  let loop: Loop | undefined;
  const found = new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    loop = tasks.start(name, every, async () => {
      const value = await ask();
      if (value !== undefined) resolve(value);
    });
  });
  try {
    signal.throwIfAborted();
    return await found;
  } finally {
    void loop?.stop();
  }
};

/** What may fail for a while without holding up a process that has what it needs. */
const attempt = async (work: () => Promise<unknown>): Promise<{ readonly error?: unknown }> => {
  try {
    await work();
    return {};
  } catch (error) {
    return { error };
  }
};

/**
 * Presents the own keys and waits for the own organisation's pin list, with a sentence for each thing that is waited for. With a list
 * from before it waits for nothing: a gateway that is away, or hands out an older list, stops nobody.
 * @throws the signal's reason
 */
export const enrol = async ({ file, keys, client, pins, tasks, reportOf, options }: Member): Promise<void> => {
  const tell = createTeller(options.say);
  const report = reportOf('enrolment');
  let isRequested = false;
  const ask = async (): Promise<Pins | undefined> => {
    const requested = isRequested ? {} : await attempt(() => requestCertificate(file, keys, client));
    isRequested = requested.error === undefined;
    const { error = requested.error } = await attempt(() => pins.refresh());
    if (error !== undefined) report(error);
    if (pins.current() !== undefined) return pins.current();
    const isAway = error !== undefined && statusOf(error) === undefined;
    tell(
      isAway
        ? `waiting for the gateway at ${options.gateway ?? file.gateway}`
        : 'waiting for the administrator of the own organisation to sign a pin list',
    );
    return undefined;
  };
  await until(tasks, 'enrolment', ENROL_EVERY, ask, options.signal);
};

/** The pin list; there is one once `enrol` has resolved. */
export const currentPins = (pins: PinKeeper): Pins => pins.current() ?? fail('pin-list-unfit', { reason: 'none yet' });

/** Keeps the pin list current and cosigns what the log shows. */
export const startWitness = ({ pins, tasks, log, alarms, keys, pace, options }: Member, store: WitnessStore): void => {
  tasks.start('pins', PINS_EVERY, () => pins.refresh());
  tasks.start('witness', pace, async () => {
    await witnessOnce({ policy: currentPins(pins).policy, log: log.witnessed, store, alarms, key: keys.cosigner, clock: options.clock });
  });
};

/** The own copy of the log, read on and on. */
export const followLedger = async (member: Member, store: LedgerStore, advanced: () => void = () => undefined): Promise<Ledger> => {
  const { file, keys, log, alarms, pins, tasks, pace, options } = member;
  const ownKey = Buffer.from(keys.signing.publicKey).toString('hex');
  const current = (): Pins => currentPins(pins);
  const ledger = await openLedger({ space: file.space, ownKey, pins: current, store, source: log.source, alarms, clock: options.clock });
  tasks.start('ledger', pace, async () => {
    await ledger.advance();
    advanced();
  });
  return ledger;
};

/**
 * Waits until the own copy of the log shows the own certificate.
 * @returns its id (UUID)
 * @throws DomainError `certificate-unfit`, `certificate-revoked`, `acting-stopped`; the signal's reason
 */
export const awaitCertificate = async ({ file, keys, options }: Member, ledger: Ledger): Promise<string> => {
  ledger.requireActing();
  const find = () => findCertificate(ledger.state(), file, keys);
  if (find() === undefined)
    options.say('waiting for the administrator of the own organisation to certify this process, and for a quorum of witnesses');
  const { id } = await ledger.wait(find, options.signal);
  return id;
};

/** Says every five seconds that this process runs and how far it has verified the log. */
export const startHeartbeat = ({ file, keys, client, tasks, options }: Member, size: () => number): void => {
  const cosigner = toCosigner(file, keys);
  tasks.start('heartbeat', HEARTBEAT_EVERY, async () => {
    const json = { version: options.version, size: size(), cosigner };
    await client.ask(nothing, { method: 'POST', path: '/api/connector/heartbeat', json });
  });
};
