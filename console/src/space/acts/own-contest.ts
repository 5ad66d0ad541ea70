import type { OwnFigures } from '../../../../api/gold.ts';
import { DomainError } from '../../../../common/errors.ts';
import { isOfType, type EventType } from '../../../../provenance/event/event.ts';
import { contestStateOf, type ContestState } from '../../../../provenance/space/gold-contest.ts';
import { decidedContest, judgeScoreDecided } from '../../../../provenance/space/rules-contest.ts';
import type { Logged, SpaceState } from '../../../../provenance/space/state.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import { findHeld } from './held-event.ts';
import type { ActContext } from './context.ts';

type Shown = Pick<OwnFigures['figures'][number], 'contested' | 'decisions'>;
type Relayed = NonNullable<Shown['contested']>;

/** The event that the own copy of the log holds there; undefined while that does not reach so far. */
const requireHeld = async <Type extends EventType>(
  { alarms, ledger }: ActContext,
  relayed: Relayed,
  type: Type,
): Promise<Logged<Type> | undefined> => {
  const held = findHeld(ledger(), relayed);
  if (held === 'ahead') return undefined;
  if (held !== 'differs' && isOfType(held.signed, type)) return { id: relayed.event, index: held.index, signed: held.signed };
  await alarms.raise('contest-differs', toEvidence({ relayed }));
  return fail('contest-differs', { event: relayed.event });
};

/** It is over this contest, by one for whom it was opened. */
const counts = (state: SpaceState, contest: string, { index, signed: { event } }: Logged<'score-decided'>): boolean => {
  try {
    judgeScoreDecided(state, event, index);
    return decidedContest(event) === contest;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
};

/**
 * What became of a contest of one's own, by the own copy of the log and the checkpoints that this device kept; undefined without one.
 * @throws DomainError `contest-differs` (an alarm keeps the evidence) for an event that the log does not hold
 */
export const readContest = async (context: ActContext, { contested, decisions = [] }: Shown): Promise<ContestState | undefined> => {
  const held = contested && (await requireHeld(context, contested, 'score-contested'));
  if (held === undefined) return undefined;
  const { state, points } = context.ledger();
  const found: Logged<'score-decided'>[] = [];
  for (const one of decisions) {
    const decision = await requireHeld(context, one, 'score-decided');
    if (decision !== undefined && counts(state, held.id, decision)) found.push(decision);
  }
  return contestStateOf(state, { contested: held, decisions: found }, points);
};
