import type { DataSource } from 'typeorm';
import { nothing } from '../../api/fields.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { wrapLotKey } from '../../privacy/sealing/wrap.ts';
import type { GatewayClient } from '../gateway/client.ts';
import { requireDelivery } from '../labeling/lot-premises.ts';
import { createLotStore } from '../labeling/store.ts';
import { createClosedLotsRound, type ClosedLot, type ClosedLotsOptions } from './closed-lots.ts';
import { reviewersOf } from './recipients.ts';
import { createSealingStore } from './store.ts';

/** Keys of closed lots on their way to the reviewers of their rosters. */
export interface LotKeys {
  /** One round: the key of each closed lot goes to the reviewers for whom it may be sealed now and has not been yet (`reviewersOf`). */
  work(): Promise<void>;
}

export interface LotKeysOptions extends ClosedLotsOptions {
  readonly database: DataSource;
  readonly client: Pick<GatewayClient, 'ask'>;
  readonly space: string;
  readonly org: string;
  readonly key: SigningKey;
  readonly random: RandomBytes;
}

export const createLotKeys = (options: LotKeysOptions): LotKeys => {
  const { database, ledger, client, space, org, key, clock, random } = options;
  const sealing = createSealingStore(database.manager);
  const round = createClosedLotsRound(createLotStore(database.manager), options);
  const wrap = async ({ lot, dataset, secret }: ClosedLot, wrapped: ReadonlySet<string> = new Set()): Promise<void> => {
    const recipients = [...reviewersOf(lot, ledger, clock).values()].filter((recipient) => !wrapped.has(recipient));
    if (recipients.length === 0) return;
    requireDelivery(ledger.state(), dataset, org, 'sealed');
    const place = { space, project: lot.project, lot: lot.id };
    const json = { wraps: recipients.map((recipient) => wrapLotKey(secret, place, recipient, { connector: key, random })) };
    await client.ask(nothing, { method: 'PUT', path: `/api/lots/${lot.id}/wraps`, json });
    await sealing.markLotWrapped(lot.id, recipients);
  };
  return {
    work: async () => {
      const wrapped = await sealing.lotsWrapped();
      await round((closed) => wrap(closed, wrapped.get(closed.lot.id)));
    },
  };
};
