import type { Account } from '../../../../api/accounts.ts';
import { enrolments, type EnrolmentFile, type EnrolmentRequest } from '../../../../api/enrolments.ts';
import type { z } from 'zod';
import { toSignableBytes, type Json } from '../../../../common/canonical-json.ts';
import { hmacSha256 } from '../../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../../common/encodings.ts';
import type { CertifiedSubject } from '../../../../provenance/event/bodies/identity.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import { signInvitation } from '../../../../provenance/identity/invitation.ts';
import { signPinList } from '../../../../provenance/identity/pin-list.ts';
import { parsePolicy } from '../../../../provenance/log/policy.ts';
import type { SigningKey } from '../../../../common/crypto/signature.ts';
import { fail } from '../errors.ts';
import type { Http } from '../http.ts';
import { readPages } from '../pages.ts';
import type { KeyValueStore } from '../ports.ts';
import { act, fromLog, newId, type Acted, type ActContext } from './context.ts';

type Enrolment = z.infer<typeof enrolments>['enrolments'][number];
export type RevocationReason = EventOf<'certificate-revoked'>['body']['reason'];

/** A connector that asked to join. */
export interface PendingEnrolment extends Enrolment {
  /** It was made with an enrolment file of this administrator: the gateway cannot have put another key in its place. */
  readonly proven: boolean;
  /** UUID that its certificate is to have, from that file. */
  readonly certificate?: string;
}

/** Acts of an administrator who stands on her organisation's delegation list. */
export interface AdministratorActs {
  /** Makes a file for a new connector, which invites it to the gateway, and keeps its one-time secret on this device. */
  createEnrolment(
    request: Pick<EnrolmentFile, 'gateway' | 'rootKey'> & Pick<EnrolmentFile['connector'], 'roles' | 'cosigner'>,
  ): Promise<EnrolmentFile>;
  enrolments(): Promise<readonly PendingEnrolment[]>;
  /** Certifies a connector whose request is proven. @throws DomainError `enrolment-unproven` */
  certifyConnector(request: EnrolmentRequest): Promise<Acted>;
  /** Certifies a key whose holder has signed `possession` over what is certified. */
  certify(certified: CertifiedSubject, possession: string, certificate?: string): Promise<Acted & { readonly certificate: string }>;
  /** @throws DomainError `ledger-behind` when the log holds no certificate of this key */
  revoke(key: string, reason: RevocationReason): Promise<Acted>;
  /** Opens or replaces a login of the own organisation; the call is signed with the administrator's key. */
  putAccount(login: string, account: Account): Promise<void>;
}

export interface AdministratorOptions {
  readonly store: KeyValueStore;
  readonly signing: SigningKey;
  /** Signs each request with the administrator's key. */
  readonly signed: Http;
}

interface KeptEnrolment {
  readonly secret: string;
  readonly certificate: string;
}

const placeOf = (subject: string): string => `enrolment/${subject}`;

/** HMAC by the file's secret over exactly what is asked for. */
const isProven = ({ request, cosigner, mac }: EnrolmentRequest, secret: string): boolean => {
  const covered = { request, ...(cosigner === undefined ? {} : { cosigner }) } as Json;
  return toHex(hmacSha256(parseHex(secret), toSignableBytes(covered))) === mac;
};

const createEnrolmentActs = (
  context: ActContext,
  { store, signing }: AdministratorOptions,
): Pick<AdministratorActs, 'createEnrolment' | 'enrolments'> & {
  proof: (asked: EnrolmentRequest) => Promise<KeptEnrolment | undefined>;
} => {
  const { space, org, http, random } = context;
  const proof = async (asked: EnrolmentRequest): Promise<KeptEnrolment | undefined> => {
    const kept = (await store.get(placeOf(asked.request.subject.id))) as KeptEnrolment | undefined;
    return kept !== undefined && isProven(asked, kept.secret) ? kept : undefined;
  };
  return {
    proof,
    createEnrolment: async ({ gateway, rootKey, roles, cosigner }) => {
      const [certificate, subject, secret] = [newId(context), newId(context), toHex(random(32))];
      await store.write([{ key: placeOf(subject), value: { secret, certificate } satisfies KeptEnrolment }]);
      const invitation = signInvitation({ space, org, subject }, signing);
      return { v: 1, space, gateway, org, rootKey, connector: { certificate, roles, subject, cosigner }, invitation, secret };
    },
    enrolments: async () => {
      const pending: PendingEnrolment[] = [];
      for (const asked of await readPages(http, enrolments, '/api/enrolments', (page) => page.enrolments)) {
        const kept = await proof(asked);
        pending.push(kept === undefined ? { ...asked, proven: false } : { ...asked, proven: true, certificate: kept.certificate });
      }
      return pending;
    },
  };
};

export const createAdministratorActs = (context: ActContext, options: AdministratorOptions): AdministratorActs => {
  const { proof, ...enrolmentActs } = createEnrolmentActs(context, options);

  const certify: AdministratorActs['certify'] = async (certified, possession, certificate = newId(context)) => {
    const subject = { kind: 'certificate', id: certificate } as const;
    return { certificate, ...(await act(context, { type: 'certificate-issued', subject, refs: [], body: { ...certified, possession } })) };
  };

  return {
    ...enrolmentActs,
    certify,
    certifyConnector: async (asked) => {
      const { space, org, ...certified } = asked.request;
      const kept = await proof(asked);
      const isOurs = kept !== undefined && space === context.space && org === context.org;
      if (!isOurs) return fail('enrolment-unproven', { subject: certified.subject.id, org });
      return await certify(certified, asked.possession, kept.certificate);
    },
    revoke: async (key, reason) => {
      const { id } = await fromLog(context, (state) => state.certificates.get(key));
      const subject = { kind: 'certificate', id } as const;
      return await act(context, { type: 'certificate-revoked', subject, refs: [], body: { key, reason } });
    },
    putAccount: (login, account) => options.signed.send({ method: 'PUT', path: `/api/accounts/${login}`, body: account }),
  };
};

/** Acts of the organisation's root, for as long as its recovery file is open. */
export interface RootActs {
  /** Signs the next list of keys that may certify. */
  listDelegates(delegates: readonly string[]): Promise<Acted>;
  /** Signs and publishes a numbered pin list. @throws DomainError `policy-malformed`, `policy-unsafe` */
  signPins(number: number, policy: string): Promise<void>;
}

/** @param context whose outbox signs with the root itself */
export const createRootActs = (context: ActContext, root: SigningKey): RootActs => {
  const { space, org, http } = context;
  return {
    listDelegates: async (delegates) => {
      const { delegations } = await fromLog(context, (state) => state.organisations.get(org));
      return await act(context, {
        type: 'delegations-listed',
        subject: { kind: 'organisation', id: org },
        refs: [],
        body: { number: (delegations.at(-1)?.number ?? 0) + 1, delegates: [...delegates] },
      });
    },
    signPins: async (number, policy) => {
      parsePolicy(policy);
      const list = signPinList({ v: 1, space, org, number, policy }, root);
      await http.send({ method: 'PUT', path: `/api/pins/${org}`, body: list });
    },
  };
};
