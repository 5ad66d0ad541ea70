import type { DataSource } from 'typeorm';
import { nothing } from '../../api/fields.ts';
import type { Clock } from '../../common/clock.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { wrapLotKey } from '../../privacy/sealing/wrap.ts';
import { personsIn } from '../../provenance/space/people.ts';
import type { Lot, SpaceState } from '../../provenance/space/state.ts';
import type { GatewayClient } from '../gateway/client.ts';
import { requireDelivery } from '../labeling/lot-premises.ts';
import { createLotStore, type OpenedLot } from '../labeling/store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { pauseAfter } from '../runtime/loop.ts';
import { recipientsOf } from './recipients.ts';
import { createSealingStore } from './store.ts';

/** Keys of closed lots on their way to the reviewers of their rosters. */
export interface LotKeys {
  /**
   * One round: the key of each closed lot goes to the reviewers for whom it may be sealed now and has not been yet, save those who stood as
   * labelers while it was open. What fails with one lot is reported, is tried again after a pause that doubles to a minute, and does not hold
   * up the others.
   */
  work(): Promise<void>;
}

export interface LotKeysOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly client: Pick<GatewayClient, 'ask'>;
  readonly space: string;
  readonly org: string;
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly report: (error: unknown, lot: string) => void;
}

/**
 * Only labelers of the roster work on a lot while it is open. The log says who they were; who of them worked would be the gateway's to say,
 * which can hide a label or report, or show another one in its place.
 */
const wasLabeler = (holder: string, { duties }: Lot, state: SpaceState): boolean => duties.get(personsIn(state)(holder)) === 'labeler';

/** Milliseconds before a lot that failed is tried again: at first, and at most. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [1000, 60_000];

/** Lets each lot rest after a failure, longer with each in a row. */
const createPauses = (clock: Clock) => {
  const failed = new Map<string, { readonly times: number; readonly at: number }>();
  return {
    isResting: (lot: string): boolean => {
      const last = failed.get(lot);
      // A clock that was set back does not make a lot wait longer.
      return last !== undefined && Math.abs(clock() - last.at) < pauseAfter(last.times - 1, FIRST_PAUSE, LONGEST_PAUSE, 0.5);
    },
    succeed: (lot: string): void => void failed.delete(lot),
    fail: (lot: string): void => void failed.set(lot, { times: (failed.get(lot)?.times ?? 0) + 1, at: clock() }),
  };
};

export const createLotKeys = (options: LotKeysOptions): LotKeys => {
  const { database, ledger, client, space, org, key, clock, random, report } = options;
  const [lots, sealing] = [createLotStore(database.manager), createSealingStore(database.manager)];
  const pauses = createPauses(clock);
  const wrap = async (lot: Lot, dataset: string, secret: Uint8Array, wrapped: ReadonlySet<string>): Promise<void> => {
    const state = ledger.state();
    const waiting = [...recipientsOf(lot, ledger, clock, 'reviewer')].filter(
      ([holder, to]) => !wrapped.has(to) && !wasLabeler(holder, lot, state),
    );
    if (waiting.length === 0) return;
    requireDelivery(state, dataset, org, 'sealed');
    const recipients = waiting.map(([, recipient]) => recipient);
    const place = { space, project: lot.project, lot: lot.id };
    const json = { wraps: recipients.map((recipient) => wrapLotKey(secret, place, recipient, { connector: key, random })) };
    await client.ask(nothing, { method: 'PUT', path: `/api/lots/${lot.id}/wraps`, json });
    await sealing.markLotWrapped(lot.id, recipients);
  };

  const workOn = async ({ id, dataset, secret }: OpenedLot, wrapped: ReadonlySet<string> = new Set()): Promise<void> => {
    const lot = ledger.state().lots.get(id);
    if (lot?.closed === undefined || secret === undefined || pauses.isResting(id)) return;
    try {
      await wrap(lot, dataset, secret, wrapped);
      pauses.succeed(id);
    } catch (error) {
      pauses.fail(id);
      report(error, id);
    }
  };

  return {
    work: async () => {
      ledger.requireActing();
      const wrapped = await sealing.lotsWrapped();
      for (const lot of await lots.sealed()) await workOn(lot, wrapped.get(lot.id));
    },
  };
};
