import * as path from 'node:path';
import type { PeopleFile } from '../seeding/people-file.ts';
import { signInPerson, type ScriptedPerson } from '../people.ts';
import { HOTLINE_PROJECT } from '../space/hotline-project.ts';
import type { Supervisor } from '../supervisor.ts';
import { createFacts, type Facts } from './facts.ts';

export interface Walk {
  readonly supervisor: Supervisor;
  readonly gateway: string;
  readonly people: PeopleFile;
  /** Where bundle, policy and release are left. */
  readonly out: string;
  readonly facts: Facts;
  /** Work orders of the sealed lot: a claim that is to fail does so on a few of them. */
  readonly orders: number;
  /** Is this the claim that is to be sabotaged? */
  breaks(claim: string): boolean;
  /** Signs in at first, then the same again. */
  as(login: string): Promise<ScriptedPerson>;
  leave(): Promise<void>;
}

export interface WalkOptions {
  readonly supervisor: Supervisor;
  readonly gateway: string;
  readonly people: PeopleFile;
  readonly out: string;
  /** Name of the claim whose sabotage goes through the walk. */
  readonly sabotage?: string | undefined;
  /** Walk with a few work orders only. */
  readonly short?: boolean;
}

const FEW = 20;

export const createWalk = ({ supervisor, gateway, people, out, sabotage, short = false }: WalkOptions): Walk => {
  const present = new Map<string, Promise<ScriptedPerson>>();
  return {
    supervisor,
    gateway,
    people,
    out: path.resolve(out),
    facts: createFacts(),
    orders: short ? FEW : HOTLINE_PROJECT.items,
    breaks: (claim) => claim === sabotage,
    as: (login) => {
      const person = present.get(login) ?? signInPerson(gateway, people, login);
      present.set(login, person);
      return person;
    },
    leave: async () => {
      const all = await Promise.all(Array.from(present.values(), (person) => person.catch(() => undefined)));
      await Promise.all(all.map(async (person) => await person?.leave()));
    },
  };
};

/** Code of the refusal; undefined when nothing was refused. */
export const refusalOf = async (attempt: () => Promise<unknown>): Promise<string | undefined> => {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    return (error as { readonly code?: string }).code ?? String(error);
  }
};
