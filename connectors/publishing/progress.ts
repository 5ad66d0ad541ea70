import type { Clock } from '../../common/clock.ts';
import { createProgressBoard } from '../runtime/progress-board.ts';
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

const toProgress = (rows: number, { bytes, bytesRead }: Pick<OpenSource, 'bytes' | 'bytesRead'>): ReadingProgress => {
  const read = bytesRead();
  return { rows, bytes: read, share: bytes === 0 ? 1 : Math.min(1, read / bytes) };
};

/** What is being read at this moment, by source; told to `report` now and then, and at the end. */
export const createReadingBoard = (clock: Clock, report: (source: string, progress: ReadingProgress) => void) => {
  const board = createProgressBoard(clock, report);
  return {
    find: (source: string): ReadingProgress | undefined => board.find(source),
    /** Follows one reading to its end. @param use is handed what takes the number of rows so far */
    follow: <T>(source: string, table: OpenSource, use: (progress: (rows: number) => void) => Promise<T>): Promise<T> =>
      board.follow(source, (tell) => use((rows) => tell(toProgress(rows, table)))),
  };
};
export type ReadingBoard = ReturnType<typeof createReadingBoard>;
