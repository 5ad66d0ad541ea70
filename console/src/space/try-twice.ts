import { DomainError } from '../../../common/errors.ts';

/**
 * Tries once more at once what a broken connection ended: a kept one may just have been closed at its other end. For calls that may be
 * made twice; all of the contract's may: events count by their id, a lease goes to whoever holds it.
 */
export const tryTwice = async <T>(attempt: () => Promise<T>): Promise<T> => {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof DomainError || (error as Error).name === 'TimeoutError') throw error;
    return await attempt();
  }
};
