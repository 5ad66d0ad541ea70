import { drawInspection } from '../../../../labeling/sampling/inspection-draw.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import { requireInspectedAsDrawn } from '../../../../provenance/space/inspection.ts';
import { required } from '../../../../provenance/space/refusal.ts';
import { toAcceptedReworks } from '../../../../provenance/space/rework-basis.ts';
import { answersTo } from '../../../../provenance/space/rules-verdict.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';
import { readLotReworks, type LotRework } from './lot-reworks.ts';

export type ReturnReason = EventOf<'lot-returned'>['body']['reason'];

/** An owner's answer to a lot that was inspected: once, and by a data owner. */
export interface LotAnswers {
  /** What was reworked of a lot, so that she reads it before she accepts. @throws as `readLotReworks` */
  reworks(lot: string): Promise<readonly LotRework[]>;
  /**
   * @param reworks all that she was shown of the lot; the acceptance names them
   * @throws DomainError `inspection-sums-differ` where the firm inspected another number than was drawn; `acceptance-early` before the inspection,
   * or the firm's time for it, has ended; the gateway's refusal, as `acceptance-given`, `reworks-accepted-differ` where there are others
   */
  acceptLot(lot: string, reworks: readonly LotRework[]): Promise<Acted>;
  /** @throws DomainError as `acceptLot` */
  returnLot(lot: string, reason: ReturnReason): Promise<Acted>;
}

export const createLotAnswers = (context: ActContext): LotAnswers => {
  const draftFor = async (id: string, answer: 'lot-accepted' | 'lot-returned') => {
    const lot = await fromLog(context, (state) => state.lots.get(id));
    const { id: basis } = answersTo(context.ledger().state, lot, answer, context.clock());
    return { subject: { kind: 'lot' as const, id }, refs: [basis] };
  };
  return {
    reworks: async (id) => await readLotReworks(context, id),
    acceptLot: async (id, reworks) => {
      const draft = await draftFor(id, 'lot-accepted');
      const { state, points } = context.ledger();
      requireInspectedAsDrawn(state, required(state.lots.get(id), 'subject-unknown', { lot: id }), points, drawInspection);
      return await act(context, { ...draft, type: 'lot-accepted', body: toAcceptedReworks(reworks.map(({ leaf }) => leaf)) });
    },
    returnLot: async (id, reason) => {
      const draft = await draftFor(id, 'lot-returned');
      return await act(context, { ...draft, type: 'lot-returned', body: { reason } });
    },
  };
};
