import { EntitySchema, In, type DataSource } from 'typeorm';
import type { RoamingWrap } from '../../api/accounts.ts';

export interface Account {
  readonly login: string;
  readonly org: string;
  /** Pseudonym. */
  readonly person: string;
  readonly key: string;
  readonly name: string;
  /** 16 bytes, base64. */
  readonly salt: string;
  /** SHA-256 of the login secret, hex. */
  readonly verifier: string;
  readonly wrap: RoamingWrap;
}

export const accountSchema = new EntitySchema<Account>({
  name: 'account',
  columns: {
    login: { type: 'text', primary: true },
    org: { type: 'uuid' },
    person: { type: 'uuid' },
    key: { type: 'text' },
    name: { type: 'text' },
    salt: { type: 'text' },
    verifier: { type: 'text' },
    wrap: {
      type: 'text',
      transformer: { to: (wrap: RoamingWrap) => JSON.stringify(wrap), from: (text: string) => JSON.parse(text) as RoamingWrap },
    },
  },
});

export interface AccountStore {
  find(login: string): Promise<Account | undefined>;
  /** Names of people by their keys, of all organisations or one. */
  named(where: {
    readonly org?: string;
    readonly keys?: readonly string[];
  }): Promise<readonly Pick<Account, 'org' | 'person' | 'key' | 'name'>[]>;
  /** Writes or replaces, unless another organisation has the login or another login of the organisation has the key. */
  put(account: Account): Promise<'written' | 'login-taken' | 'account-key-taken'>;
  /** False where that organisation has no such login. */
  erase(login: string, org: string): Promise<boolean>;
}

const PUT = `insert into account as kept (login, org, person, key, name, salt, verifier, wrap) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (login) do update set person = excluded.person, key = excluded.key, name = excluded.name, salt = excluded.salt,
    verifier = excluded.verifier, wrap = excluded.wrap
  where kept.org = excluded.org returning login`;

const UNIQUE_VIOLATION = '23505';

export const createAccountStore = (database: DataSource): AccountStore => {
  const accounts = database.getRepository(accountSchema);
  return {
    find: async (login) => (await accounts.findOneBy({ login })) ?? undefined,
    named: async ({ org, keys }) =>
      await accounts.find({
        select: { org: true, person: true, key: true, name: true },
        where: { ...(org !== undefined && { org }), ...(keys !== undefined && { key: In([...keys]) }) },
        order: { login: 'ASC' },
      }),
    put: async ({ login, org, person, key, name, salt, verifier, wrap }) => {
      try {
        const rows = await database.query<unknown[]>(PUT, [login, org, person, key, name, salt, verifier, JSON.stringify(wrap)]);
        return rows.length === 1 ? 'written' : 'login-taken';
      } catch (error) {
        if ((error as { readonly code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
        return 'account-key-taken';
      }
    },
    erase: async (login, org) => ((await accounts.delete({ login, org })).affected ?? 0) > 0,
  };
};
