import { expect } from 'chai';
import { refusal } from '../../../platform/errors.ts';
import { startInstead } from '../../../platform/postgres/orphan.ts';
import { expectCode } from '../../support/expect-code.ts';

const said = (text: string) => refusal('database-unavailable', { step: 'start', said: text });
const LOCKED = said('FATAL:  lock file "postmaster.pid" already exists');

describe('an orphan that shows itself while the server starts', () => {
  it('is stopped, as often as it takes, and the server starts instead', async () => {
    const steps: string[] = [];
    const answers: unknown[] = [LOCKED, said('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use'), 'up'];
    const start = () => {
      const answer = answers.shift();
      steps.push('start');
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    const oust = () => Promise.resolve(void steps.push('oust'));
    expect(await startInstead(start, oust, 0)).to.equal('up');
    expect(steps).to.deep.equal(['start', 'oust', 'start', 'oust', 'start']);
  });

  it('is no excuse for another failure, nor for trying for ever', async () => {
    const oust = () => Promise.resolve();
    let starts = 0;
    const fail = (error: Error) => () => {
      starts += 1;
      return Promise.reject(error);
    };
    await expectCode(() => startInstead(fail(said('FATAL:  out of memory')), oust, 0), 'database-unavailable');
    expect(starts).to.equal(1);
    await expectCode(() => startInstead(fail(LOCKED), oust, 0), 'database-unavailable');
    expect(starts).to.equal(51);
  });
});
