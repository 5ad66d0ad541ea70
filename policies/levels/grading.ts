import type { FieldFacts, GradingFacts } from './grading-facts.ts';
import { demandsOfField, GRADING_RULES, type Demand } from './grading-rules.ts';
import { strictest, type Level } from './level.ts';

export interface FieldSuggestion {
  readonly name: string;
  readonly level: Level;
  readonly reasons: readonly Demand[];
}

export interface GradingSuggestion {
  /** Suggested for the dataset. */
  readonly level: Level;
  /** What the contents alone demand, whatever the officer says of impacts. */
  readonly floor: Level;
  readonly fields: readonly FieldSuggestion[];
  /** Every demand, strictest first. */
  readonly reasons: readonly Demand[];
  /** Codes of the rules that were asked and did not fire. */
  readonly notFired: readonly string[];
}

const JUDGEMENTS = new Set(['impact', 'impact-not-assessed']);

const levelOf = (demands: readonly Demand[]): Level => strictest(demands.map(({ level }) => level));

/** Demands that make the level stand first; the order among equals is that of fields and rules. */
const byLevel = (demands: readonly Demand[]): Demand[] =>
  demands.toSorted((a, b) => (a.level === b.level ? 0 : strictest([a.level, b.level]) === a.level ? -1 : 1));

/** What a field's own findings make its level, whatever stands beside it. */
export const suggestField = (field: FieldFacts): FieldSuggestion => {
  const reasons = byLevel(demandsOfField(field));
  return { name: field.name, level: levelOf(reasons), reasons };
};

/**
 * A level for a dataset from what its fields hold and what an officer states; a person signs, this only suggests. The strictest demand governs, the
 * strictest field is the least for the whole, combinations raise, and what nobody examined or assessed counts as `important`.
 */
export const suggestGrading = (facts: GradingFacts): GradingSuggestion => {
  const fields = facts.fields.map(suggestField);
  const asked = GRADING_RULES.map(({ code, demands }) => ({ code, demands: demands(facts) }));
  const all = [...fields.flatMap(({ reasons }) => reasons), ...asked.flatMap(({ demands }) => demands)];
  const fired = new Set(all.map(({ code }) => code));
  const silent = ['direct-identifier', 'sensitive-found', 'field-not-examined', ...asked.map(({ code }) => code)];
  return {
    level: levelOf(all),
    floor: levelOf(all.filter(({ code }) => !JUDGEMENTS.has(code))),
    fields,
    reasons: byLevel(all),
    notFired: silent.filter((code) => !fired.has(code)),
  };
};
