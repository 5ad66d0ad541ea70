import { setTimeout as wait } from 'node:timers/promises';

/** Asks again until the answer is neither false nor undefined nor an error. @throws the last error, or says what was awaited */
export const until = async <T>(
  what: string,
  ask: () => T | false | undefined | Promise<T | false | undefined>,
  patience = 15_000,
): Promise<T> => {
  const end = performance.now() + patience;
  for (;;) {
    let failure: unknown;
    try {
      const answer = await ask();
      if (answer !== false && answer !== undefined) return answer;
    } catch (error) {
      failure = error;
    }
    if (performance.now() > end) throw new Error(`waited in vain for: ${what}`, { cause: failure });
    await wait(20);
  }
};
