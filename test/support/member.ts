import * as fs from 'node:fs';
import * as path from 'node:path';
import type { DataSource } from 'typeorm';
import type { EnrolmentFile } from '../../api/enrolments.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { signInvitation } from '../../provenance/identity/invitation.ts';
import type { Alarm } from '../../connectors/alarms/alarm-book.ts';
import { createAlarmFolder } from '../../connectors/alarms/folder.ts';
import { startConnector, type RunningConnector } from '../../connectors/connector.ts';
import type { MemberOptions } from '../../connectors/member.ts';
import { startWitnessProcess } from '../../connectors/witness.ts';
import { createMemoryLog } from './http.ts';
import { LOG_NAME } from './log.ts';
import type { Actor } from './scripted-space.ts';

export interface TestMemberOptions {
  readonly label: string;
  readonly root: Actor;
  readonly space: string;
  readonly gateway: string;
  readonly folder: string;
  /** A connector's; a mere witness has none. */
  readonly database?: DataSource;
  readonly newId: () => string;
}

/** Milliseconds between looks at the log. */
const PACE = 60;

/** A member's process, run inside the test; it can be stopped and started again on its folder and database. */
export const createTestMember = ({ label, root, space, gateway, folder, database, newId }: TestMemberOptions) => {
  fs.mkdirSync(path.join(folder, 'source'), { recursive: true });
  const roles: EnrolmentFile['connector']['roles'] = database === undefined ? ['witness'] : ['connector', 'witness'];
  const connector = { certificate: newId(), roles, subject: newId(), cosigner: `${LOG_NAME}/witness/${label}` };
  const secret = toHex(randomBytes(32));
  const invitation = signInvitation({ space, org: root.org, subject: connector.subject }, root.key);
  const file: EnrolmentFile = { v: 1, space, gateway, org: root.org, rootKey: toHex(root.key.publicKey), connector, invitation, secret };
  fs.writeFileSync(path.join(folder, 'enrolment.json'), JSON.stringify(file));

  const said: string[] = [];
  const { log, lines } = createMemoryLog();
  let stopping = new AbortController();
  let starting: Promise<RunningConnector | undefined> = Promise.resolve(undefined);
  let stopRunning: (() => Promise<void>) | undefined;
  /** Where requests go; a hostile test puts its own in the place. */
  let send: typeof fetch = fetch;
  let now: () => number = Date.now;

  const options = (): MemberOptions => ({
    folder,
    version: 'test',
    fetch: (...request) => send(...request),
    clock: () => now(),
    random: randomBytes,
    jitter: () => 0,
    log,
    say: (sentence) => said.push(sentence),
    signal: stopping.signal,
    pace: PACE,
  });

  const run = async (): Promise<RunningConnector | undefined> => {
    const atWork = database === undefined ? undefined : await startConnector({ ...options(), database });
    const running = atWork ?? (await startWitnessProcess(options()));
    stopRunning = () => running.stop();
    said.push('online');
    return atWork;
  };

  const member = {
    label,
    root,
    folder,
    file,
    database,
    /** What it said, `online` at the end. */
    said,
    /** Codes of troubles in its log. */
    troubles: (): readonly string[] => lines.flatMap(({ code }) => (typeof code === 'string' ? [code] : [])),
    alarms: (): Promise<readonly Alarm[]> => createAlarmFolder(path.join(folder, 'alarms')).list(),
    through: (other: typeof fetch): void => {
      send = other;
    },
    at: (clock: () => number): void => {
      now = clock;
    },
    /** Does not wait until it is at work: `online` does. */
    start: (): void => {
      stopping = new AbortController();
      starting = run();
      starting.catch(() => undefined);
    },
    /** The connector at work. @throws why it did not start */
    online: () => starting,
    stop: async (): Promise<void> => {
      stopping.abort();
      await starting.catch(() => undefined);
      await stopRunning?.();
      stopRunning = undefined;
    },
  };
  return member;
};
export type TestMember = ReturnType<typeof createTestMember>;
