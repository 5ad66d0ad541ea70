import { randomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { createAlarms, type Alarms } from '../../console/src/space/alarm.ts';
import { createDeviceChain, type DeviceChain } from '../../console/src/space/device-chain.ts';
import { createHttp, type Http } from '../../console/src/space/http.ts';
import { createLedger, type Ledger } from '../../console/src/space/ledger.ts';
import { createLogSource } from '../../console/src/space/log-source.ts';
import { createMemoryLocks } from '../../console/src/space/locks/memory.ts';
import { createOutbox, type Outbox } from '../../console/src/space/outbox.ts';
import type { KeyValueStore, Locks, Wait } from '../../console/src/space/ports.ts';
import { createRecords, type Records } from '../../console/src/space/records.ts';
import { createSender, type Send } from '../../console/src/space/sender.ts';
import { createMemoryStore } from '../../console/src/space/stores/memory.ts';
import { createSubmit } from '../../console/src/space/submit.ts';
import { createTinyLog, BASE, type TinyLog } from './tiny-log.ts';
import { openScriptedLot, type ScriptedLot, type ScriptedLotOptions } from './scripted-lot.ts';
import { createScriptedSpace, type Actor } from './scripted-space.ts';

/** What survives when a tab closes or a browser dies. */
export interface Machine {
  readonly store: KeyValueStore;
  readonly locks: Locks;
}

export const createMachine = (): Machine => ({ store: createMemoryStore(), locks: createMemoryLocks() });

/** One tab of one person on one machine. */
export interface Device {
  readonly key: string;
  readonly http: Http;
  readonly alarms: Alarms;
  readonly ledger: Ledger;
  readonly chain: DeviceChain;
  readonly records: Records;
  readonly send: Send;
  readonly outbox: Outbox;
}

/** Waiting moves the gateway's clock, which all share. */
export const waitOf =
  (log: TinyLog): Wait =>
  (milliseconds) => {
    log.now += milliseconds;
    return Promise.resolve();
  };

export const openDevice = async (log: TinyLog, actor: Actor, { store, locks }: Machine): Promise<Device> => {
  const clock = (): number => log.now;
  const http = createHttp({ fetch: (url, request) => log.fetch(url, request), base: BASE });
  const alarms = createAlarms(store, clock);
  const { space } = log.space;
  const ledger = await createLedger({ space, policy: log.policy, source: createLogSource(http), store, alarms, clock, wait: waitOf(log) });
  const key = toHex(actor.key.publicKey);
  const common = { store, locks, http, alarms, clock, random: randomBytes };
  const point = () => ledger.point;
  const knownSeq = () => ledger.state.chains.get(key);
  const chain = createDeviceChain({ ...common, space, org: actor.org, signing: actor.key, point, knownSeq });
  const records = createRecords({ store, locks, clock, key });
  const submit = createSubmit({ http, alarms, clock, policy: () => log.policy, copy: () => ledger });
  const send = createSender({ chain, records, store, submit });
  const outbox = createOutbox({ ...common, records, send, ledger: () => ledger, key });
  return { key, http, alarms, ledger, chain, records, send, outbox };
};

export interface Stage {
  readonly log: TinyLog;
  readonly lot: ScriptedLot;
  readonly labeler: Actor;
}

/** A published log up to an open lot, and one of its labelers who has signed nothing yet. */
export const openStage = (seed = 'stage', options: ScriptedLotOptions = {}): Stage => {
  const space = createScriptedSpace(seed);
  const lot = openScriptedLot(space, { deadline: 1_900_000_000_000, ...options });
  const log = createTinyLog(space, [lot.owner, lot.firm]);
  log.publish();
  return { log, lot, labeler: lot.labelers[0] };
};
