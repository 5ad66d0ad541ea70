import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EnrolmentFile, EnrolmentRequest } from '../../api/enrolments.ts';
import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { hmacSha256 } from '../../common/crypto/hash.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { uuidv7 } from '../../common/ids.ts';
import { signInvitation } from '../../provenance/identity/invitation.ts';
import type { Layout } from '../layout.ts';
import { SPACE } from '../space/organisations.ts';
import type { SeededOrganisation } from './members.ts';
import { writePrivate } from './people-file.ts';
import { createSignedFetch } from '../../platform/http/message-signature.ts';
import type { Wire } from './wire.ts';

const MOST_WAITING = 60_000;

/** A member's process that its administrator is about to enrol. */
export interface ProcessPlan {
  readonly slug: string;
  readonly organisation: SeededOrganisation;
  readonly connector: EnrolmentFile['connector'];
  /** One-time secret of the enrolment file, hex. */
  readonly secret: string;
}

export interface CertifiedProcess {
  readonly slug: string;
  readonly certificate: string;
  /** Verifier key of its cosignatures. */
  readonly cosigner: string;
}

const newId = (): string => uuidv7(Date.now, randomBytes);

export const createProcessPlans = (organisations: readonly SeededOrganisation[]): ProcessPlan[] =>
  organisations.flatMap((organisation) => {
    const { process, slug } = organisation.plan;
    if (process === undefined) return [];
    const connector = {
      certificate: newId(),
      subject: newId(),
      roles: [...process.roles],
      cosigner: `${SPACE.logName}/witness/${process.cosigner}`,
    };
    return [{ slug, organisation, connector, secret: toHex(randomBytes(32)) }];
  });

export const writeEnrolments = (
  layout: Layout,
  { space, gateway, plans }: { readonly space: string; readonly gateway: string; readonly plans: readonly ProcessPlan[] },
): void => {
  for (const { slug, organisation, connector, secret } of plans) {
    const file: EnrolmentFile = {
      v: 1,
      space,
      gateway,
      org: organisation.org,
      rootKey: toHex(organisation.root.publicKey),
      connector,
      invitation: signInvitation({ space, org: organisation.org, subject: connector.subject }, organisation.administrator.keys.signing),
      secret,
    };
    const folder = layout.memberProcess(slug);
    fs.mkdirSync(folder, { recursive: true });
    writePrivate(path.join(folder, 'enrolment.json'), JSON.stringify(file, null, 2));
  }
};

/** The request is by the process that holds the enrolment file: the gateway cannot have put another key in its place. */
const isGenuine = ({ request, cosigner, mac }: EnrolmentRequest, secret: string): boolean => {
  const covered = { request, ...(cosigner === undefined ? {} : { cosigner }) } as unknown as Json;
  return toHex(hmacSha256(parseHex(secret), toSignableBytes(covered))) === mac;
};

const awaitRequest = async (wire: Wire, { organisation, connector, secret, slug }: ProcessPlan): Promise<EnrolmentRequest> => {
  const send = createSignedFetch(organisation.administrator.keys.signing);
  for (const until = Date.now() + MOST_WAITING; Date.now() < until; await wait(100)) {
    const { enrolments } = await wire.call<{ readonly enrolments: readonly EnrolmentRequest[] }>('GET', '/api/enrolments', undefined, send);
    const own = enrolments.find(({ request }) => request.subject.id === connector.subject);
    if (own === undefined) continue;
    if (!isGenuine(own, secret)) throw new Error(`the enrolment request of ${slug} was not made with its enrolment file`);
    return own;
  }
  throw new Error(`${slug} did not ask to be enrolled within ${MOST_WAITING / 1000} s`);
};

/** Does for each process what its administrator does: check the request, certify the key. */
export const certifyProcesses = async (wire: Wire, plans: readonly ProcessPlan[]): Promise<CertifiedProcess[]> => {
  const certified: CertifiedProcess[] = [];
  for (const plan of plans) {
    const { request, possession, cosigner } = await awaitRequest(wire, plan);
    const { space: _space, org: _org, ...subject } = request;
    const { certificate } = plan.connector;
    const signed = plan.organisation.signAsAdministrator(
      'certificate-issued',
      { kind: 'certificate', id: certificate },
      { ...subject, possession },
    );
    await wire.logEvent(signed);
    if (cosigner === undefined) throw new Error(`${plan.slug} named no cosigner key`);
    certified.push({ slug: plan.slug, certificate, cosigner });
  }
  return certified;
};
