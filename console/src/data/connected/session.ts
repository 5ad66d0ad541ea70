import { organisations } from '../../../../api/people.ts';
import { isMachineRole } from './names.ts';
import type { Entered } from '../../space/device-session.ts';
import { readPages } from '../../space/pages.ts';
import type { OrganisationName } from '../common.ts';
import type { DeviceKey, PersonRole, SessionData, SignedIn } from '../session.ts';
import type { Connection } from './connection.ts';

const FINGERPRINT = 12;

/** The key as this browser's own copy of the log knows it. */
const keyOf = ({ session, person, client }: Entered): DeviceKey => {
  const certificate = client.current()?.state.certificates.get(session.key);
  return {
    state: person === undefined ? 'locked' : 'open',
    fingerprint: session.key.slice(0, FINGERPRINT),
    ...(certificate === undefined ? {} : { certifiedAt: certificate.index }),
    ...(certificate?.revokedAt === undefined ? {} : { revoked: true }),
  };
};

const isPersonRole = (role: string): role is PersonRole => !isMachineRole(role);

const present = (entered: Entered, organisation: OrganisationName): SignedIn => {
  const { session, root } = entered;
  return {
    login: session.login,
    name: session.name,
    organisation,
    roles: session.roles.filter(isPersonRole).map((role) => ({ role })),
    key: keyOf(entered),
    anchor: { confirmed: root.confirmed, fingerprint: root.fingerprint },
  };
};

export const createSessionData = (connection: Connection, leave: (address: string) => void): SessionData => {
  const { device, http } = connection;

  const organisationOf = async (id: string): Promise<OrganisationName> => {
    const listed = await readPages(http, organisations, '/api/organisations', (page) => page.organisations);
    return { id, names: listed.find((one) => one.id === id)?.names ?? { zh: id, en: id } };
  };

  return {
    space: async () => {
      const { names, seeded } = await device.info();
      return { names, seeded };
    },
    current: async () => {
      const entered = await connection.refresh();
      if (entered === undefined) return undefined;
      // What the log says of the key is shown once it is there; nobody waits here for the network twice.
      if (entered.root.confirmed) await connection.client().catch(() => undefined);
      return present(entered, await organisationOf(entered.session.org));
    },
    startSignIn: (to) => leave(`/auth/login?to=${encodeURIComponent(to)}`),
    signOut: async () => {
      await device.signOut();
      await connection.refresh();
    },
    interaction: (uid) => device.interaction(uid),
    answerInteraction: (uid, login, words) => device.answerInteraction(uid, login, words),
    unlock: async (words) => {
      await connection.requireEntered();
      await device.unlock(words);
      await connection.refresh();
      return keyOf(await connection.requireEntered());
    },
    confirmAnchor: async () => {
      const { confirmed, fingerprint } = await device.confirmRoot();
      await connection.refresh();
      connection.look();
      return { confirmed, fingerprint };
    },
  };
};
