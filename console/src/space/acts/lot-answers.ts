import type { EventOf } from '../../../../provenance/event/event.ts';
import { required } from '../../../../provenance/space/refusal.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';

export type ReturnReason = EventOf<'lot-returned'>['body']['reason'];

/** An owner's answer to a lot that was inspected: once, and by a data owner. */
export interface LotAnswers {
  /** @throws DomainError `acceptance-early` before the inspection has ended; the gateway's refusal, as `acceptance-given` */
  acceptLot(lot: string): Promise<Acted>;
  /** @throws DomainError as `acceptLot` */
  returnLot(lot: string, reason: ReturnReason): Promise<Acted>;
}

/** What an answer rests on: the end of the inspection; of a lot that nobody inspects, its closing. */
const basisOf = ({ id, opened, inspected, closed }: Lot): string =>
  required(opened.signed.event.body.inspection === undefined ? closed : inspected, 'acceptance-early', { lot: id }).id;

export const createLotAnswers = (context: ActContext): LotAnswers => {
  const draftFor = async (id: string) => ({
    subject: { kind: 'lot' as const, id },
    refs: [basisOf(await fromLog(context, (state) => state.lots.get(id)))],
  });
  return {
    acceptLot: async (id) => await act(context, { ...(await draftFor(id)), type: 'lot-accepted', body: {} }),
    returnLot: async (id, reason) => await act(context, { ...(await draftFor(id)), type: 'lot-returned', body: { reason } }),
  };
};
