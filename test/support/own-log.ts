import { openAlarmBook } from '../../connectors/alarms/alarm-book.ts';
import { createChain, type EventGate } from '../../connectors/chain/chain.ts';
import { ENTITIES, MIGRATIONS } from '../../connectors/database.ts';
import { openLedger } from '../../connectors/ledger/ledger.ts';
import { createLedgerStore } from '../../connectors/ledger/store.ts';
import { toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { signCosignature } from '../../provenance/log/cosignature.ts';
import { parseNote } from '../../provenance/log/note.ts';
import { openTestDatabase } from './database.ts';
import { startTestLog, TEST_POLICY } from './gateway-log.ts';
import type { AnyAcceptance } from '../../gateway/events/acceptance.ts';
import { keyOf, WITNESSES } from './log.ts';
import { createScriptedSpace, type Actor, type ScriptedSpace } from './scripted-space.ts';

/** A connector's copy of the gateway's real log and its own chain, without HTTP; `script` sets the space up and names the connector. */
export const startOwnLog = async (
  setUp: (script: ScriptedSpace) => Actor,
  seed = 'own log',
  acceptances: readonly AnyAcceptance[] = [],
) => {
  const script = createScriptedSpace(seed);
  const connector = setUp(script);
  let now: number | undefined;
  const clock = (): number => now ?? Date.now();
  const gateway = await startTestLog({ script, acceptances, clock });
  await gateway.sendAll();
  const database = await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS });
  const alarms = await openAlarmBook([], clock);
  let sent = script.events.length;
  /** Log indexes by event id: the connector's own events stand in the log too. */
  const indexes = new Map<string, number>();

  const honest: EventGate = {
    submit: async (submission) => {
      try {
        return await gateway.events.submit(submission);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return { refusal: { code: error.code, details: error.details } };
      }
    },
  };
  let gate = honest;

  const open = async () => {
    const { space, premises, newId } = script;
    const pins = { number: 1, policy: TEST_POLICY, rootOf: premises.roots };
    const store = createLedgerStore(database);
    const ownKey = toHex(connector.key.publicKey);
    const ledger = await openLedger({ space, ownKey, pins: () => pins, store, source: gateway.source, alarms, clock });
    const identity = { key: connector.key, space, org: connector.org, clock, newId };
    const chain = createChain({
      database,
      ledger,
      gate: { submit: (one) => gate.submit(one) },
      alarms,
      policy: () => TEST_POLICY,
      ...identity,
    });
    return { ledger, chain };
  };
  const own = await open();

  /** Publishes what is logged and has three witnesses cosign it. */
  const witness = async (at = Date.now()): Promise<void> => {
    await gateway.log.publish();
    const note = parseNote(await gateway.reader.newest());
    const size = Number(note.text.split('\n')[1]);
    for (const name of WITNESSES.slice(0, 3)) {
      const line = signCosignature(note, `${name}.example/witness`, keyOf(`witness ${name}`), Math.floor(at / 1000));
      await gateway.cosignatures.add(size, line, []);
    }
  };

  /** What the script has signed since comes into the log, and the log into the own copy. */
  const sync = async (): Promise<void> => {
    for (const { id, signed, salt } of script.events.slice(sent)) {
      const { index } = await gateway.events.submit({ signed, ...(salt !== undefined && { salt }) });
      indexes.set(id, index);
    }
    sent = script.events.length;
    await witness(clock());
    await own.ledger.advance();
  };
  await sync();

  return {
    script,
    connector,
    gateway,
    database,
    alarms,
    clock,
    honest,
    own,
    witness,
    sync,
    /** Where the log has an event that the script signed. */
    indexOf: (id: string): number => indexes.get(id) ?? -1,
    /** Where events go from now on. */
    through: (other: EventGate): void => {
      gate = other;
    },
    at: (time: number | undefined): void => {
      now = time;
    },
    /** Sends and reads on until the work is done. */
    during: async <T>(work: Promise<T>): Promise<T> => {
      let done = false;
      work.then(
        () => (done = true),
        () => (done = true),
      );
      while (!done) {
        await own.chain.work();
        await sync();
        await own.chain.work();
        await new Promise((resolve) => setImmediate(resolve));
      }
      return await work;
    },
    /** As after a restart. */
    reopen: async (): Promise<void> => {
      Object.assign(own, await open());
    },
    close: async (): Promise<void> => {
      await gateway.close();
      await database.destroy();
    },
  };
};
export type OwnLog = Awaited<ReturnType<typeof startOwnLog>>;
