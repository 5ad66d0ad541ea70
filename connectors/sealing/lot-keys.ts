import type { DataSource } from 'typeorm';
import { nothing } from '../../api/fields.ts';
import type { Clock } from '../../common/clock.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { wrapLotKey } from '../../privacy/sealing/wrap.ts';
import { personsIn } from '../../provenance/space/people.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { GatewayClient } from '../gateway/client.ts';
import { requireClosed } from '../labeling/closed-lot.ts';
import type { CountLot } from '../labeling/counting.ts';
import { requireDelivery } from '../labeling/lot-premises.ts';
import { createLotStore, type OpenedLot } from '../labeling/store.ts';
import { fetchWork } from '../labeling/submitted-work.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { loggedWork } from './opened-items.ts';
import { recipientsOf } from './recipients.ts';
import { createSealingStore } from './store.ts';

/** Keys of closed lots on their way to the reviewers of their rosters. */
export interface LotKeys {
  /**
   * One round: the key of each closed lot goes to the reviewers for whom it may be sealed now and has not been yet, save those who worked on the
   * lot themselves. What fails with one lot is reported and does not hold up the others.
   */
  work(): Promise<void>;
}

export interface LotKeysOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly client: Pick<GatewayClient, 'ask'>;
  readonly count: CountLot;
  readonly space: string;
  readonly org: string;
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly report: (error: unknown, lot: string) => void;
}

export const createLotKeys = (options: LotKeysOptions): LotKeys => {
  const { database, ledger, client, count, space, org, key, clock, random, report } = options;
  const [lots, sealing] = [createLotStore(database.manager), createSealingStore(database.manager)];
  /** People who worked on a closed lot: it stays as it was closed. */
  const workers = new Map<string, ReadonlySet<string>>();

  /** All whose work counts are among what the gateway hands over, else it is not what was closed. */
  const workersOf = async (lot: Lot): Promise<ReadonlySet<string>> => {
    const known = workers.get(lot.id);
    if (known !== undefined) return known;
    const counted = await count(lot.id);
    requireClosed(counted);
    const { labels, reports } = counted.accounting;
    const counting = [...labels, ...reports].map(({ signed }) => signed.event.actor.key);
    const all = await loggedWork(await fetchWork(client, lot.id), lot, ledger);
    const found = new Set([...counting, ...all.map((work) => work.key)].map(personsIn(ledger.state())));
    workers.set(lot.id, found);
    return found;
  };

  const wrap = async (lot: Lot, dataset: string, secret: Uint8Array, wrapped: ReadonlySet<string>): Promise<void> => {
    const waiting = [...recipientsOf(lot, ledger, clock, 'reviewer')].filter(([, recipient]) => !wrapped.has(recipient));
    if (waiting.length === 0) return;
    requireDelivery(ledger.state(), dataset, org, 'sealed');
    const own = await workersOf(lot);
    const personOf = personsIn(ledger.state());
    const recipients = waiting.filter(([holder]) => !own.has(personOf(holder))).map(([, recipient]) => recipient);
    if (recipients.length === 0) return;
    const place = { space, project: lot.project, lot: lot.id };
    const json = { wraps: recipients.map((recipient) => wrapLotKey(secret, place, recipient, { connector: key, random })) };
    await client.ask(nothing, { method: 'PUT', path: `/api/lots/${lot.id}/wraps`, json });
    await sealing.markLotWrapped(lot.id, recipients);
  };

  const workOn = async ({ id, dataset, secret }: OpenedLot, wrapped: ReadonlySet<string> = new Set()): Promise<void> => {
    const lot = ledger.state().lots.get(id);
    if (lot?.closed !== undefined && secret !== undefined) await wrap(lot, dataset, secret, wrapped);
  };

  return {
    work: async () => {
      ledger.requireActing();
      const wrapped = await sealing.lotsWrapped();
      for (const lot of await lots.sealed()) await workOn(lot, wrapped.get(lot.id)).catch((error: unknown) => report(error, lot.id));
    },
  };
};
