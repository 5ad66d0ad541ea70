import type { EventOf, EventType } from '../../provenance/event/event.ts';
import { drawLot } from './drawn-lot.ts';
import type { TestGateway } from './gateway.ts';
import { createInspection } from './inspected-lot.ts';
import { createSender } from './labeling.ts';
import type { Actor, EventDraft, LoggedEvent } from './scripted-space.ts';

export const HOURS = { withhold: 240, appeal: 72, decide: 48 };
const BOUNDARY = { reason: 'boundary', clause: 3, amount: 20 } as const;

export interface PayPeople {
  readonly reviewer: Actor;
  /** Somebody of the adjudicator's, if the lot names one. */
  readonly adjudicator?: Actor;
}

/** An inspected lot of three labels, two of which were drawn: the first is a defect, the second passes. What is signed about its pay is dated by the clock. */
export const inspectPaidLot = async (gateway: TestGateway, { reviewer, adjudicator }: PayPeople, clock: () => number) => {
  const { attempt } = createSender(gateway);
  const { keeper, labeler } = gateway.space;
  const lot = await drawLot(gateway, reviewer, clock(), { pay: { ...HOURS, ...(adjudicator && { adjudicator: adjudicator.org }) } });
  const { split, judgeAll, sumsOf, end, accept } = createInspection(gateway, lot, reviewer);
  const { drawn, spared } = split(clock());
  const verdicts = await judgeAll(clock());
  const { event: inspected, status } = await end(sumsOf(verdicts), clock());
  if (status !== 201) throw new Error('the inspection did not end');
  const subject = { id: lot.id };

  const say = async <Type extends EventType>(type: Type, by: Actor, draft: EventDraft<Type>) =>
    await attempt(type, by, { envelope: { time: clock() }, ...draft });
  const withhold = (
    label: { readonly id: string } | undefined = drawn[0],
    changes: Partial<EventOf<'pay-withheld'>['body']> = {},
    { by = keeper, verdict = verdicts[0]?.id ?? '' }: { readonly by?: Actor; readonly verdict?: string } = {},
  ) => say('pay-withheld', by, { subject, body: { ...BOUNDARY, ...changes }, refs: [inspected.id, label?.id ?? '', verdict] });
  const appeal = (withheld: Pick<LoggedEvent, 'id'>, by = labeler) =>
    say('pay-appealed', by, { subject, body: { ground: 'no-defect' }, refs: [withheld.id] });
  const decide = (appealed: Pick<LoggedEvent, 'id'>, decision: 'upheld' | 'overturned', by = adjudicator ?? keeper) =>
    say('appeal-decided', by, { subject, body: { decision }, refs: [appealed.id] });

  return { ...lot, drawn, spared, verdicts, inspected, accept, say, withhold, appeal, decide };
};
