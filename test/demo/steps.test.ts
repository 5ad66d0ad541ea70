import { expect } from 'chai';
import { CLAIMS } from '../../demo/claims.ts';
import { STEPS, stepsTo, type StepName } from '../../demo/walk/steps.ts';

const namesTo = (...names: readonly StepName[]): readonly StepName[] => stepsTo(names).map(({ name }) => name);

describe('the steps of the demo', () => {
  it('each go on from an earlier one, back to the set-up', () => {
    for (const [at, { name, upon }] of STEPS.entries())
      expect(upon === undefined ? name : STEPS.slice(0, at).some((earlier) => earlier.name === upon)).to.be.oneOf(['set-up', true]);
  });

  it('are walked as far as a claim needs them, and no other walk with it', () => {
    expect(namesTo('set-up')).to.deep.equal(['set-up']);
    expect(namesTo('opening')).to.deep.equal(['set-up', 'publishing', 'opening']);
    expect(namesTo('regrading')).to.deep.equal(['set-up', 'registering', 'protecting', 'regrading']);
    expect(namesTo('publishing', 'registering')).to.deep.equal(['set-up', 'publishing', 'registering']);
  });

  it('each have a claim', () => {
    const looked = new Set(CLAIMS.flatMap(({ after }) => after));
    expect(STEPS.map(({ name }) => name).filter((name) => !looked.has(name))).to.deep.equal([]);
  });

  it('and each claim has a name of its own and words in both languages', () => {
    expect(new Set(CLAIMS.map(({ name }) => name)).size).to.equal(CLAIMS.length);
    for (const { says } of CLAIMS) expect([/[\u4e00-\u9fff]/.test(says.zh), /[a-z]/.test(says.en)]).to.deep.equal([true, true]);
  });
});
