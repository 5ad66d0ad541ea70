import type { EventType, SignedEvent } from '../../../../provenance/event/event.ts';
import type { BundledEvent } from '../../../../provenance/evidence/context.ts';
import type { CheckResult } from '../../../../provenance/evidence/run-checks.ts';
import type { Check, CheckOutcome, ProvenanceNode } from '../evidence.ts';
import { pseudonymOf } from './names.ts';

/** What each step of a label's or a lot's way builds upon; steps that are not listed here certify people and are no nodes. */
const AFTER: Readonly<Partial<Record<EventType, readonly EventType[]>>> = {
  'dataset-registered': [],
  'dataset-graded': ['dataset-registered'],
  'dataset-published': ['dataset-graded'],
  'project-opened': ['dataset-published'],
  'roster-signed': ['project-opened'],
  'lot-opened': ['roster-signed'],
  'annotation-signed': ['lot-opened'],
  'inspection-committed': ['lot-opened'],
  'lot-closed': ['annotation-signed', 'inspection-committed'],
  'inspection-revealed': ['lot-closed'],
  'verdict-signed': ['annotation-signed', 'inspection-revealed'],
  'label-reworked': ['verdict-signed'],
  'lot-inspected': ['inspection-revealed', 'verdict-signed'],
  'lot-accepted': ['lot-inspected', 'label-reworked'],
  'lot-returned': ['lot-inspected'],
  'release-signed': ['lot-closed', 'lot-accepted'],
  'lot-certified': ['lot-accepted', 'release-signed'],
};
const BY_CONNECTOR: readonly EventType[] = ['dataset-registered', 'lot-opened', 'lot-closed'];
const DRAWING: readonly EventType[] = ['inspection-committed', 'inspection-revealed'];

/** Steps that a check is about; one that is not listed is about all of them. */
const ABOUT: Readonly<Record<string, readonly EventType[]>> = {
  'level-signed': ['dataset-graded'],
  'project-authorised': ['project-opened'],
  'roster-authorised': ['roster-signed'],
  'profile-opens': ['dataset-registered'],
  'project-opens': ['project-opened'],
  'item-opens': ['lot-opened'],
  'annotation-opens': ['annotation-signed'],
  'result-fits-configuration': ['annotation-signed'],
  'row-opens-in-dataset': ['dataset-registered'],
  'item-equals-row': ['dataset-registered', 'lot-opened'],
  'lot-fixes-item': ['lot-opened'],
  'annotation-authorised': ['annotation-signed'],
  'rework-authorised': ['annotation-signed', 'verdict-signed', 'label-reworked', 'release-signed'],
  'lot-closed-counts-annotation': ['annotation-signed', 'lot-closed'],
  'lot-opened-inspected': ['lot-opened'],
  'draw-committed': ['inspection-committed'],
  'lot-closed-counts': ['lot-closed'],
  'draw-revealed': ['inspection-revealed'],
  'labels-under-closing': ['lot-closed'],
  'inspection-ended': ['lot-inspected'],
  'verdicts-under-inspection': ['lot-inspected'],
  'sample-inspected-whole': ['inspection-revealed', 'lot-inspected'],
  'lot-answered': ['lot-accepted', 'lot-returned'],
  'release-counts': ['release-signed'],
  'certificate-counts': ['lot-certified'],
  'certificate-true': ['lot-certified'],
  'certified-figures': ['lot-certified', 'release-signed'],
  'release-authorised': ['inspection-revealed', 'lot-inspected', 'lot-accepted', 'release-signed'],
  'inspected-as-drawn': ['inspection-revealed', 'lot-inspected'],
  'manifest-hash': ['release-signed'],
  'manifest-matches-release': ['release-signed'],
  'figures-add-up': ['release-signed'],
  'line-in-manifest': ['release-signed'],
  'line-equals-annotation': ['annotation-signed', 'release-signed'],
  'person-did-the-work': ['annotation-signed'],
  'inputs-true': ['dataset-registered'],
};

export const OUTCOMES: Readonly<Record<CheckResult['result'], CheckOutcome>> = {
  passed: 'passed',
  failed: 'failed',
  'stated-only': 'claimed',
  'not-enabled': 'absent',
};

export type Step = Omit<ProvenanceNode, 'outcome'> & { readonly act: EventType };

/** Both sides of a draw sign the same acts: the owner's connector opened the lot. */
const isByConnector = ({ type, actor }: SignedEvent['event'], events: readonly BundledEvent[]): boolean =>
  BY_CONNECTOR.includes(type) ||
  (DRAWING.includes(type) && events.some(({ signed: { event } }) => event.type === 'lot-opened' && event.actor.key === actor.key));

/** The graph's nodes, without what the checks say of them. */
export const stepsOf = (events: readonly BundledEvent[]): readonly Step[] => {
  const path = events.filter(({ signed }) => AFTER[signed.event.type] !== undefined);
  return path.map(({ id, index, signed: { event } }) => ({
    id,
    lane: isByConnector(event, events) ? 'connector' : 'browser',
    act: event.type,
    actor: pseudonymOf(event.actor.key),
    index,
    time: event.time,
    after: path.filter(({ signed }) => AFTER[event.type]?.includes(signed.event.type)).map((before) => before.id),
  }));
};

export const toCheck = ({ name, result, code, ms }: CheckResult, steps: readonly Step[]): Check => {
  const about = ABOUT[name];
  const values: Check['values'] = code === undefined ? {} : { reason: code };
  return {
    code: name,
    outcome: OUTCOMES[result],
    values,
    ...(ms === undefined ? {} : { milliseconds: ms }),
    nodes: steps.filter(({ act }) => about === undefined || about.includes(act)).map(({ id }) => id),
  };
};

/** A step bears a tick only when nothing about it failed, and only under a policy that says whose keys count. */
export const outcomeOf = ({ id }: Step, checks: readonly Check[], verdict: 'verified' | 'failed' | 'unanchored'): CheckOutcome => {
  if (checks.some(({ outcome, nodes }) => outcome === 'failed' && nodes.includes(id))) return 'failed';
  return verdict === 'unanchored' ? 'claimed' : 'passed';
};
