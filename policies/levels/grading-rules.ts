import type { Reason } from '../decision.ts';
import { countOf, DIRECT_KINDS, REACHING_KINDS, type FieldFacts, type GradingFacts } from './grading-facts.ts';
import { IMPACT_LEVELS, IMPACT_OBJECTS } from './impacts.ts';
import { UNKNOWN_LEVEL, type Level } from './level.ts';

/** A level that something demands, and why. */
export interface Demand extends Reason {
  readonly level: Level;
}

export interface GradingRule {
  /** Codes as in the matrix's overlays. */
  readonly code: string;
  /** Level that it would demand if it fired. */
  readonly level: Level;
  readonly demands: (facts: GradingFacts) => readonly Demand[];
}

const PERSONS_LIMIT = 10_000_000;

/** What a field's own findings demand. */
export const demandsOfField = ({ name, filled, found }: FieldFacts): readonly Demand[] => {
  if (found === undefined) return [{ code: 'field-not-examined', level: UNKNOWN_LEVEL, values: { field: name } }];
  return DIRECT_KINDS.filter((kind) => (found[kind] ?? 0) > 0).map((kind) => ({
    code: kind === 'bank-card' ? 'sensitive-found' : 'direct-identifier',
    level: kind === 'bank-card' ? 'g4' : 'g3',
    values: { field: name, kind, cells: found[kind] ?? 0, filled },
  }));
};

const combination = (facts: GradingFacts): readonly Demand[] =>
  countOf(facts, 'name') === 0
    ? []
    : REACHING_KINDS.filter((kind) => countOf(facts, kind) > 0).map((kind) => ({
        code: 'combination',
        level: 'g4',
        values: { with: kind, names: countOf(facts, 'name'), cells: countOf(facts, kind) },
      }));

const impacts = ({ impacts: stated }: GradingFacts): readonly Demand[] =>
  IMPACT_OBJECTS.flatMap((object) => {
    const degree = stated[object];
    return degree === undefined || degree === 'none'
      ? []
      : [{ code: 'impact', level: IMPACT_LEVELS[object][degree], values: { object, degree } }];
  });

const notAssessed = ({ impacts: stated }: GradingFacts): readonly Demand[] =>
  IMPACT_OBJECTS.filter((object) => stated[object] === undefined).map((object) => ({
    code: 'impact-not-assessed',
    level: UNKNOWN_LEVEL,
    values: { object },
  }));

/** Rules about the dataset as a whole; every one is asked, and those that do not fire are named too. */
export const GRADING_RULES: readonly GradingRule[] = [
  { code: 'combination', level: 'g4', demands: combination },
  {
    code: 'sensitive-stated',
    level: 'g4',
    demands: ({ sensitive }) => sensitive.map((category) => ({ code: 'sensitive-stated', level: 'g4', values: { category } })),
  },
  { code: 'under-14', level: 'g4', demands: ({ under14 }) => (under14 ? [{ code: 'under-14', level: 'g4', values: {} }] : []) },
  {
    code: 'ten-million',
    level: 'important',
    demands: ({ persons }) =>
      persons !== undefined && persons >= PERSONS_LIMIT
        ? [{ code: 'ten-million', level: 'important', values: { persons, limit: PERSONS_LIMIT } }]
        : [],
  },
  { code: 'impact', level: UNKNOWN_LEVEL, demands: impacts },
  { code: 'impact-not-assessed', level: UNKNOWN_LEVEL, demands: notAssessed },
];
