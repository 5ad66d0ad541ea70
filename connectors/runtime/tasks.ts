import { startLoop, type Loop, type LoopOptions } from './loop.ts';
import type { Report } from './reporter.ts';

/** The loops of one process. */
export interface Tasks {
  start(name: string, every: number, run: LoopOptions['run']): Loop;
  /** All of them, at once. */
  stop(): Promise<void>;
}

export const createTasks = (reportOf: (task: string) => Report, jitter: () => number): Tasks => {
  const loops: Loop[] = [];
  return {
    start: (name, every, run) => {
      const loop = startLoop({ every, run, report: reportOf(name), jitter });
      loops.push(loop);
      return loop;
    },
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
};
