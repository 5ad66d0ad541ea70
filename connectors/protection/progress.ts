import type { ProgressBoard } from '../runtime/progress-board.ts';

/** Walks over the source: where small classes are left out they are counted first. */
export type Walk = 'counting' | 'protecting';

/** How far a derivative is. */
export interface ProtectingProgress {
  readonly step: Walk;
  /** Rows of the source that this walk has read. */
  readonly rows: number;
  /** Of all walks, 0 to 1. */
  readonly share: number;
}

/** By the derivative's id. */
export type ProtectingBoard = ProgressBoard<ProtectingProgress>;

/** @param of rows of the source, at least one @returns what takes the number of rows that a walk has read */
export const createWalkCount =
  (walks: readonly Walk[], of: number, tell: (progress: ProtectingProgress) => void) =>
  (step: Walk) =>
  (rows: number): void =>
    tell({ step, rows, share: Math.min(1, (walks.indexOf(step) + rows / of) / walks.length) });
