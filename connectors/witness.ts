import * as path from 'node:path';
import { createMemoryLedger } from './ledger/memory-store.ts';
import { awaitCertificate, enrol, followLedger, openMember, startHeartbeat, startWitness, type MemberOptions } from './member.ts';
import { createStateFile } from './witness/state-file.ts';

/** A witness at work; stop it with `stop`, after the options' signal is aborted. */
export interface RunningWitness {
  stop(): Promise<void>;
}

/**
 * Starts a witness that is nothing else and resolves once it is certified and at work.
 * @throws as `startConnector`
 */
export const startWitnessProcess = async (options: MemberOptions): Promise<RunningWitness> => {
  const member = await openMember(options, []);
  try {
    await enrol(member);
    startWitness(member, createStateFile(path.join(options.folder, 'witness.json')));
    const ledger = await followLedger(member, createMemoryLedger());
    await awaitCertificate(member, ledger);
    startHeartbeat(member, () => ledger.size);
    return { stop: () => member.tasks.stop() };
  } catch (error) {
    await member.tasks.stop();
    throw error;
  }
};
