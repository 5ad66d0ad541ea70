import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { seedSpace } from '../../demo/seeding/seed.ts';
import { createSupervisor } from '../../demo/supervisor.ts';
import { buildConsole } from '../../scripts/console.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';

describe('a space that is started again on another port', function () {
  this.timeout(90_000);
  it('has its witness at work there', async () => {
    await buildConsole(() => undefined);
    const folder = makeFolder('port');
    const first = createSupervisor({ folder, port: 0 });
    const second = createSupervisor({ folder, port: 0 });
    try {
      await seedSpace(first, () => undefined);
      await first.stop();
      // The seed is done with a quorum: one witness may have been stopped before it was at work.
      const online = (): number =>
        fs.readFileSync(path.join(second.layout.logs, 'witness-auditor.log'), 'utf8').match(/^online$/gm)?.length ?? 0;
      const before = online();
      await second.startGateway();
      await second.startMember('auditor').ready;
      // What a process says reaches its log a moment after whoever waits for it.
      await until('the witness in its log', () => online() > before);
      expect(online()).to.equal(before + 1);
    } finally {
      await first.stop();
      await second.stop();
      removeFolder(folder);
    }
  });
});
