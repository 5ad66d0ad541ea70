import type { DataSource } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import { hmacSha256 } from '../../common/crypto/hash.ts';
import { parseHex, toUtf8 } from '../../common/encodings.ts';
import { fail } from './errors.ts';

/** Wrong secrets for one login before it rests, and for how long, milliseconds. */
const MOST_FAILURES = 10;
const REST = 15 * 60_000;

export interface SignInAttempts {
  /** Counts an attempt before its secret is looked at. @throws DomainError `sign-in-limited` with `retryAfter`, seconds */
  begin(login: string): Promise<void>;
  /** The secret was right: nothing is held against the login. */
  succeed(login: string): Promise<void>;
  /** Drops what has expired. */
  sweep(): Promise<void>;
}

/** One statement, so that attempts at the same time are all counted. */
const COUNT = `insert into sign_in_failure as kept (login_hash, failures, expires_at) values ($1, 1, $3)
  on conflict (login_hash) do update set
    failures = case when kept.expires_at <= $2 then 1 else kept.failures + 1 end,
    expires_at = case when kept.expires_at <= $2 then excluded.expires_at else kept.expires_at end
  returning failures, expires_at`;

/** Limits guessing for each login, whether anybody has it or not. What people type as a login is kept only as a keyed hash. */
export const createSignInAttempts = (database: DataSource, clock: Clock, secret: string): SignInAttempts => {
  const digest = (login: string): Buffer => Buffer.from(hmacSha256(parseHex(secret), toUtf8(`xinbiao/attempt/1\n${login}`)));
  return {
    begin: async (login) => {
      const now = clock();
      const [row] = await database.query<{ failures: number; expires_at: string }[]>(COUNT, [digest(login), now, now + REST]);
      if (row !== undefined && row.failures > MOST_FAILURES)
        fail('sign-in-limited', { most: MOST_FAILURES, retryAfter: Math.ceil((Number(row.expires_at) - now) / 1000) });
    },
    succeed: async (login) => {
      await database.query('delete from sign_in_failure where login_hash = $1', [digest(login)]);
    },
    sweep: async () => {
      await database.query('delete from sign_in_failure where expires_at <= $1', [clock()]);
    },
  };
};
