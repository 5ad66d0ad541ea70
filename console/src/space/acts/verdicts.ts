import { leafHash } from '../../../../provenance/log/merkle.ts';
import { toHex } from '../../../../common/encodings.ts';
import { labelsRoot } from '../../../../provenance/space/accounting.ts';
import { required } from '../../../../provenance/space/refusal.ts';
import { inspectionRefs, sumsOf } from '../../../../provenance/space/rules-verdict.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import { commitTo } from '../commit.ts';
import { fail } from '../errors.ts';
import { inspectionBy } from '../own-inspection.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';
import type { RedoneDraw } from './redraw.ts';
import { readSample, type Finding, type GivenVerdict, type SampledItem } from './sample.ts';

/** Acts of a reviewer of the inspecting firm over a drawn sample. */
export interface VerdictActs {
  /**
   * The sample of a lot whose draw was redone here. @throws DomainError those of `readSample`, `sample-differs` where the redone draw does not hold
   */
  sample(lot: string, redone: RedoneDraw): Promise<readonly SampledItem[]>;
  /**
   * Signs what she finds of a label, over the leaf that this device computed from its event and salt.
   * @param note what she says of it to its author; of open projects alone
   */
  judge(lot: string, item: SampledItem, finding: Finding, note?: string): Promise<Acted>;
  /**
   * Ends the inspection by the sum of all verdicts, each of which the own copy of the log holds.
   * @throws DomainError `inspection-incomplete`, `ledger-behind` while a verdict is not witnessed, `sample-differs`
   */
  endInspection(lot: string, items: readonly SampledItem[]): Promise<Acted>;
}

/** In the own copy of the log, where the gateway says it is. */
const requireLogged = async (context: ActContext, lot: Lot, { index, entry }: GivenVerdict): Promise<void> => {
  const held = await fromLog(context, () => context.ledger().leafAt(index));
  if (toHex(held) !== toHex(leafHash(entry))) fail('sample-differs', { lot: lot.id, part: 'verdict', index });
};

const closedLot = async (context: ActContext, id: string) => {
  const lot = await fromLog(context, (state) => state.lots.get(id));
  return { lot, closed: required(lot.closed, 'inspection-early', { lot: id }) };
};

export const createVerdictActs = (context: ActContext): VerdictActs => ({
  sample: async (id, { verdict, failed, sample }) => {
    if (verdict === 'failed') return fail('sample-differs', { lot: id, part: failed ?? 'draw' });
    return await readSample(context, (await closedLot(context, id)).lot, sample);
  },
  judge: async (id, { item, commitment, label, leaf }, finding, note) => {
    const { closed } = await closedLot(context, id);
    const said = note === undefined ? undefined : commitTo(context, 'verdict-note', item, note);
    const subject = { kind: 'item' as const, id: item, commitment };
    const body = { lot: id, label: leaf, finding, ...(said && { note: said.commitment }) };
    const documents = said && [{ kind: 'verdict-note' as const, opening: said.opening }];
    return await act(context, { type: 'verdict-signed', subject, refs: [closed.id, label], body, ...(documents && { documents }) });
  },
  endInspection: async (id, items) => {
    const { lot, closed } = await closedLot(context, id);
    const given = items.flatMap(({ verdict }) => verdict ?? []);
    const inspection = inspectionBy(context.ledger(), lot);
    const sample = inspection !== undefined && 'size' in inspection ? inspection.size : 0;
    if (given.length !== sample) return fail('inspection-incomplete', { lot: id, sample, missing: sample - given.length });
    for (const verdict of given) await requireLogged(context, lot, verdict);
    const body = { ...sumsOf(given.map(({ finding }) => finding)), root: labelsRoot(given) };
    return await act(context, { type: 'lot-inspected', subject: { kind: 'lot', id }, refs: [...inspectionRefs(lot, closed)], body });
  },
});
