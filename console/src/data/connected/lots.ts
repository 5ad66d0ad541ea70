import type { z } from 'zod';
import { lot as lotShape } from '../../../../api/lots.ts';
import { lateOf, placesOf } from '../../../../provenance/space/accounting.ts';
import type { Lot, SpaceState } from '../../../../provenance/space/state.ts';
import { currentRelease } from '../../../../provenance/space/superseding.ts';
import type { Client } from '../../space/client.ts';
import type { LotRow } from '../projects.ts';
import { stockOf } from './contact.ts';

type ShownLot = z.infer<typeof lotShape>;

export const lotsOf = ({ lots }: SpaceState, project: string): readonly Lot[] =>
  [...lots.values()].filter((lot) => lot.project === project);

/** List, price, deadline and closing from the log; how far it is, as the gateway counts. */
const toLotRow = (lot: Lot, shown: ShownLot, state: SpaceState): LotRow => {
  const { id, opened, closed } = lot;
  const { counts } = shown;
  const { price, deadline, items } = opened.signed.event.body;
  const overlap = placesOf(opened.signed.event.body);
  const [release, stock] = [currentRelease(state, id), stockOf(lot, { ready: counts.free, contact: shown.contact })];
  return {
    id,
    index: opened.index,
    price,
    deadline,
    overlap,
    items: items.length * overlap,
    labeled: counts.labeled,
    reported: counts.reported,
    leased: counts.leased,
    late: { done: counts.late, most: lateOf(opened.signed.event.body) },
    ...(stock === undefined ? {} : { stock }),
    ...(closed === undefined ? {} : { closed: { cause: closed.signed.event.body.cause, index: closed.index } }),
    ...(release === undefined ? {} : { release: { id: release.signed.event.subject.id, state: 'signed' as const, index: release.index } }),
  };
};

/** The lots of a project; those whose release is signed are asked for once: nothing is added to what is closed. */
export const createLotReader = () => {
  const released = new Map<string, ShownLot>();
  const ask = async ({ http, ledger }: Client, id: string): Promise<ShownLot> => {
    const known = released.get(id);
    if (known !== undefined) return known;
    // What the answer is kept for must be so before it was given.
    const isFinal = currentRelease(ledger().state, id) !== undefined;
    const shown = await http.ask(lotShape, { path: `/api/lots/${id}` });
    // A lease that was lent before the closing may still run out.
    if (isFinal && shown.counts.leased === 0) released.set(id, shown);
    return shown;
  };
  return (client: Client, project: string): Promise<readonly LotRow[]> =>
    Promise.all(lotsOf(client.ledger().state, project).map(async (lot) => toLotRow(lot, await ask(client, lot.id), client.ledger().state)));
};
export type LotReader = ReturnType<typeof createLotReader>;
