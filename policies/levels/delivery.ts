import type { Decision, Reason } from '../decision.ts';
import type { UseFacts } from './conditions.ts';
import type { Level } from './level.ts';
import { DEFAULT_MATRIX, type ApprovingRole, type Matrix, type Mode } from './matrix.ts';
import { decideUse } from './use.ts';

/** In plain text by way of the gateway, or sealed for the people of the roster. */
export const DELIVERIES = ['open', 'sealed'] as const;
export type Delivery = (typeof DELIVERIES)[number];

interface Way {
  /** What the delivery is in the matrix. */
  readonly mode: Mode;
  /** Conditions that the space itself sees to; what is not named here denies. */
  readonly facts: UseFacts;
}

const WAYS: Readonly<Record<Delivery, Way>> = {
  // The gateway then holds a readable copy, and the owner lets it go to her own roster on her own terms.
  open: { mode: 'download', facts: { 'licence-accepted': true } },
  // Opened in the workbench alone, under the viewer's mark, by people whom the roster names by their certificates.
  sealed: { mode: 'view', facts: { 'named-person': true, sandbox: true, watermark: true } },
};

/** The signature that opens a project is the owner's own approval; nobody else's is on file. */
const APPROVALS: readonly ApprovingRole[] = ['owner-data-officer'];

/** It is decided before anybody signs: the approval comes with that signature, and has not been given. */
const toAhead = (reason: Reason): Reason => (reason.code === 'approval-given' ? { ...reason, code: 'approval-by-signature' } : reason);

/**
 * May a dataset of this signed level go into a labelling project with this delivery? By the matrix: open is its `download`, sealed its `view`.
 * By the default one, open is for g1 alone and sealed reaches g3; rows of g4 and above never leave their connector, where a de-identified
 * derivative may once it is graded afresh. An unsigned level counts as `important`.
 */
export const decideDelivery = (level: Level | undefined, delivery: Delivery, matrix: Matrix = DEFAULT_MATRIX): Decision => {
  const { mode, facts } = WAYS[delivery];
  const rule = level === undefined ? 'LV-UNSIGNED' : `LV-${level.toUpperCase()}-${delivery.toUpperCase()}`;
  const decision = decideUse({ level, mode, facts, approvals: APPROVALS }, matrix);
  return { ...decision, rule, ...(decision.reasons && { reasons: decision.reasons.map(toAhead) }) };
};
