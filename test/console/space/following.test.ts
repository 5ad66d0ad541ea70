import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type Client } from '../../../console/src/space/client.ts';
import { startFollowing, type Following } from '../../../console/src/space/following.ts';
import { randomBytes } from '../../../common/crypto/random.ts';
import { toHex } from '../../../common/encodings.ts';
import { createMachine, openStage, type Stage } from '../../support/device.ts';
import { reportDraft } from '../../support/label-draft.ts';
import { openPerson } from '../../support/people.ts';
import { BASE } from '../../support/tiny-log.ts';
import { until } from '../../support/until.ts';

const wait = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
  await pause(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
};

const openClient = ({ log, lot }: Stage): Client =>
  createClient({
    fetch: (url, request) => log.fetch(url, request),
    base: BASE,
    ...createMachine(),
    clock: () => log.now,
    random: randomBytes,
    wait,
    space: log.space.space,
    org: lot.firm.org,
  });

const follow = (client: Client, failures: unknown[] = [], every = 5): Following =>
  startFollowing({ client, wait, every, report: (error) => failures.push(error) });

describe('following the log behind a page', () => {
  it('begins once the root is confirmed, and goes on through bad weather', async () => {
    const stage = openStage();
    const client = openClient(stage);
    const failures: unknown[] = [];
    const following = follow(client, failures);
    let looks = 0;
    const end = following.watch(() => (looks += 1));
    await until('a few looks', () => looks > 2);
    expect(client.current()).to.equal(undefined);
    await client.anchor.confirmRoot(toHex(stage.lot.firm.key.publicKey));
    await until('the log', () => client.current()?.health === 'verified');
    stage.log.weather = 'lost-request';
    await until('the loss', () => client.current()?.health === 'unreachable');
    stage.log.weather = 'fine';
    await until('the log again', () => client.current()?.health === 'verified');
    end();
    following.stop();
    expect(failures).to.deep.equal([]);
  });

  it('looks at once when asked, and never after it was stopped', async () => {
    const stage = openStage();
    const client = openClient(stage);
    await client.anchor.confirmRoot(toHex(stage.lot.firm.key.publicKey));
    const following = follow(client, [], 60_000);
    await until('the log', () => client.current()?.health === 'verified');
    const labeler = await openPerson(stage.log, stage.labeler, stage.lot.firm);
    await labeler.outbox.act(reportDraft(stage.lot));
    stage.log.publish();
    following.look();
    await until('the new entry', () => client.current()?.point.size === stage.log.space.entries.length);
    following.stop();
    let looks = 0;
    following.watch(() => (looks += 1));
    following.look();
    await wait(20);
    expect(looks).to.equal(0);
  });

  it('reports what is no finding about the log', async () => {
    const stage = openStage();
    const client = openClient(stage);
    const failures: unknown[] = [];
    const broken = { ...client, follow: () => Promise.reject(new Error('disk full')) };
    const following = follow(broken, failures);
    await until('the report', () => failures.length > 0);
    following.stop();
  });
});
