import { expect } from 'chai';
import { createCarrier } from '../../../console/src/verifier/carrier.ts';
import type { Answer, Task } from '../../../console/src/verifier/task.ts';

/** Milliseconds. */
const LIMIT = 20;
/** Carried out in the page itself it is refused for its policy; workers here answer otherwise. */
const TASK: Task = { id: 7, file: Uint8Array.of(0x7b), policy: 'log nonsense\n' };
const ELSEWHERE = 'from-a-worker';

/** A browser's worker that does what it is told when it is made, and what it was asked and whether it was ended. */
const giveWorkers = (begin: (worker: EventTarget) => void) => {
  const seen = { asked: 0, ended: 0 };
  class GivenWorker extends EventTarget {
    constructor() {
      super();
      begin(this);
    }
    postMessage({ id }: Task): void {
      seen.asked += 1;
      const answer: Answer = { id, code: ELSEWHERE, details: {} };
      setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: answer })));
    }
    terminate(): void {
      seen.ended += 1;
    }
  }
  Object.assign(globalThis, { Worker: GivenWorker });
  return seen;
};

const say =
  (type: 'message' | 'error', after: number) =>
  (worker: EventTarget): void =>
    void setTimeout(() => worker.dispatchEvent(type === 'message' ? new MessageEvent(type, { data: 'ready' }) : new Event(type)), after);

const codeOf = async (): Promise<string> => {
  const answer = await createCarrier('', LIMIT)(TASK);
  return 'code' in answer ? answer.code : expect.fail('a finding');
};

describe('where the offline verifier works', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'Worker');
  });

  it('is a worker that says in time that it is ready', async () => {
    const seen = giveWorkers(say('message', 0));
    expect(await codeOf()).to.equal(ELSEWHERE);
    await new Promise((resolve) => setTimeout(resolve, LIMIT * 2));
    expect(seen).to.deep.equal({ asked: 1, ended: 0 });
  });

  const wanting: Readonly<Record<string, (worker: EventTarget) => void>> = {
    'stays silent': () => undefined,
    'speaks too late': say('message', LIMIT * 5),
    'ends before it is ready': say('error', 0),
  };
  for (const [what, begin] of Object.entries(wanting))
    it(`is the page itself where a worker ${what}, which is ended and asked nothing`, async () => {
      const seen = giveWorkers(begin);
      expect(await codeOf()).to.equal('policy-malformed');
      expect(seen).to.deep.equal({ asked: 0, ended: 1 });
    });

  it('stays the worker when a task breaks off in it', async () => {
    let given: EventTarget | undefined;
    const seen = giveWorkers((worker) => {
      given = worker;
      say('message', 0)(worker);
    });
    const carry = createCarrier('', LIMIT);
    await carry(TASK);
    given?.dispatchEvent(new Event('error'));
    await carry(TASK);
    expect(seen).to.deep.equal({ asked: 2, ended: 0 });
  });

  it('is the page itself where there are no workers', async () => {
    expect(await codeOf()).to.equal('policy-malformed');
  });
});
