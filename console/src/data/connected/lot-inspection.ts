import type { Lot } from '../../../../provenance/space/state.ts';
import type { Ledger } from '../../space/ledger.ts';
import { acceptanceBy, inspectionBy, inspectionDueBy, isAbsentBy } from '../../space/own-inspection.ts';
import type { LotInspection, LotRow } from '../projects.ts';
import type { Names } from './names.ts';

/** What the firm signed at the end of an inspection. */
export const endedOf = ({ inspected: ended }: Pick<Lot, 'inspected'>): Pick<LotInspection, 'ended'> => {
  if (ended === undefined) return {};
  const { inspected, defects, unseen = 0 } = ended.signed.event.body;
  return { ended: { index: ended.index, inspected, defects, unseen } };
};

/** By when the firm ends its inspection, and whether it has let that pass. */
const timesOf = (lot: Lot, ledger: Ledger): Pick<LotInspection, 'due' | 'absent'> => {
  const due = inspectionDueBy(ledger, lot);
  return { ...(due !== undefined && { due }), absent: isAbsentBy(ledger, lot) };
};

/** How far the inspection of a lot is, and the owner's answer; from the own copy of the log alone. */
export const withInspection = (row: LotRow, ledger: Ledger, names: Names): LotRow => {
  const lot = ledger.state.lots.get(row.id);
  const terms = lot?.opened.signed.event.body.inspection;
  const inspection = lot && inspectionBy(ledger, lot);
  if (lot === undefined || terms === undefined || inspection === undefined) return row;
  const { by, plan } = terms;
  const answered = lot.answered === undefined ? {} : { answered: lot.answered.index };
  const shown = {
    firm: names.organisation(by),
    plan,
    inspection,
    acceptance: acceptanceBy(ledger, lot),
    ...timesOf(lot, ledger),
    ...endedOf(lot),
    ...answered,
  };
  return { ...row, inspection: shown };
};
