import type { LotRequest } from '../../data/projects.ts';
import { parseCount } from '../../format/typed.ts';

type Terms = NonNullable<LotRequest['inspection']>;
type Normal = Extract<Terms['plan'], { kind: 'normal' }>;

export const LEVELS = ['I', 'II', 'III'] as const satisfies readonly Normal['level'][];
/** Acceptance quality limits in percent that labels are inspected by; the standard's finer ones ask for more labels than a lot has. */
export const LIMITS = ['0.65', '1.0', '1.5', '2.5', '4.0', '6.5'] as const satisfies readonly Normal['limit'][];

/** As typed: hours as counts, the share in percent. */
export interface InspectionDraft {
  /** Id of the firm; empty where nobody inspects. */
  firm: string;
  kind: Terms['plan']['kind'];
  share: string;
  level: Normal['level'];
  limit: Normal['limit'];
  hours: string;
  inspectHours: string;
  answerHours: string;
}

/** What the form proposes; the owner signs it. */
export const blankDraft = (): InspectionDraft => ({
  firm: '',
  kind: 'normal',
  share: '5',
  level: 'II',
  limit: '2.5',
  hours: '48',
  inspectHours: '72',
  answerHours: '72',
});

const MOST_HOURS = 720;
/** Less would leave the firm no day to reveal. */
const FEWEST_HOURS = 24;

/** Percent with at most one decimal in thousandths; below 100. */
export const parseShare = (typed: string): number | undefined => {
  const match = /^(\d{1,2})(?:\.(\d))?$/.exec(typed.trim());
  return match === null ? undefined : Number(match[1]) * 10 + Number(match[2] ?? 0);
};

/** Hours as typed, within these bounds. */
export const parseHours = (typed: string, fewest: number, most = MOST_HOURS): number | undefined => {
  const hours = parseCount(typed, most);
  return hours !== undefined && hours >= fewest ? hours : undefined;
};

/** What stands wrongly. */
export const faultsOf = ({ firm, kind, share, hours, inspectHours, answerHours }: InspectionDraft) => ({
  share: firm !== '' && kind === 'zero-defect' && parseShare(share) === undefined,
  hours: firm !== '' && parseHours(hours, FEWEST_HOURS) === undefined,
  inspectHours: firm !== '' && parseHours(inspectHours, 1) === undefined,
  answerHours: firm !== '' && parseHours(answerHours, 1) === undefined,
});

/** Null where nobody inspects, undefined where something stands wrongly. */
export const toTerms = (draft: InspectionDraft): Terms | null | undefined => {
  const { firm: by, kind, level, limit } = draft;
  const [share, hours] = [parseShare(draft.share), parseHours(draft.hours, FEWEST_HOURS)];
  const [inspectHours, answerHours] = [parseHours(draft.inspectHours, 1), parseHours(draft.answerHours, 1)];
  if (by === '') return null;
  if (hours === undefined || inspectHours === undefined || answerHours === undefined) return undefined;
  const times = { hours, inspectHours, answerHours };
  if (kind === 'normal') return { by, plan: { kind, level, limit }, ...times };
  return share === undefined ? undefined : { by, plan: { kind, share }, ...times };
};
