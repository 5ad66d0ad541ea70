import { DEFECT_REASONS, type Finding } from '../../data/inspections.ts';
import { isComposing } from '../../shell/typing.ts';
import type { KeyPress } from '../../workbench/keys.ts';

type Defect = Extract<Finding, { verdict: 'defect' }>;

/** What a reviewer is about to sign of a label; a defect without a reason cannot be signed. */
export interface Draft {
  readonly verdict?: Finding['verdict'];
  readonly reason?: Defect['reason'];
  readonly severity: Defect['severity'];
}

export const BLANK: Draft = { severity: 'slight' };

export type VerdictCommand =
  | { readonly kind: 'verdict'; readonly verdict: Finding['verdict'] }
  | { readonly kind: 'reason'; readonly reason: Defect['reason'] }
  | { readonly kind: 'severity' }
  | { readonly kind: 'move'; readonly by: -1 | 1 }
  | { readonly kind: 'sign' };

const LETTERS: Readonly<Record<string, VerdictCommand>> = {
  KeyA: { kind: 'verdict', verdict: 'pass' },
  KeyD: { kind: 'verdict', verdict: 'defect' },
  KeyS: { kind: 'severity' },
  KeyJ: { kind: 'move', by: 1 },
  KeyK: { kind: 'move', by: -1 },
  Space: { kind: 'sign' },
};

const reasonOf = (code: string): VerdictCommand | undefined => {
  const reason = DEFECT_REASONS[Number(/^Digit([1-9])$/.exec(code)?.[1] ?? 0) - 1];
  return reason === undefined ? undefined : { kind: 'reason', reason };
};

/** The command of a key press; undefined for keys that are the browser's. @param enabled single keys can be switched off */
export const commandOf = (press: KeyPress, enabled: boolean): VerdictCommand | undefined => {
  if (!enabled || isComposing(press)) return undefined;
  if (press.shiftKey || press.ctrlKey || press.altKey || press.metaKey) return undefined;
  return LETTERS[press.code] ?? reasonOf(press.code);
};

/** The draft after a command; a reason and a severity speak of a defect. */
export const draftAfter = (draft: Draft, command: VerdictCommand): Draft => {
  if (command.kind === 'verdict') return { ...draft, verdict: command.verdict };
  if (command.kind === 'reason') return { ...draft, verdict: 'defect', reason: command.reason };
  if (command.kind !== 'severity' || draft.verdict !== 'defect') return draft;
  return { ...draft, severity: draft.severity === 'slight' ? 'severe' : 'slight' };
};

/** What would be signed; undefined while something is missing. */
export const findingOf = ({ verdict, reason, severity }: Draft): Finding | undefined => {
  if (verdict === 'pass') return { verdict };
  return verdict === 'defect' && reason !== undefined ? { verdict, reason, severity } : undefined;
};
