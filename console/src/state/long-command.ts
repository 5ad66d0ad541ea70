import type { Ref } from 'vue';
import { DomainError } from '../../../common/errors.ts';
import type { AskedCommand } from '../data/common.ts';
import { useAct, type Act } from './act.ts';

/** Says nothing more: asking for the same answer again would only say it again. */
const ANSWERED: readonly string[] = ['answer-forged', 'report-differs', 'command-unknown', 'command-foreign', 'connector-unknown'];

const isAnswered = (error: unknown): boolean =>
  error instanceof DomainError && (error.details['by'] === 'connector' || ANSWERED.includes(error.code));

export interface LongCommand<Value> {
  /** What is under way, kept in the page's draft: undefined before it is asked for, and once it is answered. */
  readonly asked: Ref<AskedCommand | undefined>;
  readonly ask: (told: (asked: AskedCommand) => void) => Promise<Value>;
  readonly resume: (asked: AskedCommand) => Promise<Value>;
  readonly done: (value: Value) => void;
}

/** A command that may take as long as a table is: what was asked for before a reload is not asked for twice, its answer is waited for again. */
export const useLongCommand = <Value>({ asked, ask, resume, done }: LongCommand<Value>): Act<[]> => {
  const act = useAct(async () => {
    try {
      const before = asked.value;
      const value = await (before === undefined ? ask((told) => (asked.value = told)) : resume(before));
      asked.value = undefined;
      done(value);
    } catch (error) {
      if (isAnswered(error)) asked.value = undefined;
      throw error;
    }
  });
  if (asked.value !== undefined) void act.run();
  return act;
};
