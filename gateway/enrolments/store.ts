import type { DataSource } from 'typeorm';
import type { EnrolmentRequest } from '../../api/enrolments.ts';
import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';

export interface StoredEnrolment {
  readonly request: EnrolmentRequest;
  /** Milliseconds. */
  readonly requestedAt: number;
}

export interface EnrolmentStore {
  find(key: string): Promise<StoredEnrolment | undefined>;
  /** Oldest first. */
  ofOrganisation(org: string): Promise<readonly StoredEnrolment[]>;
  count(org: string): Promise<number>;
  /** A key that presents itself again replaces what it said before. */
  put(request: EnrolmentRequest, at: number): Promise<void>;
}

interface Row {
  readonly request: string;
  readonly requested_at: string;
}

const toStored = ({ request, requested_at: at }: Row): StoredEnrolment => ({
  request: parseJson(request) as unknown as EnrolmentRequest,
  requestedAt: Number(at),
});

const PUT = `insert into enrolment (key, org, request, cosigner, requested_at) values ($1, $2, $3, $4, $5)
  on conflict (key) do update set org = excluded.org, request = excluded.request, cosigner = excluded.cosigner`;
const COLUMNS = 'request, requested_at';

export const createEnrolmentStore = (database: DataSource): EnrolmentStore => ({
  find: async (key) => {
    const [row] = await database.query<Row[]>(`select ${COLUMNS} from enrolment where key = $1`, [key]);
    return row && toStored(row);
  },
  ofOrganisation: async (org) => {
    const rows = await database.query<Row[]>(`select ${COLUMNS} from enrolment where org = $1 order by requested_at, key`, [org]);
    return rows.map(toStored);
  },
  count: async (org) => {
    const [row] = await database.query<{ count: number }[]>('select count(*)::int as count from enrolment where org = $1', [org]);
    return row?.count ?? 0;
  },
  put: async (enrolment, at) => {
    const { request, cosigner } = enrolment;
    await database.query(PUT, [request.key, request.org, toCanonicalJson(enrolment as unknown as Json), cosigner ?? null, at]);
  },
});
