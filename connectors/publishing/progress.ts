import type { Clock } from '../../common/clock.ts';
import type { OpenSource } from '../sources/folder.ts';

/** How far a source has been read. */
export interface ReadingProgress {
  /** Rows kept or looked at so far. */
  readonly rows: number;
  /** Bytes so far. */
  readonly bytes: number;
  /** Of the whole file, 0 to 1. */
  readonly share: number;
}

/** Milliseconds between two reports of one reading. */
const REPORTED_EVERY = 2000;

const toProgress = (rows: number, { bytes, bytesRead }: Pick<OpenSource, 'bytes' | 'bytesRead'>): ReadingProgress => {
  const read = bytesRead();
  return { rows, bytes: read, share: bytes === 0 ? 1 : Math.min(1, read / bytes) };
};

/** What is being read at this moment, by source; told to `report` now and then, and at the end. */
export const createProgressBoard = (clock: Clock, report: (source: string, progress: ReadingProgress) => void) => {
  const current = new Map<string, ReadingProgress>();
  return {
    find: (source: string): ReadingProgress | undefined => current.get(source),
    /** Follows one reading to its end. @param use is handed what takes the number of rows so far */
    follow: async <T>(source: string, table: OpenSource, use: (progress: (rows: number) => void) => Promise<T>): Promise<T> => {
      let reported = clock();
      const take = (rows: number): void => {
        const progress = toProgress(rows, table);
        current.set(source, progress);
        if (clock() - reported < REPORTED_EVERY) return;
        reported = clock();
        report(source, progress);
      };
      try {
        const result = await use(take);
        report(source, current.get(source) ?? toProgress(0, table));
        return result;
      } finally {
        current.delete(source);
      }
    },
  };
};
export type ProgressBoard = ReturnType<typeof createProgressBoard>;
