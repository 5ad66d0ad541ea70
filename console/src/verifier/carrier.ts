import { carryOut, type Answer, type Task } from './task.ts';
import type { Carry } from './verifier.ts';

/** Only what this names may become a script; browsers without Trusted Types take the address as it is. */
interface ScriptPolicies {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string };
}

const POLICY = 'xinbiao';

const toScriptAddress = (address: string): string => {
  const { trustedTypes } = globalThis as { trustedTypes?: ScriptPolicies };
  return trustedTypes === undefined
    ? address
    : trustedTypes.createPolicy(POLICY, { createScriptURL: (own) => own }).createScriptURL(address);
};

/** Milliseconds in which a worker says that it is ready. */
const READY_WITHIN = 5000;

/** The worker once it speaks; undefined where it ends instead, or stays silent: a person would wait for ever. */
const whenReady = (worker: Worker, limit: number): Promise<Worker | undefined> =>
  new Promise((resolve) => {
    const over = new AbortController();
    const settle = (ready?: Worker): void => {
      clearTimeout(timer);
      over.abort();
      if (ready === undefined) worker.terminate();
      resolve(ready);
    };
    const timer = setTimeout(settle, limit);
    worker.addEventListener('message', () => settle(worker), { signal: over.signal });
    worker.addEventListener('error', () => settle(), { signal: over.signal });
  });

/** A worker that is ready; undefined where the browser gives a page from disk none. */
const startWorker = async (source: string, limit: number): Promise<Worker | undefined> => {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    return await whenReady(new Worker(toScriptAddress(address)), limit);
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(address);
  }
};

/** What ends the worker without an answer ends the waiting, too. */
const ask = (worker: Worker, task: Task): Promise<Answer> =>
  new Promise((resolve) => {
    const over = new AbortController();
    const settle = (answer: Answer): void => {
      over.abort();
      resolve(answer);
    };
    const onAnswer = ({ data }: MessageEvent<Answer>): void => {
      if (data.id === task.id) settle(data);
    };
    worker.addEventListener('message', onAnswer, { signal: over.signal });
    worker.addEventListener('error', ({ message }) => settle({ id: task.id, code: 'internal', details: { reason: message } }), {
      signal: over.signal,
    });
    // A copy: the page verifies the same bytes again under another policy.
    worker.postMessage(task, []);
  });

/**
 * Verifies in a worker of this source; in the page itself, which then stands still meanwhile, where there is none.
 * @param limit milliseconds that the worker has to become ready
 */
export const createCarrier = (source: string, limit = READY_WITHIN): Carry => {
  const started = startWorker(source, limit);
  return async (task) => {
    const worker = await started;
    return worker === undefined ? carryOut(task) : await ask(worker, task);
  };
};
