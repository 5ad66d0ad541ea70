import { DomainError } from '../../../common/errors.ts';
import type { BenchLot } from '../data/work.ts';
import type { IconName } from '../icons/shapes.ts';
import type { SittingState } from './sitting-state.ts';

/** Where the item in front is: sealed, being opened, readable on this device alone, or not to be opened. */
export type SealState = 'sealed' | 'opening' | 'open' | 'refused';

export const SEAL_ICONS: Readonly<Record<SealState, IconName>> = { sealed: 'lock', opening: 'clock', open: 'lock-open', refused: 'alert' };

/** Why an item does not open. */
export type SealCause = 'key' | 'expired' | 'changed';

/** The batch's key does not come out of the wrap with this device's key. */
const KEY_REASONS: readonly unknown[] = ['wrap-unopened'];
const EXPIRED: readonly string[] = ['not-on-roster', 'lot-closed', 'lot-deadline-passed', 'level-forbids-delivery', 'actor-revoked'];

/** The cause as the person needs it to know who can mend it; undefined for what has nothing to do with the seal. */
export const causeOf = (error: unknown): SealCause | undefined => {
  if (!(error instanceof DomainError)) return undefined;
  if (EXPIRED.includes(error.code)) return 'expired';
  if (error.code !== 'item-refused') return undefined;
  return KEY_REASONS.includes(error.details['reason']) ? 'key' : 'changed';
};

/** Of a lot whose items come sealed; undefined for any other. */
export const sealStateOf = ({ sealed }: BenchLot, state: SittingState): SealState | undefined => {
  if (!sealed) return undefined;
  if (state.phase === 'opening') return 'opening';
  if (state.phase === 'working') return 'open';
  return state.phase === 'failed' && causeOf(state.error) !== undefined ? 'refused' : 'sealed';
};
