import type { Context } from 'koa';
import type { Authenticate } from '../platform/http/access.ts';
import { refusal as platformRefusal } from '../platform/errors.ts';
import type { Certificate } from '../provenance/space/state.ts';
import type { Directory, Person } from './directory.ts';
import { fail } from './errors.ts';
import type { KeyCaller, PersonCaller } from './route.ts';

export interface AuthenticationOptions {
  readonly directory: Directory;
  /**
   * The Ed25519 key (hex) whose HTTP message signature this request carries and that verifies it; undefined without a signature.
   * @throws DomainError of what is wrong with it
   */
  readonly signerOf: (ctx: Context) => Promise<string | undefined>;
  /** The person of the request's session. */
  readonly personOf: (ctx: Context) => Promise<Person | undefined>;
  /** Has this key asked for a certificate that it still waits for? */
  readonly isPending: (key: string) => Promise<boolean>;
}

/** What a key may do that waits for its certificate: read the log, to see it come, and ask for its own state. */
const OPEN_TO_PENDING = /^\/log\/(?!cosignatures)|^\/api\/enrolments\/own$/;

const toKeyCaller = (key: string, certificate: Certificate | undefined): KeyCaller => ({
  kind: 'key',
  id: key,
  key,
  roles: certificate?.roles ?? [],
});

/** Certified and unrevoked in the gateway's own replay at the time of this request: a revocation counts from the next call on. */
export const createAuthentication = ({ directory, signerOf, personOf, isPending }: AuthenticationOptions): Authenticate => {
  const admitKey = async (ctx: Context, key: string): Promise<KeyCaller> => {
    const certificate = directory.certificateOf(key);
    if (certificate !== undefined) return toKeyCaller(key, certificate);
    if (directory.state().certificates.has(key)) return fail('certificate-required', { key, reason: 'revoked' });
    if (!(await isPending(key))) throw platformRefusal('request-key-unknown', { key });
    return OPEN_TO_PENDING.test(String(ctx.state['route'])) ? toKeyCaller(key, undefined) : fail('enrolment-pending', { key });
  };
  /** A certificate counts for a session only if it is this very person's. */
  const toPersonCaller = (person: Person): PersonCaller => {
    const certificate = directory.certificateOf(person.key);
    const isOwn = certificate?.org === person.org && certificate.subject.id === person.person;
    return { ...person, id: person.login, roles: isOwn ? certificate.roles : [] };
  };
  return async (ctx) => {
    const key = await signerOf(ctx);
    if (key !== undefined) return await admitKey(ctx, key);
    const person = await personOf(ctx);
    return person && toPersonCaller(person);
  };
};
