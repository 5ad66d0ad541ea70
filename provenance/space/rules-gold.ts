import type { EventOf } from '../event/event.ts';
import { actorWithRole } from './actor.ts';
import { isOutsider } from './adjudicator.ts';
import { required, requireThat } from './refusal.ts';
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

/** Nothing is more than what it is a part of. */
const isSum = ({ labels, people, choices, spans }: EventOf<'gold-scored'>['body'], counted: number): boolean =>
  labels <= counted &&
  people <= labels &&
  people > 0 === labels > 0 &&
  choices.right <= choices.compared &&
  spans.matched <= Math.min(spans.wanted, spans.found);

/** That the figures are those of the answers is shown to who decides about one that is contested. */
export const judgeGoldScored = (state: SpaceState, event: EventOf<'gold-scored'>, at: number): void => {
  const { org } = actorWithRole(state, event, at, 'connector');
  const lot = required(state.lots.get(event.subject.id), 'subject-unknown', { lot: event.subject.id });
  requireThat(state.projects.get(lot.project)?.org === org, 'subject-foreign', { lot: lot.id, org });
  required(lot.opened.signed.event.body.gold, 'gold-not-agreed', { lot: lot.id, rule: 'the opening commits to the answers' });
  const closed = required(lot.closed, 'gold-early', { lot: lot.id, rule: 'figures follow the closing of the lot' });
  requireThat(lot.scored === undefined, 'gold-scored', { lot: lot.id, scoredAt: lot.scored?.index });
  requireThat(event.refs.length === 1 && event.refs[0] === closed.id, 'reference-missing', { to: closed.id });
  const { labels } = closed.signed.event.body;
  requireThat(isSum(event.body, labels), 'gold-sums-differ', { lot: lot.id, labels });
};
