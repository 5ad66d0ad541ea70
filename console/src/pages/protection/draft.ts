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

/** @param title of the derivative */
export const proposedDraft = ({ id, fields }: DatasetDetail, title: Localised, language: 'zh-CN' | 'en'): ProtectionDraft => {
  const plan = proposePlan({ dataset: id, language, fields });
  return { title: { ...title }, plan, minimumClass: plan.minimumClass === undefined ? '' : String(plan.minimumClass) };
};
