import { drawSample, drawSeed, type DrawInputs } from './draw.ts';
import { normalInspection, type InspectionLevel, type QualityLimit } from './normal-inspection.ts';
import { zeroDefectSize } from './zero-defect.ts';

/** How much of a lot is inspected; `share` in thousandths. */
type SamplingPlan =
  | { readonly kind: 'zero-defect'; readonly share: number }
  | { readonly kind: 'normal'; readonly level: InspectionLevel; readonly limit: QualityLimit };

export interface InspectionDraw {
  readonly seed: Uint8Array;
  /** Most defects with which the lot is accepted. */
  readonly accept: number;
  /** Places among the lot's labels, from 0, ascending. */
  readonly positions: readonly number[];
}

const sizeOf = (plan: SamplingPlan, labels: number): { readonly size: number; readonly accept: number } =>
  plan.kind === 'zero-defect'
    ? { size: zeroDefectSize(labels, plan.share / 1000), accept: 0 }
    : normalInspection(labels, plan.limit, plan.level);

/**
 * The sample of a lot by its plan and by what both sides revealed.
 * @throws DomainError `sample-unfit` for a lot without labels
 */
export const drawInspection = (plan: SamplingPlan, { labels, ...inputs }: DrawInputs & { readonly labels: number }): InspectionDraw => {
  const { size, accept } = sizeOf(plan, labels);
  const seed = drawSeed(inputs);
  return { seed, accept, positions: drawSample(seed, labels, size) };
};
