import type { EventOf, EventType } from '../event/event.ts';
import { actorWithRole, certifiedActor } from './actor.ts';
import { isOutsider } from './adjudicator.ts';
import { required, requireThat } from './refusal.ts';
import type { Logged, Lot, Project, SpaceState } from './state.ts';

export type PayTerms = NonNullable<EventOf<'lot-opened'>['body']['pay']>;
/** What an event says, signed or about to be. */
type Said<Type extends EventType> = Pick<EventOf<Type>, 'actor' | 'subject' | 'refs' | 'body'>;

/** Nothing is withheld without a verdict; who decides over it takes part in the lot on neither side. */
export const judgePayTerms = (state: SpaceState, { body }: EventOf<'lot-opened'>, project: Project): void => {
  const { pay, inspection } = body;
  if (pay === undefined) return;
  requireThat(inspection !== undefined, 'pay-terms-unfit', { rule: 'pay is withheld after an inspection only' });
  const { adjudicator } = pay;
  if (adjudicator === undefined) return;
  requireThat(isOutsider(state, adjudicator, project, inspection?.by), 'pay-terms-unfit', {
    adjudicator,
    rule: 'a member firm or auditor decides that neither owns, inspects nor labels',
    whoCanApprove: 'data-owner',
  });
};

const lotWithPay = (state: SpaceState, id: string): { readonly lot: Lot; readonly terms: PayTerms } => {
  const lot = required(state.lots.get(id), 'subject-unknown', { lot: id });
  const terms = required(lot.opened.signed.event.body.pay, 'withholding-not-agreed', {
    lot: id,
    rule: 'the opening says what may be withheld',
  });
  return { lot, terms };
};

/** Id of the label that it is about. */
export const withheldLabel = ({ refs }: Pick<EventOf<'pay-withheld'>, 'refs'>): string => refs[1] ?? '';
/** Id of the verdict that it rests on. */
export const withheldVerdict = ({ refs }: Pick<EventOf<'pay-withheld'>, 'refs'>): string => refs[2] ?? '';

/** That the verdict is over this label, and of a defect, is for those to check who hold both (pay.ts). */
export const judgePayWithheld = (state: SpaceState, event: Said<'pay-withheld'>, at: number): void => {
  const { org } = actorWithRole(state, event, at, 'data-owner');
  const { lot } = lotWithPay(state, event.subject.id);
  requireThat(state.projects.get(lot.project)?.org === org, 'subject-foreign', { lot: lot.id, org });
  const inspected = required(lot.inspected, 'withholding-early', { lot: lot.id });
  requireThat(lot.answered === undefined, 'withholding-late', { lot: lot.id, answeredAt: lot.answered?.index });
  const [label, { refs }] = [withheldLabel(event), event];
  requireThat(refs.length === 3 && refs[0] === inspected.id && new Set(refs).size === 3, 'reference-missing', {
    to: inspected.id,
    rule: 'the end of the inspection, the label, its verdict',
  });
  const before = lot.withheld.get(label);
  requireThat(before === undefined, 'withholding-given', { lot: lot.id, label, withheldAt: before?.index });
  const { defects } = inspected.signed.event.body;
  requireThat(lot.withheld.size < defects, 'withholding-without-verdict', {
    lot: lot.id,
    defects,
    rule: 'of no more labels than the inspection found to be defects',
  });
  const { price } = lot.opened.signed.event.body;
  requireThat(event.body.amount <= price, 'withholding-too-high', { lot: lot.id, amount: event.body.amount, price });
};

/** The withholding of this lot that an appeal is against. */
export const appealedWithholding = ({ withheld }: Lot, { refs }: EventOf<'pay-appealed'>): Logged<'pay-withheld'> | undefined =>
  refs.length === 1 ? [...withheld.values()].find(({ id }) => id === refs[0]) : undefined;

/** That she wrote the label is for those to check who hold it (pay.ts). */
export const judgePayAppealed = (state: SpaceState, event: EventOf<'pay-appealed'>, at: number): void => {
  certifiedActor(state, event, at);
  const { lot } = lotWithPay(state, event.subject.id);
  const withheld = appealedWithholding(lot, event);
  requireThat(withheld !== undefined && withheld.index < at, 'reference-missing', {
    lot: lot.id,
    rule: 'what was withheld, and nothing else',
  });
};

/** Who withholds can only give way: what is contested is upheld by somebody on neither side, or falls due. */
export const judgeAppealDecided = (state: SpaceState, event: Said<'appeal-decided'>, at: number): void => {
  const { lot, terms } = lotWithPay(state, event.subject.id);
  const { org } = event.actor;
  const isOwner = state.projects.get(lot.project)?.org === org;
  const decides = org === terms.adjudicator || (isOwner && event.body.decision === 'overturned');
  requireThat(decides, 'decision-foreign', { lot: lot.id, org, adjudicator: terms.adjudicator, whoCanApprove: 'adjudicator' });
  actorWithRole(state, event, at, isOwner ? 'data-owner' : 'reviewer');
  requireThat(event.refs.length === 1, 'reference-missing', { rule: 'the appeal, and nothing else' });
};
