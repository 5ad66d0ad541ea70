import type { Clock } from '../../../common/clock.ts';
import type { RandomBytes } from '../../../common/crypto/random.ts';
import type { Sending } from './transmission.ts';

const [SHORTEST, LONGEST] = [1000, 30_000];
/** Longest that the gateway may send us away, ms. */
const LONGEST_ASKED = 5 * 60_000;

export interface Backoff {
  /** No try before then, ms. */
  readonly until: number;
  /** How the last try failed; undefined when it reached the gateway. */
  readonly trouble: string | undefined;
  note(sending: Sending): void;
}

/** 1 to 30 seconds below a doubling limit, drawn anew each time, so that many browsers do not come back at once. */
export const createBackoff = (clock: Clock, random: RandomBytes): Backoff => {
  let [failures, until, trouble] = [0, 0, undefined as string | undefined];
  const draw = (): number => {
    const limit = Math.min(LONGEST, SHORTEST * 2 ** Math.min(failures, 10));
    const [byte = 0] = random(1);
    return Math.round(SHORTEST + ((limit - SHORTEST) * byte) / 255);
  };
  return {
    get until() {
      return until;
    },
    get trouble() {
      return trouble;
    },
    note: (sending) => {
      if (sending.kind !== 'later') {
        [failures, until, trouble] = [0, 0, undefined];
        return;
      }
      const asked = Math.min(sending.retryAfter ?? 0, LONGEST_ASKED);
      until = clock() + Math.max(draw(), asked);
      failures += 1;
      trouble = sending.code;
    },
  };
};
