import { leastClass } from '../../../../policies/levels/least-class.ts';
import { proposePlan } from '../../../../privacy/deidentification/proposal.ts';
import type { ProtectionPlan } from '../../../../privacy/deidentification/plan.ts';
import type { AskedCommand, Localised } from '../../data/common.ts';
import type { DatasetDetail } from '../../data/datasets.ts';
import type { ProtectedDataset } from '../../data/protection.ts';

/** A plan that the owner is changing, until its derivative is registered. */
export interface ProtectionDraft {
  title: { zh: string; en: string };
  plan: ProtectionPlan;
  /** As typed; empty for none. */
  minimumClass: string;
  /** Under way at the connector. */
  asked?: AskedCommand | undefined;
  done?: ProtectedDataset | undefined;
}

/** Rows that the smallest class must have by the level of the source; an unsigned one counts as important. */
export const leastClassOf = ({ level }: Pick<DatasetDetail, 'level'>): number | undefined => leastClass(level);

/** @param title of the derivative */
export const proposedDraft = (dataset: DatasetDetail, title: Localised, language: 'zh-CN' | 'en'): ProtectionDraft => {
  const { id, fields } = dataset;
  const plan = proposePlan({ dataset: id, language, fields });
  const size = Math.max(plan.minimumClass ?? 0, leastClassOf(dataset) ?? 0);
  return { title: { ...title }, plan, minimumClass: size === 0 ? '' : String(size) };
};
