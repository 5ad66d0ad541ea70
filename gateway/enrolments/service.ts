import type { z } from 'zod';
import type { Enrolment, EnrolmentRequest, enrolmentState } from '../../api/enrolments.ts';
import type { SpaceFile } from '../../api/space.ts';
import type { Clock } from '../../common/clock.ts';
import { verifySealingKey } from '../../common/crypto/sealing.ts';
import { parseHex } from '../../common/encodings.ts';
import { verifyPossessionOf } from '../../provenance/identity/certificate.ts';
import { verifyInvitation } from '../../provenance/identity/invitation.ts';
import { COSIGNATURE, parseVerifierKey } from '../../provenance/log/note.ts';
import { issuer } from '../../provenance/space/actor.ts';
import type { Directory } from '../directory.ts';
import { fail } from './errors.ts';
import type { EnrolmentStore } from './store.ts';

export type EnrolmentState = z.infer<typeof enrolmentState>;

export interface EnrolmentService {
  /**
   * A new connector (untrusted) asks for a certificate; its administrator decides. It takes the place that its invitation names: a key
   * that waits in it gives way.
   * @throws DomainError `enrolment-foreign`, `enrolment-unfit`, `enrolment-uninvited`, `enrolments-full`, `signature-invalid`,
   * `key-unacceptable`, `note-malformed`; where the inviting key may not certify, those of `issuer`
   */
  request(enrolment: EnrolmentRequest): Promise<EnrolmentState>;
  /** Those of the organisation that wait. */
  pending(org: string): Promise<readonly Enrolment[]>;
  /** @throws DomainError `enrolment-unknown` */
  stateOf(key: string): Promise<EnrolmentState>;
  isPending(key: string): Promise<boolean>;
  /** Verifier key of the witness that this key said it runs. */
  cosignerOf(key: string): Promise<string | undefined>;
}

export interface EnrolmentServiceOptions {
  readonly store: EnrolmentStore;
  readonly space: SpaceFile;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** Nobody needs more connectors. */
const MOST = 200;
const MACHINES: readonly string[] = ['connector', 'witness'];

/** What is asked for must be a machine's, and the key its own. */
const verifyRequest = ({ request, possession, cosigner }: EnrolmentRequest): void => {
  const fits = request.subject.kind === 'connector' && request.roles.every((role) => MACHINES.includes(role));
  if (!fits) fail('enrolment-unfit', { kind: request.subject.kind, roles: request.roles });
  if (cosigner !== undefined && parseVerifierKey(cosigner).type !== COSIGNATURE) fail('enrolment-unfit', { cosigner });
  verifyPossessionOf(request, possession);
  verifySealingKey(parseHex(request.openingKey));
};

export const createEnrolmentService = ({ store, space, directory, clock }: EnrolmentServiceOptions): EnrolmentService => {
  /** What the log says of the key; nothing there: it waits. */
  const judge = (key: string): EnrolmentState => {
    const certificate = directory.state().certificates.get(key);
    if (certificate === undefined) return 'pending';
    return certificate.revokedAt === undefined ? 'certified' : 'revoked';
  };
  const verifySpace = ({ request }: EnrolmentRequest): void => {
    if (request.space !== space.space) fail('enrolment-foreign', { space: request.space });
    if (!space.organisations.some(({ id }) => id === request.org)) fail('enrolment-foreign', { org: request.org });
  };
  /** Whoever may certify may invite: nobody else can take a place. */
  const verifyInvited = ({ request: { org, subject }, invitation }: EnrolmentRequest): void => {
    const given = invitation ?? fail('enrolment-uninvited', { org, whoCanApprove: 'administrator' });
    verifyInvitation({ space: space.space, org, subject: subject.id }, given);
    const state = directory.state();
    issuer(state, { actor: { org, key: given.key } }, state.size);
  };
  const takePlace = async (enrolment: EnrolmentRequest): Promise<void> => {
    const { key, org, subject } = enrolment.request;
    const inPlace = (await store.ofSubject(org, subject.id)).filter((other) => other !== key && judge(other) === 'pending');
    await store.drop(inPlace);
    if ((await store.find(key)) === undefined && (await store.count(org)) >= MOST) fail('enrolments-full', { most: MOST });
    await store.put(enrolment, clock());
  };
  return {
    request: async (enrolment) => {
      verifySpace(enrolment);
      verifyRequest(enrolment);
      const state = judge(enrolment.request.key);
      // What a certified key once stated stays: its administrator has certified just that.
      if (state !== 'pending') return state;
      verifyInvited(enrolment);
      await takePlace(enrolment);
      return state;
    },
    pending: async (org) => {
      const all = await store.ofOrganisation(org);
      return all
        .filter(({ request: { request } }) => judge(request.key) === 'pending')
        .map(({ request, requestedAt }) => Object.assign({ requestedAt, state: 'pending' as const }, request));
    },
    stateOf: async (key) => ((await store.find(key)) === undefined ? fail('enrolment-unknown', { key }) : judge(key)),
    isPending: async (key) => judge(key) === 'pending' && (await store.find(key)) !== undefined,
    cosignerOf: async (key) => (await store.find(key))?.request.cosigner,
  };
};
