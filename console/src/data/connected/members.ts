import { organisations as organisationsShape } from '../../../../api/people.ts';
import type { Certificate, SpaceState } from '../../../../provenance/space/state.ts';
import { rootFingerprint } from '../../space/anchor.ts';
import { readPages } from '../../space/pages.ts';
import type { AdmissionData, ConnectorRow, ConnectorsData, MemberRow } from '../members.ts';
import type { Connection } from './connection.ts';
import { isHeard } from './contact.ts';
import { pseudonymOf, readNames } from './names.ts';

type Listed = Awaited<ReturnType<Awaited<ReturnType<Connection['person']>>['directory']['connectors']>>[number];

const stateOf = ({ certified, age }: Listed): ConnectorRow['state'] => {
  if (certified.revokedAt !== undefined) return 'revoked';
  if (age === undefined) return 'enrolling';
  return isHeard(age) ? 'online' : 'silent';
};

export const createConnectorsData = (connection: Connection): ConnectorsData => ({
  list: async () => {
    const person = await connection.person();
    const [listed, names] = await Promise.all([person.directory.connectors(), readNames(person)]);
    return listed.map((one): ConnectorRow => {
      const { certified, seen, version, size } = one;
      return {
        id: certified.id,
        organisation: names.organisation(certified.org),
        kind: certified.roles.includes('connector') ? 'connector' : 'witness',
        state: stateOf(one),
        ...(seen === undefined ? {} : { heartbeatAt: seen }),
        ...(version === undefined ? {} : { version }),
        ...(size === undefined ? {} : { checkpoint: size }),
        fingerprint: pseudonymOf(certified.key),
      };
    });
  },
});

const certificatesOf = ({ certificates }: SpaceState, org: string): readonly Certificate[] =>
  [...certificates.values()].filter((certificate) => certificate.org === org && certificate.revokedAt === undefined);

export const createAdmissionData = (connection: Connection): AdmissionData => ({
  members: async () => {
    const person = await connection.person();
    const client = await connection.client();
    const { state } = client.ledger();
    // Those that are admitted and have not joined are known to the gateway alone.
    const listed = await readPages(client.http, organisationsShape, '/api/organisations', (page) => page.organisations);
    const connectors = await person.directory.connectors();
    return listed.map(({ id, role, names, rootKey }): MemberRow => {
      const joined = state.organisations.get(id);
      const own = certificatesOf(state, id);
      const machines = connectors.filter(({ certified }) => certified.org === id && certified.revokedAt === undefined);
      return {
        organisation: { id, names },
        role,
        rootFingerprint: pseudonymOf(rootFingerprint(rootKey)),
        ...(joined === undefined ? {} : { joinedAt: joined.index }),
        people: own.filter(({ subject }) => subject.kind !== 'connector').length,
        connectors: { all: machines.length, online: machines.filter((one) => stateOf(one) === 'online').length },
      };
    });
  },
});
