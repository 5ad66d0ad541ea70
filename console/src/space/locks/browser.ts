import type { Locks } from '../ports.ts';

/** `navigator.locks` as a port. */
export const createBrowserLocks = (manager: LockManager): Locks => ({
  request: async (name, options, work) => await manager.request(name, { ...options }, (lock) => work(lock !== null)),
});
