import { toHex } from '../../../../common/encodings.ts';
import type { Certificate } from '../../../../provenance/space/state.ts';
import { rootFingerprint } from '../../space/anchor.ts';
import { fail } from '../../space/errors.ts';
import type { KeyLetter, OrganisationData, OrganisationPage, OrganisationPerson, PendingEnrolment } from '../members.ts';
import type { Connection } from './connection.ts';
import { pseudonymOf, readNames, type Names } from './names.ts';

const SHORT = 8;
const ROLES = { connector: ['connector', 'witness'], witness: ['witness'] } as const;

const readLetter = async (connection: Connection): Promise<KeyLetter> => {
  const person = await connection.person();
  const [names, info, { session, root }] = await Promise.all([readNames(person), connection.device.info(), connection.requireEntered()]);
  const { rootKey, fingerprint } = root;
  return {
    organisation: names.organisation(session.org),
    space: info.names,
    rootKey,
    fingerprint,
    code: `xinbiao:root:${rootKey}:${fingerprint}`,
  };
};

const toPerson = ({ id, subject, key, roles, index, revokedAt }: Certificate, names: Names): OrganisationPerson => ({
  certificate: id,
  kind: subject.kind,
  name: names.person(key),
  roles: [...roles],
  key,
  fingerprint: pseudonymOf(key),
  index,
  ...(revokedAt === undefined ? {} : { revokedAt }),
});

const delegationsOf = (client: Awaited<ReturnType<Connection['client']>>, org: string, names: Names): OrganisationPage['delegations'] => {
  const newest = client.ledger().state.organisations.get(org)?.delegations.at(-1);
  if (newest === undefined) return undefined;
  const delegates = newest.delegates.map((key) => ({ name: names.person(key), fingerprint: key.slice(0, SHORT) }));
  return { number: newest.number, index: newest.index, delegates };
};

const pinsOf = async (client: Awaited<ReturnType<Connection['client']>>, names: Names): Promise<OrganisationPage['pins']> => {
  const pinned = await client.anchor.pinned();
  return (
    pinned && {
      number: pinned.number,
      roots: pinned.policy.roots.map(({ org, key }) => ({
        organisation: names.organisation(org),
        fingerprint: rootFingerprint(toHex(key)).slice(0, SHORT),
      })),
    }
  );
};

const readEnrolments = async (connection: Connection): Promise<readonly PendingEnrolment[]> => {
  const { administrator } = await connection.person();
  return (await administrator.enrolments())
    .filter(({ state }) => state === 'pending')
    .map(({ request, proven, requestedAt }) => ({
      id: request.subject.id,
      kind: request.roles.includes('connector') ? 'connector' : 'witness',
      fingerprint: pseudonymOf(request.key),
      proven,
      since: requestedAt,
    }));
};

/** Who stands for the own organisation, from its own root, its own lists and the own copy of the log. */
export const createOrganisationData = (connection: Connection): OrganisationData => ({
  letter: () => readLetter(connection),
  page: async () => {
    const person = await connection.person();
    const client = await connection.client();
    const [letter, names, enrolments] = await Promise.all([readLetter(connection), readNames(person), readEnrolments(connection)]);
    const { id: org } = letter.organisation;
    const [pins, delegations] = [await pinsOf(client, names), delegationsOf(client, org, names)];
    const own = [...client.ledger().state.certificates.values()].filter((certificate) => certificate.org === org);
    return {
      letter,
      ...(pins === undefined ? {} : { pins }),
      ...(delegations === undefined ? {} : { delegations }),
      people: own.map((certificate) => toPerson(certificate, names)),
      enrolments,
    };
  },
  makeEnrolmentFile: async ({ kind, cosigner }) => {
    const { administrator } = await connection.person();
    const { session, root } = await connection.requireEntered();
    // The file anchors the new machine's trust: a root that nobody compared with the key letter must not get into it.
    const rootKey = root.confirmed ? root.rootKey : fail('root-unconfirmed', { org: session.org });
    const gateway = connection.options.base || globalThis.location.origin;
    const file = await administrator.createEnrolment({ gateway, rootKey, roles: [...ROLES[kind]], cosigner });
    return `${JSON.stringify(file, undefined, 2)}\n`;
  },
  certify: async (enrolment) => {
    const { administrator } = await connection.person();
    const asked = (await administrator.enrolments()).find(({ request }) => request.subject.id === enrolment);
    return await connection.seen(await administrator.certifyConnector(asked ?? fail('enrolment-unproven', { subject: enrolment })));
  },
  revoke: async (key, reason) => {
    const { administrator } = await connection.person();
    return await connection.seen(await administrator.revoke(key, reason));
  },
});
