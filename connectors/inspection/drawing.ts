import type { DataSource } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { toHex } from '../../common/encodings.ts';
import type { WitnessedPoint } from '../../provenance/log/witnessed-point.ts';
import { revealRefs, revealsDue } from '../../provenance/space/inspection-terms.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { Chain, EventDraft } from '../chain/chain.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createDrawStore, type KeptDraw } from './store.ts';

/** The owner's side of the draws of inspected lots. */
export interface Drawing {
  /**
   * One round: commits for each inspected lot that the own copy of the log holds as opened, and reveals once it holds the closing, that is, under
   * a checkpoint with a quorum. What fails with one lot is reported and does not hold up the others.
   */
  work(signal: AbortSignal): Promise<void>;
}

export interface DrawingOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly chain: Chain;
  readonly clock: Clock;
  readonly report: (error: unknown, lot: string) => void;
}

/** Milliseconds after which what was refused is signed again. */
const AGAIN_AFTER = 60_000;

interface NextStep {
  readonly step: 'committed' | 'revealed';
  readonly draft: EventDraft;
}

const toCommitment = ({ id, opened }: Lot, { secret }: KeptDraw): NextStep => ({
  step: 'committed',
  draft: {
    type: 'inspection-committed',
    subject: { kind: 'lot', id },
    refs: [opened.id],
    body: { commitment: toHex(sha256(secret)) },
  },
});

/** What is to be signed now, by the own copy of the log. */
const nextStep = (lot: Lot, kept: KeptDraw, now: number, points: readonly WitnessedPoint[]): NextStep | undefined => {
  const { closed, draw, opened } = lot;
  const { inspection } = opened.signed.event.body;
  const { committed, revealed } = draw.owner ?? {};
  if (inspection === undefined || revealed !== undefined) return undefined;
  if (closed === undefined) return committed === undefined ? toCommitment(lot, kept) : undefined;
  if (committed === undefined || now > revealsDue(inspection, closed, points)) return undefined;
  const refs = revealRefs(lot, closed);
  const body = { secret: toHex(kept.secret) };
  return { step: 'revealed', draft: { type: 'inspection-revealed', subject: { kind: 'lot', id: lot.id }, refs, body } };
};

export const createDrawing = ({ database, ledger, chain, clock, report }: DrawingOptions): Drawing => {
  const draws = createDrawStore(database.manager);
  /** By event that was refused. */
  const refusedAt = new Map<string, number>();

  /** It is on its way, or was refused so lately that it is not tried again. */
  const isSigned = async (event: string | undefined): Promise<boolean> => {
    if (event === undefined) return false;
    if ((await chain.find(event))?.state !== 'refused') return true;
    const at = refusedAt.get(event) ?? clock();
    refusedAt.set(event, at);
    return clock() - at < AGAIN_AFTER;
  };

  const workOn = async (kept: KeptDraw, signal: AbortSignal): Promise<void> => {
    const lot = ledger.state().lots.get(kept.lot);
    const next = lot && nextStep(lot, kept, clock(), ledger.points());
    if (next === undefined || (await isSigned(kept[next.step]))) return;
    const keep = async (manager: Parameters<typeof createDrawStore>[0], event: string): Promise<void> =>
      await createDrawStore(manager).setStep(kept.lot, next.step, event);
    await chain.commit(next.draft, keep, signal);
  };

  return {
    work: async (signal) => {
      ledger.requireActing();
      for (const kept of await draws.unrevealed()) {
        try {
          await workOn(kept, signal);
        } catch (error) {
          if (signal.aborted) throw error;
          report(error, kept.lot);
        }
      }
    },
  };
};
