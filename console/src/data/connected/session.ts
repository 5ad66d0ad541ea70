import type { Certificate } from '../../../../provenance/space/state.ts';
import type { Entered } from '../../space/device-session.ts';
import type { OrganisationName } from '../common.ts';
import type { DeviceKey, HeldRole, PersonRole, SessionData, SignedIn } from '../session.ts';
import type { Connection } from './connection.ts';
import { shorten } from './names.ts';

/** Hex digits by which a key is shown. */
const FINGERPRINT = 12;

const isPersonal = (role: string): role is PersonRole => role !== 'connector' && role !== 'witness';

/** What the own copy of the log says counts; without one, what the session says may be shown. */
const certificateOf = ({ client, session }: Entered): Certificate | undefined => client.current()?.state.certificates.get(session.key);

const keyOf = (entered: Entered): DeviceKey => {
  const certificate = certificateOf(entered);
  return {
    state: entered.person === undefined ? 'locked' : 'open',
    fingerprint: entered.session.key.slice(0, FINGERPRINT),
    ...(certificate === undefined ? {} : { certifiedAt: certificate.index }),
    ...(certificate?.revokedAt === undefined ? {} : { revoked: true }),
  };
};

const rolesOf = (entered: Entered): HeldRole[] => {
  const held = certificateOf(entered)?.roles ?? entered.session.roles;
  return held.filter(isPersonal).map((role) => ({ role }));
};

/** For a heading: the directory's own word, since nothing hangs on it. */
const organisationOf = ({ session: { org }, root }: Entered): OrganisationName => ({
  id: org,
  names: root.names ?? { zh: shorten(org), en: shorten(org) },
});

const present = (entered: Entered): SignedIn => ({
  login: entered.session.login,
  name: entered.session.name,
  organisation: organisationOf(entered),
  roles: rolesOf(entered),
  key: keyOf(entered),
  anchor: { confirmed: entered.root.confirmed, fingerprint: entered.root.fingerprint },
});

export const createSessionData = (connection: Connection): SessionData => {
  const { device, surroundings } = connection;
  return {
    space: async () => {
      const { names, seeded } = await device.info();
      return { names, seeded };
    },
    current: async () => {
      const entered = await connection.refresh();
      return entered && present(entered);
    },
    startSignIn: (to) => surroundings.go(`/auth/login?to=${encodeURIComponent(to)}`),
    signOut: async () => {
      await connection.leave();
      await device.signOut();
    },
    interaction: (uid) => device.interaction(uid),
    answerInteraction: (uid, login, words) => device.answerInteraction(uid, login, words),
    unlock: async (words) => {
      await connection.entered();
      await device.unlock(words);
      const entered = await connection.refresh();
      return entered === undefined ? { state: 'locked' } : keyOf(entered);
    },
    confirmAnchor: async () => {
      await connection.entered();
      const { confirmed, fingerprint } = await device.confirmRoot();
      connection.look();
      await connection.refresh();
      return { confirmed, fingerprint };
    },
  };
};
