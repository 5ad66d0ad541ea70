import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { CLAIMS } from '../../demo/claims.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/demo.ts');

const run = async (...args: readonly string[]): Promise<{ readonly exit: number; readonly said: string }> => {
  const child = spawn(process.execPath, [SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const [exit] = (await once(child, 'exit')) as [number | null];
  return { exit: exit ?? -1, said };
};

describe('the demo’s claims', function () {
  this.timeout(180_000);

  it('are listed by name', async () => {
    const { said } = await run('--claims');
    expect(said.trim().split('\n')).to.deep.equal(CLAIMS.map(({ name }) => name));
  });

  it('do not take an unknown one to break', async () => expect((await run('--out', os.tmpdir(), '--break', 'nothing')).exit).to.equal(2));

  for (const { name } of CLAIMS)
    it(`fail when ${name} is sabotaged, and only because of it`, async () => {
      const out = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-break-'));
      const { exit, said } = await run('--out', out, '--break', name);
      const report = fs.readFileSync(path.join(out, 'report.md'), 'utf8');
      fs.rmSync(out, { recursive: true, force: true });
      expect(exit, said).to.equal(1);
      const lines = report.split('\n').filter((line) => line.includes('NOT held'));
      expect(lines.find((line) => !line.includes('not reached'))).to.include(`| ${name} |`);
    });
});
