import type { EventOf } from '../event/event.ts';
import { actorWithRole, certifiedActor } from './actor.ts';
import { required, requireThat } from './refusal.ts';
import type { GoldTerms } from './rules-gold.ts';
import type { Certificate, Logged, Lot, SpaceState } from './state.ts';

/** A lot whose gold figures are signed. */
export interface ScoredLot {
  readonly lot: Lot;
  readonly terms: GoldTerms;
  readonly scored: Logged<'gold-scored'>;
}

/** @throws DomainError `subject-unknown`, `gold-not-agreed`, `contest-early` */
export const scoredLot = (state: SpaceState, id: string): ScoredLot => {
  const lot = required(state.lots.get(id), 'subject-unknown', { lot: id });
  const terms = required(lot.opened.signed.event.body.gold, 'gold-not-agreed', { lot: id, rule: 'the opening commits to the answers' });
  return { lot, terms, scored: required(lot.scored, 'contest-early', { lot: id, rule: 'what is contested was signed before' }) };
};

/**
 * Who decides about a contested figure: of the adjudicator's reviewers the two persons who were certified first, by their newest devices. So
 * neither side picks them; the organisation does, by whom it certifies.
 */
export const adjudicatorsOf = ({ certificates }: SpaceState, org: string): readonly Certificate[] => {
  const reviewers = [...certificates.values()].filter(
    (held) => held.org === org && held.subject.kind === 'person' && held.roles.includes('reviewer') && held.revokedAt === undefined,
  );
  return [...Map.groupBy(reviewers, ({ subject }) => subject.id).values()].flatMap((own) => own.at(-1) ?? []).slice(0, 2);
};

/** That the figure is hers is for those to check who hold it. */
export const judgeScoreContested = (state: SpaceState, event: EventOf<'score-contested'>, at: number): void => {
  certifiedActor(state, event, at);
  const { scored } = scoredLot(state, event.subject.id);
  requireThat(event.refs.length === 1 && event.refs[0] === scored.id, 'reference-missing', { to: scored.id });
};

/** Id of the contest that an opening, or a decision, answers. */
export const openedContest = ({ refs }: Pick<EventOf<'gold-opened'>, 'refs'>): string => refs[1] ?? '';
export const decidedContest = ({ refs }: Pick<EventOf<'score-decided'>, 'refs'>): string => refs[0] ?? '';

/** Once for a contest, and for the two who decide. What lies in the boxes they see alone. */
export const judgeGoldOpened = (state: SpaceState, event: EventOf<'gold-opened'>, at: number): void => {
  const { org } = actorWithRole(state, event, at, 'connector');
  const { lot, terms, scored } = scoredLot(state, event.subject.id);
  requireThat(state.projects.get(lot.project)?.org === org, 'subject-foreign', { lot: lot.id, org });
  requireThat(event.refs.length === 2 && event.refs[0] === scored.id, 'reference-missing', { rule: 'the figures, then the contest' });
  const before = lot.goldOpened?.get(openedContest(event));
  requireThat(before === undefined, 'gold-opened', { lot: lot.id, openedAt: before?.index });
  const [deciding, named] = [adjudicatorsOf(state, terms.adjudicator).map(({ key }) => key), event.body.boxes.map(({ key }) => key)];
  requireThat(deciding.length === 2 && deciding.every((key) => named.includes(key)), 'adjudicators-unfit', {
    lot: lot.id,
    deciding,
    named,
    whoCanApprove: 'adjudicator',
  });
};

/** By one of the two for whom it was opened. */
export const judgeScoreDecided = (state: SpaceState, event: EventOf<'score-decided'>, at: number): void => {
  actorWithRole(state, event, at, 'reviewer');
  const { lot } = scoredLot(state, event.subject.id);
  const opened = required(lot.goldOpened?.get(decidedContest(event)), 'contest-unopened', { lot: lot.id });
  requireThat(event.refs.length === 2 && event.refs[1] === opened.id, 'reference-missing', { to: opened.id });
  requireThat(
    opened.signed.event.body.boxes.some(({ key }) => key === event.actor.key),
    'figure-decision-foreign',
    { lot: lot.id, key: event.actor.key, whoCanApprove: 'adjudicator' },
  );
};
