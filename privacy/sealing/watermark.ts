import { LEVELS, type Level } from './messages.ts';

/** Characters of a pseudonym that are shown: the last group of a UUIDv7, 48 bits of its random part. */
const SHOWN = 12;
/** Length of `2026-11-28T11:34`. */
const TO_MINUTE = 16;

/** What stands over a sealed item on the screen; only data, the console draws it. */
export interface Watermark {
  /** End of the viewer's pseudonym; her organisation resolves it, the log does not. */
  readonly pseudonym: string;
  /** When it was shown, UTC. */
  readonly minute: string;
  /** Both, the same in every language. */
  readonly text: string;
}

/** From g3 on. */
export const needsWatermark = (level: Level): boolean => LEVELS.indexOf(level) <= LEVELS.indexOf('g3');

/**
 * @param pseudonym id of the viewer's certificate subject, a UUIDv7; never a name
 * @param at when the item is shown, milliseconds since 1970
 */
export const toWatermark = (pseudonym: string, at: number): Watermark => {
  const shown = pseudonym.slice(-SHOWN);
  const minute = `${new Date(at).toISOString().slice(0, TO_MINUTE).replace('T', ' ')}Z`;
  return { pseudonym: shown, minute, text: `${shown} ${minute}` };
};
