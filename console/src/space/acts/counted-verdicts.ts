import { verdictsUnder, type CountedVerdicts } from '../../../../provenance/space/inspected-verdicts.ts';
import type { Ledger } from '../ledger.ts';

/** What the gateway says the end of an inspection counts: log indices of verdicts, in the order of the labels. */
export interface ShownInspection {
  readonly lot: string;
  readonly verdicts: readonly number[];
}

/** Verdicts that the end of each inspection counts, by lot; of one whose end the own copy does not hold nothing is said yet. */
export const readCounted = async (
  ledger: Pick<Ledger, 'state' | 'leafAt'>,
  inspections: readonly ShownInspection[],
  refuse: (inspection: ShownInspection) => Promise<never>,
): Promise<ReadonlyMap<string, CountedVerdicts>> => {
  const counted = new Map<string, CountedVerdicts>();
  for (const inspection of inspections) {
    const lot = ledger.state.lots.get(inspection.lot);
    if (lot?.inspected === undefined) continue;
    counted.set(lot.id, verdictsUnder(lot, inspection.verdicts, (index) => ledger.leafAt(index)) ?? (await refuse(inspection)));
  }
  return counted;
};
