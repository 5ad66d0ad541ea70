import { randomBytes } from '../../../../common/crypto/random.ts';
import { createBrowserLocks } from '../../space/locks/browser.ts';
import type { KeyValueStore, Wait } from '../../space/ports.ts';
import { openIndexedDbStore } from '../../space/stores/indexed-db.ts';
import { createSealedStore } from '../../space/stores/sealed.ts';
import type { DataSource } from '../source.ts';
import { createConnection, type Connection } from './connection.ts';
import { createContestsData } from './contests.ts';
import { createDatasetsData } from './datasets.ts';
import { createEvidenceData } from './evidence.ts';
import { createInspectionsData } from './inspections.ts';
import { createLedgerData } from './ledger.ts';
import { createAdmissionData, createConnectorsData } from './members.ts';
import { createOrganisationData } from './organisation.ts';
import { createProjectsData } from './projects.ts';
import { createProtectionData } from './protection.ts';
import { createPublishingData } from './publishing.ts';
import { createSessionData } from './session.ts';
import { createTeamData } from './team.ts';
import { createWatchData } from './watch.ts';
import { createWorkData } from './work.ts';

const wait: Wait = (milliseconds, signal) =>
  new Promise((resolve) => {
    const end = (): void => {
      globalThis.clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = globalThis.setTimeout(end, signal?.aborted === true ? 0 : milliseconds);
    signal?.addEventListener('abort', end);
  });

/** All that this browser keeps of a space, sealed under a key that no script can read. */
const openStore = async (space: string): Promise<KeyValueStore> => {
  const store = await openIndexedDbStore(`xinbiao-${space}`);
  return await createSealedStore({ store, locks: createBrowserLocks(navigator.locks), crypto: globalThis.crypto });
};

const connect = (): Connection =>
  createConnection({
    fetch: (url, request) => globalThis.fetch(url, { ...request, credentials: 'same-origin' }),
    base: '',
    openStore,
    locks: createBrowserLocks(navigator.locks),
    clock: Date.now,
    random: randomBytes,
    wait,
    report: (error) => console.error(error),
  });

/** The gateway that served this page, and this browser's own copy of the log to check it against. */
export const createConnectedSource = (): DataSource => {
  const connection = connect();
  return {
    session: createSessionData(connection, (address) => globalThis.location.assign(address)),
    ledger: createLedgerData(connection),
    datasets: createDatasetsData(connection),
    publishing: createPublishingData(connection),
    protection: createProtectionData(connection),
    projects: createProjectsData(connection),
    contests: createContestsData(connection),
    work: createWorkData(connection),
    inspections: createInspectionsData(connection),
    evidence: createEvidenceData(connection),
    watch: createWatchData(connection),
    team: createTeamData(connection),
    connectors: createConnectorsData(connection),
    organisation: createOrganisationData(connection),
    admission: createAdmissionData(connection),
  };
};
