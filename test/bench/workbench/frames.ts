import type { CDPSession, Page } from 'playwright-core';

/** Frames while something was done; milliseconds. */
export interface Frames {
  readonly count: number;
  readonly median: number;
  /** From the beginning of one frame to that of the next. */
  readonly longest: number;
  /** Processor time of the longest task of the page's main thread: what a frame costs wherever the machine is busy with other things. */
  readonly work: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the thread's processor time. */
  readonly tdur?: number;
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** The longest task of the thread that lays the page out. */
const longestTask = (events: readonly TraceEvent[]): number => {
  const layout = events.find(({ name }) => name === 'Layout');
  const tasks = events.filter(({ name, pid, tid }) => name === 'RunTask' && pid === layout?.pid && tid === layout.tid);
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
};

const trace = async (cdp: CDPSession, act: () => Promise<void>): Promise<readonly TraceEvent[]> => {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { readonly value: object[] }): void => void events.push(...(value as TraceEvent[]));
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  await act();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  return events;
};

/** The page notes when each of its frames begins, and tells it anew after every act. */
export const createFrameMeter = async (page: Page) => {
  const cdp = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    const times: number[] = [];
    const note = (time: number): void => {
      times.push(time);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    Object.assign(globalThis, { takeTimes: () => times.splice(0) });
  });
  const take = (): Promise<number[]> => page.evaluate('takeTimes()');
  return {
    /** Up to the third frame after the act: what it changed has been drawn then. */
    during: async (act: () => Promise<void>): Promise<Frames> => {
      let times: readonly number[] = [];
      const events = await trace(cdp, async () => {
        await take();
        await act();
        await page.evaluate(async () => {
          for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
        });
        times = await take();
      });
      const lengths = times.slice(1).map((time, at) => time - (times[at] ?? time));
      return { count: lengths.length, median: medianOf(lengths), longest: Math.max(...lengths), work: longestTask(events) };
    },
  };
};
