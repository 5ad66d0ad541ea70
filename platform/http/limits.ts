import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refusal } from '../errors.ts';
import type { Limit } from './route.ts';

export interface Limits {
  /** Every request, by remote address: bounds what reaches the authenticator at all. */
  readonly remote: Limit;
  /** Authenticated requests, by caller. */
  readonly caller: Limit;
  /** Bytes held of bodies that are under way on public routes, by remote address. */
  readonly strangers: number;
}

export const DEFAULT_LIMITS: Limits = {
  remote: { points: 30_000, seconds: 60 },
  caller: { points: 6_000, seconds: 60 },
  strangers: 128 * 1024 * 1024,
};

/** Counts one request of `key`. @throws DomainError `too-many-requests` {retryAfterSeconds} */
export type Limiter = (key: string) => Promise<void>;

/** Counts in this process's memory: addresses are forgotten with the window and are written nowhere. */
export const createLimiter = ({ points, seconds }: Limit): Limiter => {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (key) => {
    try {
      await limiter.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw refusal('too-many-requests', { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
    }
  };
};
