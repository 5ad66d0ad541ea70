import type { OrganisationName } from '../../data/common.ts';
import type { LotRequest, RosterMember } from '../../data/projects.ts';
import { parseHours } from './inspection-draft.ts';

type Terms = NonNullable<LotRequest['pay']>;

/** What may be withheld of pay, as typed: hours as counts. */
export interface PayDraft {
  isAgreed: boolean;
  withhold: string;
  appeal: string;
  decide: string;
  /** Id of the organisation; empty where nobody is named. */
  adjudicator: string;
}

/** What the form proposes where withholding is agreed; the owner signs it. */
export const blankPay = (): PayDraft => ({ isAgreed: false, withhold: '240', appeal: '168', decide: '168', adjudicator: '' });

/** Hours that the rules leave each side at least and at most (provenance/event/bodies/pay.ts). */
const BOUNDS = { withhold: [24, 2160], appeal: [72, 720], decide: [24, 720] } as const;

const hoursOf = (draft: PayDraft, step: keyof typeof BOUNDS): number | undefined => {
  const [fewest, most] = BOUNDS[step];
  return parseHours(draft[step], fewest, most);
};

/** Those who can decide: they neither inspect nor label. The owner itself is not among `others`. */
export const judgesAmong = (
  others: readonly OrganisationName[],
  inspector: string,
  members: readonly Pick<RosterMember, 'organisation' | 'duty'>[],
): readonly OrganisationName[] => {
  const parties = new Set([inspector, ...members.flatMap(({ duty, organisation }) => (duty === 'labeler' ? organisation.id : []))]);
  return others.filter(({ id }) => !parties.has(id));
};

/** What stands wrongly. */
export const payFaultsOf = (draft: PayDraft, judges: readonly Pick<OrganisationName, 'id'>[]) => ({
  withhold: draft.isAgreed && hoursOf(draft, 'withhold') === undefined,
  appeal: draft.isAgreed && hoursOf(draft, 'appeal') === undefined,
  decide: draft.isAgreed && hoursOf(draft, 'decide') === undefined,
  /** Chosen before who inspects was. */
  adjudicator: draft.isAgreed && draft.adjudicator !== '' && !judges.some(({ id }) => id === draft.adjudicator),
});

/** Null where nothing is withheld, undefined where something stands wrongly. */
export const toPayTerms = (draft: PayDraft, judges: readonly Pick<OrganisationName, 'id'>[]): Terms | null | undefined => {
  if (!draft.isAgreed) return null;
  const [withhold, appeal, decide] = [hoursOf(draft, 'withhold'), hoursOf(draft, 'appeal'), hoursOf(draft, 'decide')];
  if (withhold === undefined || appeal === undefined || decide === undefined || payFaultsOf(draft, judges).adjudicator) return undefined;
  return { withhold, appeal, decide, ...(draft.adjudicator !== '' && { adjudicator: draft.adjudicator }) };
};
