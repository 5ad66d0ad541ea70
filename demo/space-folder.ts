import * as fs from 'node:fs';
import type { Layout } from './layout.ts';
import { ORGANISATIONS } from './space/organisations.ts';
import { seedSpace, type Say } from './seeding/seed.ts';
import type { Supervisor } from './supervisor.ts';

export const MEMBER_PROCESSES: readonly string[] = ORGANISATIONS.flatMap(({ slug, process }) => (process === undefined ? [] : [slug]));

export const isSeeded = ({ seeded }: Layout): boolean => fs.existsSync(seeded);

/**
 * Starts what lies in the folder, setting it up at first; a set-up that did not come to its end holds nobody's work and starts anew.
 * @returns the gateway's address; the members come online by themselves
 */
export const openSpace = async (supervisor: Supervisor, say: Say): Promise<string> => {
  if (!isSeeded(supervisor.layout)) return await seedSpace(supervisor, say);
  const gateway = await supervisor.startGateway();
  for (const slug of MEMBER_PROCESSES) supervisor.startMember(slug);
  return gateway;
};
