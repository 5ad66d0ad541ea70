import { drawInspection } from '../../../../labeling/sampling/inspection-draw.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import { requireInspectedAsDrawn } from '../../../../provenance/space/inspection.ts';
import { required } from '../../../../provenance/space/refusal.ts';
import { answersTo } from '../../../../provenance/space/rules-verdict.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';

export type ReturnReason = EventOf<'lot-returned'>['body']['reason'];

/** An owner's answer to a lot that was inspected: once, and by a data owner. */
export interface LotAnswers {
  /** @throws DomainError `inspection-sums-differ` where the firm inspected another number than was drawn; `acceptance-early` before the inspection, or the firm's time for it, has ended; the gateway's refusal, as `acceptance-given` */
  acceptLot(lot: string): Promise<Acted>;
  /** @throws DomainError as `acceptLot` */
  returnLot(lot: string, reason: ReturnReason): Promise<Acted>;
}

export const createLotAnswers = (context: ActContext): LotAnswers => {
  const draftFor = async (id: string) => ({
    subject: { kind: 'lot' as const, id },
    refs: [answersTo(await fromLog(context, (state) => state.lots.get(id)), context.clock()).id],
  });
  return {
    acceptLot: async (id) => {
      const draft = await draftFor(id);
      const { state } = context.ledger();
      requireInspectedAsDrawn(state, required(state.lots.get(id), 'subject-unknown', { lot: id }), drawInspection);
      return await act(context, { ...draft, type: 'lot-accepted', body: {} });
    },
    returnLot: async (id, reason) => await act(context, { ...(await draftFor(id)), type: 'lot-returned', body: { reason } }),
  };
};
