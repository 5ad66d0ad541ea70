import { accept } from './action-plan/accepting.ts';
import { inspect } from './action-plan/inspecting.ts';
import { label, openLot } from './action-plan/labeling.ts';
import { publish } from './action-plan/publishing.ts';
import { release } from './action-plan/releasing.ts';
import type { Walk } from './walk.ts';
import { inspectSealed } from './work-orders/inspecting.ts';
import { labelSealed, openSealedLot } from './work-orders/labeling.ts';
import { protect, regrade } from './work-orders/protecting.ts';
import { register } from './work-orders/registering.ts';
import { releaseSealed } from './work-orders/releasing.ts';

export type StepName =
  | 'set-up'
  | 'publishing'
  | 'opening'
  | 'labeling'
  | 'inspecting'
  | 'accepting'
  | 'releasing'
  | 'registering'
  | 'protecting'
  | 'regrading'
  | 'sealing'
  | 'sealed-labeling'
  | 'sealed-inspecting'
  | 'sealed-releasing';

export interface Step {
  readonly name: StepName;
  /** The step whose results this one needs. */
  readonly upon?: StepName;
  readonly says: string;
  readonly run: (walk: Walk) => Promise<void>;
}

/** Two ways from one set-up, neither of which needs the other: the public action plan's and the work orders'. */
export const STEPS: readonly Step[] = [
  { name: 'set-up', says: 'a fresh space of its own', run: () => Promise.resolve() },
  { name: 'publishing', upon: 'set-up', says: 'registering, grading and publishing the action plan', run: publish },
  { name: 'opening', upon: 'publishing', says: 'opening project, roster and lot', run: openLot },
  { name: 'labeling', upon: 'opening', says: 'two people label 21 clauses', run: label },
  { name: 'inspecting', upon: 'labeling', says: 'both sides reveal; a sample of the closed lot is drawn', run: inspect },
  { name: 'accepting', upon: 'inspecting', says: 'the sample is judged, a defect reworked, the lot accepted', run: accept },
  { name: 'releasing', upon: 'accepting', says: 'verifying, releasing, collecting the evidence', run: release },
  { name: 'registering', upon: 'set-up', says: 'registering and grading the hotline’s work orders', run: register },
  { name: 'protecting', upon: 'registering', says: 'making a de-identified derivative', run: protect },
  { name: 'regrading', upon: 'protecting', says: 'reading rows of it, and grading it afresh', run: regrade },
  { name: 'sealing', upon: 'regrading', says: 'opening a sealed project, its roster and a lot', run: openSealedLot },
  { name: 'sealed-labeling', upon: 'sealing', says: 'two people label the sealed work orders', run: labelSealed },
  { name: 'sealed-inspecting', upon: 'sealed-labeling', says: 'the drawn work orders are judged, the lot accepted', run: inspectSealed },
  { name: 'sealed-releasing', upon: 'sealed-inspecting', says: 'opening and verifying the labels, releasing', run: releaseSealed },
];

/** These steps and all that they build upon, in the order in which they are walked. */
export const stepsTo = (names: readonly StepName[]): readonly Step[] => {
  const needed = new Set<StepName>(names);
  for (const { name, upon } of STEPS.toReversed()) if (needed.has(name) && upon !== undefined) needed.add(upon);
  return STEPS.filter(({ name }) => needed.has(name));
};
