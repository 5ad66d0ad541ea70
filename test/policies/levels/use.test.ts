import { expect } from 'chai';
import type { Decision } from '../../../policies/decision.ts';
import type { UseFacts } from '../../../policies/levels/conditions.ts';
import { LEVELS } from '../../../policies/levels/level.ts';
import {
  APPROVING_ROLES,
  CONDITION_KINDS,
  DEFAULT_MATRIX,
  MAXIMA,
  MINIMA,
  MODES,
  parseMatrix,
  STATES,
  type Condition,
  type Matrix,
} from '../../../policies/levels/matrix.ts';
import { sentenceOf } from '../../../policies/levels/sentences.ts';
import { decideUse } from '../../../policies/levels/use.ts';
import { expectCode } from '../../support/expect-code.ts';

/** Facts that meet a condition, and facts that just do not. */
const meeting = (condition: Condition): UseFacts =>
  'min' in condition
    ? { [condition.kind]: condition.min }
    : 'max' in condition
      ? { [condition.kind]: condition.max }
      : { [condition.kind]: true };
const failing = (condition: Condition): UseFacts =>
  'min' in condition
    ? { [condition.kind]: condition.min - 1 }
    : 'max' in condition
      ? { [condition.kind]: condition.max + 1 }
      : { [condition.kind]: false };

const factsFor = (conditions: readonly Condition[]): UseFacts => Object.assign({}, ...conditions.map(meeting)) as UseFacts;
const codesOf = ({ reasons = [] }: Decision): string[] => reasons.map(({ code }) => code);
const remedyOf = (decision: Decision): string[] => (decision.decision === 'deny' ? (decision.remedy ?? []).map(({ code }) => code) : []);

/** The default matrix with one cell that asks for one condition alone and no approvals. */
const matrixWith = (level: (typeof LEVELS)[number], mode: (typeof MODES)[number], condition: Condition): Matrix => ({
  ...DEFAULT_MATRIX,
  levels: {
    ...DEFAULT_MATRIX.levels,
    [level]: { ...DEFAULT_MATRIX.levels[level], approvals: [], [mode]: { d: 'allow_if', conditions: [condition] } },
  },
});

const conditionOf = (kind: (typeof CONDITION_KINDS)[number]): Condition => {
  const minimum = MINIMA.find((one) => one === kind);
  if (minimum !== undefined) return { kind: minimum, min: 3 };
  const maximum = MAXIMA.find((one) => one === kind);
  return maximum === undefined ? { kind: STATES.find((one) => one === kind) ?? expect.fail(kind) } : { kind: maximum, max: 3 };
};

describe('what a level allows', () => {
  for (const level of LEVELS)
    for (const mode of MODES) {
      const { [mode]: cell, approvals } = DEFAULT_MATRIX.levels[level];
      const conditions = cell.d === 'allow_if' ? cell.conditions : [];
      const decide = (facts: UseFacts, given: readonly (typeof APPROVING_ROLES)[number][] = approvals) =>
        decideUse({ level, mode, facts, approvals: given });

      it(`${level} ${mode}: ${cell.d}`, () => {
        const decision = decide(factsFor(conditions));
        expect(decision.decision).to.equal(cell.d === 'deny' ? 'deny' : 'allow');
        expect(decision.rule).to.equal(`LV-${level.toUpperCase()}-${mode.toUpperCase()}`);
        if (decision.decision === 'deny') {
          expect(decision.whoCanApprove).to.equal('nobody');
          expect(codesOf(decision)).to.deep.equal(['mode-closed']);
        }
      });
      if (cell.d !== 'deny')
        for (const role of approvals)
          it(`${level} ${mode} without ${role} is denied, and ${role} can approve`, () => {
            const decision = decide(
              factsFor(conditions),
              approvals.filter((one) => one !== role),
            );
            expect(decision).to.include({ decision: 'deny', whoCanApprove: role });
            expect(remedyOf(decision)).to.deep.equal(['get-approval']);
          });
      for (const condition of conditions)
        it(`${level} ${mode} with ${condition.kind} failing or not known is denied`, () => {
          const rest = factsFor(conditions.filter((one) => one !== condition));
          for (const facts of [rest, { ...rest, ...failing(condition) }]) {
            const decision = decide(facts);
            expect(decision.decision).to.equal('deny');
            if (decision.decision === 'deny') expect(decision.whoCanApprove).to.equal(condition.tunable === true ? 'data-owner' : 'nobody');
          }
        });
      for (const kind of CONDITION_KINDS)
        it(`${level} ${mode} under ${kind} alone: met allows, unmet and unknown deny`, () => {
          const condition = conditionOf(kind);
          const matrix = matrixWith(level, mode, condition);
          const under = (facts: UseFacts) => decideUse({ level, mode, facts, approvals: [] }, matrix);
          expect(codesOf(under(meeting(condition)))).to.deep.equal(['condition-met']);
          expect(under(meeting(condition)).decision).to.equal('allow');
          expect(codesOf(under(failing(condition)))).to.deep.equal(['condition-unmet']);
          expect(remedyOf(under(failing(condition)))).to.deep.equal(['meet-condition']);
          expect(codesOf(under({}))).to.deep.equal(['condition-undecided']);
          expect(remedyOf(under({}))).to.deep.equal(['establish-condition']);
          expect(under({}).decision).to.equal('deny');
        });
    }

  it('treats an unsigned level as important and asks for a signature', () => {
    expect(decideUse({ level: undefined, mode: 'download', facts: {}, approvals: [] })).to.include({
      decision: 'deny',
      rule: 'LV-UNSIGNED-DOWNLOAD',
      whoCanApprove: 'grading-officer',
    });
    const { view, approvals } = DEFAULT_MATRIX.levels.important;
    const facts = factsFor(view.d === 'allow_if' ? view.conditions : []);
    expect(codesOf(decideUse({ level: undefined, mode: 'view', facts, approvals }))).to.include('level-unsigned');
    expect(decideUse({ level: undefined, mode: 'view', facts, approvals: [] }).decision).to.equal('deny');
  });

  for (const given of [Number.NaN, Number.POSITIVE_INFINITY, '20', true, null])
    it(`does not take ${String(given)} (${typeof given}) for a figure`, () => {
      const condition: Condition = { kind: 'k-anonymity', min: 3 };
      const facts = { 'k-anonymity': given } as unknown as UseFacts;
      expect(codesOf(decideUse({ level: 'g3', mode: 'view', facts, approvals: [] }, matrixWith('g3', 'view', condition)))).to.deep.equal([
        'condition-undecided',
      ]);
    });

  for (const kind of CONDITION_KINDS)
    it(`says ${kind} in both languages with its figure`, () => {
      const condition = conditionOf(kind);
      const [reason = expect.fail('no reason')] =
        decideUse({ level: 'g2', mode: 'view', facts: {}, approvals: [] }, matrixWith('g2', 'view', condition)).reasons ?? [];
      const { zh, en } = sentenceOf(reason);
      expect(zh).to.match(/^无法确认，按未满足处理：\p{Script=Han}/u);
      expect(en).to.match(/^Not established, so it counts as not met: [a-z]/i);
      for (const text of [zh, en]) {
        expect(text).not.to.match(/[{}]/);
        if ('min' in condition || 'max' in condition) expect(text).to.include('3');
      }
    });

  it('gives no sentence with a hole for any refusal', () => {
    for (const level of [...LEVELS, undefined])
      for (const mode of MODES) {
        const decision = decideUse({ level, mode, facts: {}, approvals: [] });
        const remedy = decision.decision === 'deny' ? (decision.remedy ?? []) : [];
        for (const reason of [...(decision.reasons ?? []), ...remedy]) {
          const { zh, en } = sentenceOf(reason);
          expect(zh).to.match(/\p{Script=Han}/u);
          expect(`${zh}${en}`).not.to.match(/[{}]|undefined/);
          expect(zh).not.to.equal(reason.code);
        }
      }
  });
});

describe('the matrix as data', () => {
  const { levels } = DEFAULT_MATRIX;
  const broken: Readonly<Record<string, unknown>> = {
    'a condition of no kind': { ...levels, g3: { ...levels.g3, view: { d: 'allow_if', conditions: [{ kind: 'trust-me' }] } } },
    'a figure that is missing': { ...levels, g3: { ...levels.g3, view: { d: 'allow_if', conditions: [{ kind: 'rows-min' }] } } },
    'no conditions at all': { ...levels, g3: { ...levels.g3, view: { d: 'allow_if', conditions: [] } } },
    'a cell of no decision': { ...levels, g3: { ...levels.g3, view: { d: 'perhaps' } } },
    'a level that is missing': Object.fromEntries(Object.entries(levels).filter(([level]) => level !== 'g4')),
    'an approval of nobody': { ...levels, g3: { ...levels.g3, approvals: ['the-cat'] } },
  };
  for (const [name, rows] of Object.entries(broken))
    it(`is refused with ${name}`, () => expectCode(() => parseMatrix({ ...DEFAULT_MATRIX, levels: rows }), 'matrix-malformed'));
  it('is read back as it is', () => expect(parseMatrix(DEFAULT_MATRIX)).to.deep.equal(DEFAULT_MATRIX));
});
