import type { Decision } from '../decision.ts';
import type { Level } from './level.ts';

/** In plain text by way of the gateway, or sealed for the people of the roster. */
export const DELIVERIES = ['open', 'sealed'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** Levels whose items may go out this way. */
const ALLOWED: Readonly<Record<Delivery, readonly Level[]>> = { open: ['g1'], sealed: ['g1', 'g2', 'g3'] };

/**
 * May a dataset of this signed level go into a labelling project with this delivery? Open, where the gateway holds its items in plain text,
 * only g1 may; sealed, up to g3. Rows of g4 and above never leave their connector: a de-identified derivative may, once it is graded afresh.
 * An unsigned level counts as `important`. Nobody can approve an exception: the level itself has to be set anew.
 */
export const decideDelivery = (level: Level | undefined, delivery: Delivery): Decision => {
  const way = delivery.toUpperCase();
  if (level !== undefined && ALLOWED[delivery].includes(level))
    return { decision: 'allow', allowed: true, rule: `LV-${level.toUpperCase()}-${way}` };
  const rule = level === undefined ? 'LV-UNSIGNED' : `LV-${level.toUpperCase()}-${way}`;
  return {
    decision: 'deny',
    allowed: false,
    rule,
    values: { level: level ?? 'unsigned' },
    whoCanApprove: level === undefined ? 'grading-officer' : 'nobody',
  };
};
