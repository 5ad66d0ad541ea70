import { DomainError } from '../../../../common/errors.ts';
import type { Clock } from '../../../../common/clock.ts';
import type { RandomBytes } from '../../../../common/crypto/random.ts';
import type { Client } from '../../space/client.ts';
import { createDeviceSession, type DeviceSession, type Entered } from '../../space/device-session.ts';
import { fail } from '../../space/errors.ts';
import { startFollowing, type Following } from '../../space/following.ts';
import { createHttp, type Http } from '../../space/http.ts';
import type { Ledger } from '../../space/ledger.ts';
import type { Person } from '../../space/person.ts';
import type { Fetch, KeyValueStore, Locks, Wait } from '../../space/ports.ts';
import { createWatchers } from '../../space/watchers.ts';
import type { Worker } from '../../space/worker.ts';

/** Milliseconds for witnesses to see an act. */
const PATIENCE = 30_000;

export interface ConnectionOptions {
  readonly fetch: Fetch;
  /** Address of the gateway without a slash at its end. */
  readonly base: string;
  readonly openStore: (space: string) => Promise<KeyValueStore>;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly wait: Wait;
  /** Told of faults of ours in the background. */
  readonly report: (error: unknown) => void;
}

/** The person at this browser, and what runs for her in the background: following the log, sending what she signed. */
export interface Connection {
  readonly options: ConnectionOptions;
  readonly http: Http;
  readonly device: DeviceSession;
  /** Asks anew who is signed in, and starts or stops what runs for her. */
  refresh(): Promise<Entered | undefined>;
  /** Who was signed in when it was last asked. */
  entered(): Entered | undefined;
  /** @throws DomainError `session-expired` */
  requireEntered(): Promise<Entered>;
  /** With a copy of the log that was read at least once. @throws DomainError `session-expired`, those of `Client.follow` */
  client(): Promise<Client>;
  /** As `client`, for acts and checked reading. @throws DomainError `keys-locked` */
  person(): Promise<Person>;
  /** Waits until the witnesses have seen an own act, so that the pages show it; when that takes too long, it is shown later. */
  seen<Acted extends { readonly index: number }>(acted: Acted): Promise<Acted>;
  /** Sends what the open key signs; undefined while the key is locked. */
  worker(): Worker | undefined;
  /** Called after each look at the log. */
  watch(looked: () => void): () => void;
  /** Looks at the log at once. */
  look(): void;
}

interface Running {
  readonly client: Client;
  readonly following: Following;
  readonly person: Person | undefined;
  readonly worker: Worker | undefined;
}

/** The newest log that can be had now; one that was read before serves while nothing newer comes. */
const followOnce = async (client: Client): Promise<Ledger> => {
  try {
    return await client.follow();
  } catch (error) {
    const known = client.current();
    if (known === undefined || known.point.size === 0 || known.health === 'contradicted') throw error;
    return known;
  }
};

export const createConnection = (options: ConnectionOptions): Connection => {
  const { fetch, base, wait, report } = options;
  const http = createHttp({ fetch, base });
  const device = createDeviceSession(options);
  const watchers = createWatchers<void>();
  let now: Entered | undefined;
  let running: Running | undefined;

  const stop = (): void => {
    running?.following.stop();
    void running?.worker?.stop();
    running = undefined;
  };

  const start = ({ client, person }: Entered): Running => {
    const following = startFollowing({ client, wait, report });
    following.watch(() => watchers.tell());
    return { client, following, person, worker: person?.work(report) };
  };

  const refresh = async (): Promise<Entered | undefined> => {
    now = await device.current();
    const isSame = now !== undefined && running?.client === now.client && running.person === now.person;
    if (!isSame) {
      stop();
      if (now !== undefined) running = start(now);
    }
    watchers.tell();
    return now;
  };

  const requireEntered = async (): Promise<Entered> => now ?? (await refresh()) ?? fail('session-expired');
  const client = async (): Promise<Client> => {
    const { client: own } = await requireEntered();
    await followOnce(own);
    return own;
  };

  return {
    options,
    http,
    device,
    refresh,
    entered: () => now,
    requireEntered,
    client,
    person: async () => {
      const { person } = await requireEntered();
      if (person === undefined) return fail('keys-locked');
      await client();
      return person;
    },
    seen: async (acted) => {
      const { ledger } = await client();
      await ledger()
        .until((state) => (state.size > acted.index ? true : undefined), PATIENCE)
        .catch((error: unknown) => {
          if (!(error instanceof DomainError) || error.code !== 'ledger-behind') throw error;
        });
      return acted;
    },
    worker: () => running?.worker,
    watch: watchers.watch,
    look: () => running?.following.look(),
  };
};
