import type { DataSource } from 'typeorm';
import { parseJson, toCanonicalJson } from '../../common/canonical-json.ts';
import type { SignedPinList } from '../../provenance/identity/pin-list.ts';

export interface PinListStore {
  find(org: string): Promise<SignedPinList | undefined>;
  /** Writes a list of a higher number; false when the stored one has this number or a higher one. */
  replace(signed: SignedPinList): Promise<boolean>;
}

const REPLACE = `insert into pin_list as kept (org, number, signed) values ($1, $2, $3)
  on conflict (org) do update set number = excluded.number, signed = excluded.signed where kept.number < excluded.number returning org`;

export const createPinListStore = (database: DataSource): PinListStore => ({
  find: async (org) => {
    const [row] = await database.query<{ signed: string }[]>('select signed from pin_list where org = $1', [org]);
    return row && (parseJson(row.signed) as unknown as SignedPinList);
  },
  replace: async (signed) => {
    const { org, number } = signed.list;
    const rows = await database.query<unknown[]>(REPLACE, [org, number, toCanonicalJson({ ...signed })]);
    return rows.length > 0;
  },
});
