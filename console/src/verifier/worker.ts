import { carryOut, type Answer, type Task } from './task.ts';

/** A worker as seen from inside. */
export interface Scope {
  addEventListener(type: 'message', listener: (event: MessageEvent<Task>) => void): void;
  postMessage(answer: Answer | 'ready', moved: readonly Transferable[]): void;
}

/** Verifies beside the page, which stays responsive however long a bundle takes. */
export const answerTasks = (scope: Scope): void => {
  scope.addEventListener('message', ({ data }) => scope.postMessage(carryOut(data), []));
  scope.postMessage('ready', []);
};
