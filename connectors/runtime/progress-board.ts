import type { Clock } from '../../common/clock.ts';

/** How far each piece of long work is at this moment. */
export interface ProgressBoard<Progress> {
  find(what: string): Progress | undefined;
  /** Whatever is being followed and has told how far it is. */
  all(): ReadonlyMap<string, Progress>;
  /** Follows one piece to its end. @param work is handed what takes its progress */
  follow<T>(what: string, work: (tell: (progress: Progress) => void) => Promise<T>): Promise<T>;
}

/** Milliseconds between two reports of one piece. */
const REPORTED_EVERY = 2000;

/** @param report told now and then, and at the end */
export const createProgressBoard = <Progress>(
  clock: Clock,
  report: (what: string, progress: Progress) => void,
): ProgressBoard<Progress> => {
  const current = new Map<string, Progress>();
  return {
    find: (what) => current.get(what),
    all: () => new Map(current),
    follow: async (what, work) => {
      let reported = clock();
      const tell = (progress: Progress): void => {
        current.set(what, progress);
        if (clock() - reported < REPORTED_EVERY) return;
        reported = clock();
        report(what, progress);
      };
      try {
        const result = await work(tell);
        const last = current.get(what);
        if (last !== undefined) report(what, last);
        return result;
      } finally {
        current.delete(what);
      }
    },
  };
};
