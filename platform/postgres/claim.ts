import * as fs from 'node:fs';
import { fail } from '../errors.ts';

interface Holder {
  readonly process: number;
  /** Start time of the process in clock ticks since boot, so that a reused number is not taken for the same process; absent without /proc. */
  readonly started?: string;
}

/** Fields of /proc/PID/stat behind the command's name in parentheses, which may hold anything: state is the first, the start time the twentieth. */
const statOf = (process_: number): readonly string[] => {
  try {
    const text = fs.readFileSync(`/proc/${process_}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
};

const describe = (process_: number): Holder => {
  const started = statOf(process_)[19];
  return started === undefined ? { process: process_ } : { process: process_, started };
};

/** Does a process of this number exist and do anything? A zombie does not. */
export const isAlive = (process_: number): boolean => {
  if (!Number.isInteger(process_) || process_ <= 0) return false;
  try {
    process.kill(process_, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statOf(process_)[0] !== 'Z';
};

const parseHolder = (text: string): Holder | undefined => {
  try {
    const { process: id, started } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    return typeof id === 'number' ? { process: id, ...(typeof started === 'string' && { started }) } : undefined;
  } catch {
    return undefined;
  }
};

const holds = (holder: Holder | undefined): holder is Holder =>
  holder !== undefined && isAlive(holder.process) && describe(holder.process).started === holder.started;

const readOr = (file: string): string | undefined => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const tryLink = (draft: string, file: string): boolean => {
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** Moves a dead holder's record away; what was moved is looked at again, since a third process may have been quicker. */
const removeDead = (file: string, dead: string): void => {
  const aside = `${file}.${process.pid}.old`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  if (readOr(aside) !== dead) tryLink(aside, file);
  fs.rmSync(aside, { force: true });
};

/**
 * Records this process as the one launcher of a data folder. A record of a living process is a refusal, of a dead one is taken over.
 * @returns gives the claim back
 * @throws DomainError `already-running` {process}
 */
export const claimFolder = (file: string): (() => void) => {
  const own = `${JSON.stringify(describe(process.pid))}\n`;
  const draft = `${file}.${process.pid}.new`;
  fs.writeFileSync(draft, own, { mode: 0o600 });
  try {
    while (!tryLink(draft, file)) {
      const found = readOr(file);
      if (found === undefined) continue;
      const holder = parseHolder(found);
      if (holds(holder)) fail('already-running', { process: holder.process });
      removeDead(file, found);
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return () => {
    if (readOr(file) === own) fs.rmSync(file, { force: true });
  };
};
