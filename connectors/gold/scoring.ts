import type { DataSource } from 'typeorm';
import { nothing } from '../../api/fields.ts';
import type { Clock } from '../../common/clock.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { Chain } from '../chain/chain.ts';
import type { GatewayClient } from '../gateway/client.ts';
import type { CountLot } from '../labeling/counting.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { requireCounted } from '../release/closed-lot.ts';
import { makeFigures, toScored } from './figures.ts';
import { createScoreStore, type KeptScore } from './score-store.ts';
import { createGoldStore } from './store.ts';

/** Figures of lots whose openings commit to known answers. */
export interface Scoring {
  /**
   * One round: once the own copy of the log holds a lot's closing, its labels are compared with the answers and the figures signed; once it holds
   * these, each person's goes to the gateway, for her. What fails with one lot is reported and does not hold up the others.
   */
  work(signal: AbortSignal): Promise<void>;
}

/** What a connector's rounds over gold work with. */
export interface GoldOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly chain: Chain;
  readonly client: Pick<GatewayClient, 'ask'>;
  readonly count: CountLot;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly report: (error: unknown, lot: string) => void;
}

/** Milliseconds after which what was refused is signed again. */
const AGAIN_AFTER = 60_000;

export const createScoring = ({ database, ledger, chain, client, count, clock, random, report }: GoldOptions): Scoring => {
  const [scores, gold] = [createScoreStore(database.manager), createGoldStore(database.manager)];
  /** By event that was refused. */
  const refusedAt = new Map<string, number>();

  /** It is on its way, or was refused so lately that it is not tried again. */
  const isSigned = async (kept: KeptScore | undefined): Promise<boolean> => {
    if (kept === undefined) return false;
    if ((await chain.find(kept.event))?.state !== 'refused') return true;
    const at = refusedAt.get(kept.event) ?? clock();
    refusedAt.set(kept.event, at);
    return clock() - at < AGAIN_AFTER;
  };

  const sign = async ({ id }: Lot, signal: AbortSignal): Promise<void> => {
    const counted = await count(id);
    const closed = requireCounted(counted);
    const figures = makeFigures(ledger.state(), counted, await gold.find(id), random);
    const draft = { type: 'gold-scored', subject: { kind: 'lot', id }, refs: [closed.id], body: toScored(id, figures) } as const;
    await chain.commit(draft, (manager, event) => createScoreStore(manager).put({ lot: id, event, figures }), signal);
  };

  const deliver = async ({ lot, figures }: KeptScore): Promise<void> => {
    if (figures.length > 0) await client.ask(nothing, { method: 'PUT', path: `/api/lots/${lot}/figures`, json: { figures } });
    await scores.markDelivered(lot);
  };

  const workOn = async (id: string, signal: AbortSignal): Promise<void> => {
    const lot = ledger.state().lots.get(id);
    if (lot?.closed === undefined) return;
    const kept = await scores.find(id);
    if (lot.scored === undefined && !(await isSigned(kept))) await sign(lot, signal);
    else if (kept !== undefined && lot.scored?.id === kept.event) await deliver(kept);
  };

  return {
    work: async (signal) => {
      ledger.requireActing();
      for (const lot of await scores.undelivered()) {
        try {
          await workOn(lot, signal);
        } catch (error) {
          if (signal.aborted) throw error;
          report(error, lot);
        }
      }
    },
  };
};
