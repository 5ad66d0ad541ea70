import type { EventOf } from '../event/event.ts';
import { isOutsider } from './adjudicator.ts';
import { requireThat } from './refusal.ts';
import type { Project, SpaceState } from './state.ts';

export type GoldTerms = NonNullable<EventOf<'lot-opened'>['body']['gold']>;

/** No more answers than items, and who decides about a contested figure takes part in the lot on neither side. */
export const judgeGoldTerms = (state: SpaceState, { body }: EventOf<'lot-opened'>, project: Project): void => {
  const { gold, inspection } = body;
  if (gold === undefined) return;
  const { items, adjudicator } = gold;
  requireThat(items <= body.items.length, 'gold-terms-unfit', { items, of: body.items.length, rule: 'one answer an item' });
  requireThat(isOutsider(state, adjudicator, project, inspection?.by), 'gold-terms-unfit', {
    adjudicator,
    rule: 'a member firm or auditor decides that neither owns, inspects nor labels',
    whoCanApprove: 'data-owner',
  });
};
