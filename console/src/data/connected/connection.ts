import { createDeviceSession, type DeviceSession, type DeviceSessionOptions, type Entered } from '../../space/device-session.ts';
import { fail } from '../../space/errors.ts';
import { startFollowing, type Following } from '../../space/following.ts';
import type { Ledger } from '../../space/ledger.ts';
import type { Person } from '../../space/person.ts';
import { createWatchers } from '../../space/watchers.ts';
import type { Worker } from '../../space/worker.ts';

/** What the page lends: everything that is not the same in a script. */
export interface Surroundings extends DeviceSessionOptions {
  /** Leaves the console for a path of the gateway. */
  readonly go: (path: string) => void;
  /** Told of what is no answer and no finding: a full disk, a fault of ours. */
  readonly report: (error: unknown) => void;
}

/** Who is at this device now, with the log being followed and the outbox being sent behind her. */
export interface Connection {
  readonly device: DeviceSession;
  readonly surroundings: Surroundings;
  /** Asks who is signed in. */
  refresh(): Promise<Entered | undefined>;
  /** As last asked. @throws DomainError `session-expired` */
  entered(): Promise<Entered>;
  /** @throws DomainError `keys-locked`, `session-expired` */
  person(): Promise<Person>;
  /** The own copy of the log. @throws DomainError `root-unconfirmed` and what following it meets before the first success */
  ledger(): Promise<Ledger>;
  /** As it stands, without asking. */
  current(): Entered | undefined;
  worker(): Worker | undefined;
  /** Looks at the log at once. */
  look(): void;
  /** Called after each look at the log. */
  readonly watch: (looked: () => void) => () => void;
  /** Ends all that runs behind. */
  leave(): Promise<void>;
}

interface Behind {
  readonly client: Entered['client'];
  readonly following: Following;
  person: Person | undefined;
  worker: Worker | undefined;
}

export const createConnection = (surroundings: Surroundings): Connection => {
  const { wait, report } = surroundings;
  const device = createDeviceSession(surroundings);
  const watchers = createWatchers<void>();
  let [latest, behind] = [undefined as Entered | undefined, undefined as Behind | undefined];

  const leave = async (): Promise<void> => {
    const before = behind;
    behind = undefined;
    latest = undefined;
    before?.following.stop();
    await before?.worker?.stop();
  };

  const begin = ({ client }: Entered): Behind => {
    const following = startFollowing({ client, wait, report });
    following.watch(() => watchers.tell());
    return { client, following, person: undefined, worker: undefined };
  };

  /** What runs behind belongs to one person at one device; another one gets her own. */
  const settle = async (entered: Entered): Promise<void> => {
    if (behind?.client !== entered.client) {
      await leave();
      behind = begin(entered);
    }
    if (entered.person !== undefined && behind.person !== entered.person) {
      await behind.worker?.stop();
      behind.person = entered.person;
      behind.worker = entered.person.work(report);
    }
    latest = entered;
  };

  const refresh = async (): Promise<Entered | undefined> => {
    const entered = await device.current();
    if (entered === undefined) await leave();
    else await settle(entered);
    return entered;
  };

  const entered = async (): Promise<Entered> => latest ?? (await refresh()) ?? fail('session-expired');

  return {
    device,
    surroundings,
    refresh,
    entered,
    person: async () => (await entered()).person ?? fail('keys-locked'),
    ledger: async () => {
      const { client } = await entered();
      return client.current()?.point.note ? client.ledger() : await client.follow();
    },
    current: () => latest,
    worker: () => behind?.worker,
    look: () => behind?.following.look(),
    watch: watchers.watch,
    leave,
  };
};
