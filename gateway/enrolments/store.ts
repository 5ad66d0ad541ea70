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
  /** Keys that ask to be certified as this subject. */
  ofSubject(org: string, subject: string): Promise<readonly string[]>;
  count(org: string): Promise<number>;
  drop(keys: readonly string[]): Promise<void>;
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
const OF_SUBJECT = `select key from enrolment where org = $1 and request::json #>> '{request,subject,id}' = $2`;
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
  ofSubject: async (org, subject) => {
    const rows = await database.query<{ key: string }[]>(OF_SUBJECT, [org, subject]);
    return rows.map(({ key }) => key);
  },
  drop: async (keys) => {
    await database.query('delete from enrolment where key = any($1)', [[...keys]]);
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
