import type { EventOf } from '../event/event.ts';
import { required, requireThat } from './refusal.ts';
import { judgeRostered, requireItemOf, requireSealedAlike } from './rules-labeling.ts';
import type { SpaceState } from './state.ts';

type Rework = Pick<EventOf<'label-reworked'>, 'refs'>;

/** Id of the label that is made good. */
export const reworkedLabel = ({ refs }: Rework): string => refs[1] ?? '';
/** Id of the verdict that it answers to. */
export const reworkVerdict = ({ refs }: Rework): string => refs[2] ?? '';

/**
 * Between the closing of an inspected lot and the owner's answer. That she wrote the label, and that a defect was found in it, is for those to
 * check who hold label and verdict (rework-basis.ts).
 */
export const judgeLabelReworked = (state: SpaceState, event: EventOf<'label-reworked'>, at: number): void => {
  const { lot, project } = judgeRostered(state, event, at);
  required(lot.opened.signed.event.body.inspection, 'draw-not-agreed', { lot: lot.id });
  const closed = required(lot.closed, 'rework-early', { lot: lot.id });
  requireThat(lot.answered === undefined || at < lot.answered.index, 'rework-late', { lot: lot.id, answeredAt: lot.answered?.index });
  requireItemOf(lot, event);
  requireSealedAlike(project, event.body);
  const { refs } = event;
  requireThat(refs.length === 3 && refs[0] === closed.id && new Set(refs).size === 3, 'reference-missing', {
    to: closed.id,
    rule: 'the closing of the lot, the label, its verdict',
  });
};
