import { UNKNOWN_LEVEL, type Level } from './level.ts';
import { DEFAULT_MATRIX, type Matrix } from './matrix.ts';

const classesOf = ({ levels }: Matrix, level: Level): readonly number[] => {
  const { deidentified } = levels[level];
  const conditions = deidentified.d === 'allow_if' ? deidentified.conditions : [];
  return conditions.flatMap((condition) => (condition.kind === 'k-anonymity' ? [condition.min] : []));
};

/**
 * Rows that the smallest class of quasi-identifiers in a de-identified derivative must have, by the signed level of what it is made from.
 * Where the matrix closes de-identified delivery a derivative may only be made to be graded afresh: the strictest figure of all levels then governs.
 * @returns undefined where the matrix asks for none
 */
export const leastClass = (level: Level | undefined, matrix: Matrix = DEFAULT_MATRIX): number | undefined => {
  const governing = level ?? UNKNOWN_LEVEL;
  const isClosed = matrix.levels[governing].deidentified.d === 'deny';
  const figures = (isClosed ? (Object.keys(matrix.levels) as Level[]) : [governing]).flatMap((one) => classesOf(matrix, one));
  return figures.length === 0 ? undefined : Math.max(...figures);
};
