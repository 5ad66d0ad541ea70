import { expect } from 'chai';
import { decideDelivery, DELIVERIES, type Delivery } from '../../../policies/levels/delivery.ts';
import { LEVELS, type Level } from '../../../policies/levels/level.ts';
import { DEFAULT_MATRIX, type Matrix } from '../../../policies/levels/matrix.ts';
import { sentenceOf } from '../../../policies/levels/sentences.ts';

const allowedBy = (matrix: Matrix, delivery: Delivery): Level[] =>
  LEVELS.filter((level) => decideDelivery(level, delivery, matrix).allowed);

/** The default matrix with another cell. */
const matrixWith = (level: Level, cell: Partial<Matrix['levels'][Level]>): Matrix => ({
  ...DEFAULT_MATRIX,
  levels: { ...DEFAULT_MATRIX.levels, [level]: { ...DEFAULT_MATRIX.levels[level], ...cell } },
});

describe('how a dataset may go into a labelling project', () => {
  it('is open for g1 and sealed up to g3, by the default matrix', () => {
    expect(allowedBy(DEFAULT_MATRIX, 'open')).to.deep.equal(['g1']);
    expect(allowedBy(DEFAULT_MATRIX, 'sealed')).to.deep.equal(['g3', 'g2', 'g1']);
  });

  it('names the rule by level and way, and the conditions behind it', () => {
    const allowed = decideDelivery('g3', 'sealed');
    expect(allowed.rule).to.equal('LV-G3-SEALED');
    expect(allowed.reasons?.map(({ code, values }) => `${code} ${String(values['condition'] ?? values['role'])}`)).to.deep.equal([
      'condition-met named-person',
      'condition-met sandbox',
      'condition-met watermark',
      'approval-by-signature owner-data-officer',
    ]);
    expect(decideDelivery('g2', 'open')).to.deep.include({ rule: 'LV-G2-OPEN', whoCanApprove: 'nobody' });
  });

  it('calls no approval given before anybody has signed, and names who has to give it', () => {
    for (const level of [...LEVELS, undefined])
      for (const delivery of DELIVERIES)
        expect(decideDelivery(level, delivery).reasons?.some(({ code }) => code === 'approval-given')).to.equal(false);
    const approval = decideDelivery('g3', 'sealed').reasons?.find(({ code }) => code.startsWith('approval'));
    expect(approval && sentenceOf(approval)).to.deep.equal({
      zh: '须由数据主管批准：开设项目时的签名即是批准',
      en: "Needs the owner's data officer: the signature that opens the project is the approval",
    });
  });

  it('is refused without a signed level, which the grading officer can mend', () => {
    for (const delivery of DELIVERIES) {
      const decision = decideDelivery(undefined, delivery);
      expect(decision).to.include({ decision: 'deny', rule: 'LV-UNSIGNED', whoCanApprove: 'grading-officer' });
      expect(decision.decision === 'deny' && decision.remedy?.[0]?.code).to.equal('sign-level');
    }
  });

  it('follows the matrix where a space closes a way or asks for more', () => {
    expect(allowedBy(matrixWith('g1', { download: { d: 'deny' } }), 'open')).to.deep.equal([]);
    const graded = matrixWith('g3', { view: { d: 'allow_if', conditions: [{ kind: 'grade-min', min: 3, tunable: true }] } });
    expect(allowedBy(graded, 'sealed')).to.deep.equal(['g2', 'g1']);
    expect(allowedBy(matrixWith('g2', { approvals: ['space-security-officer'] }), 'sealed')).to.deep.equal(['g3', 'g1']);
  });

  it('does not open what waits for an approval that nobody can file yet', () => {
    for (const level of ['core', 'important', 'g4'] as const) {
      const matrix = matrixWith(level, { view: { d: 'allow' }, download: { d: 'allow' }, approvals: ['owner-security-officer'] });
      for (const delivery of DELIVERIES) expect(decideDelivery(level, delivery, matrix).allowed, `${level} ${delivery}`).to.equal(false);
    }
  });
});
