import * as path from 'node:path';
import { ORGANISATIONS } from './space/organisations.ts';

/** Where things lie in a demo space's folder. */
export const layoutOf = (folder: string) => ({
  folder,
  /** One folder a process. */
  processes: path.join(folder, 'space'),
  gateway: path.join(folder, 'space/gateway'),
  memberProcess: (slug: string): string =>
    path.join(folder, 'space', ORGANISATIONS.find((org) => org.slug === slug)?.process?.folder ?? slug),
  logs: path.join(folder, 'logs'),
  /** Recovery files of roots and administrators' enrolment secrets: what each member keeps for itself. */
  members: path.join(folder, 'members'),
  people: path.join(folder, 'people.json'),
  policy: path.join(folder, 'policy.txt'),
  /** Written last: a space without it was not set up to the end. */
  seeded: path.join(folder, 'seeded.json'),
});

export type Layout = ReturnType<typeof layoutOf>;
