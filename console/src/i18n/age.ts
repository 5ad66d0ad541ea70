import { ageOf } from '../format/figures.ts';
import { useText } from './text.ts';

/** `2 分钟前` under a day, the date and time above. */
export const useAge = (): ((ms: number, now: number) => string) => {
  const { t, figures } = useText();
  return (ms, now) => {
    const age = ageOf(ms, now);
    return age === undefined ? figures().time(ms) : t(`common.ago.${age.key}`, { n: age.n });
  };
};
