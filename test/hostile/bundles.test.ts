import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { forgeEvidence } from '../support/forge.ts';

const VERIFY = path.resolve(import.meta.dirname, '../../scripts/verify.ts');

describe('a forged space, complete and with its own keys', function () {
  this.timeout(60_000);
  const folder = makeFolder('forged');
  after(() => removeFolder(folder));

  const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text);
  const verify = (...args: readonly string[]) => {
    // Paths are read from where npm was called: here that is the folder itself, however this suite was started.
    const env = { ...process.env, INIT_CWD: folder };
    const { status, stdout } = spawnSync(process.execPath, [VERIFY, ...args, '--json'], { cwd: folder, env, encoding: 'utf8' });
    return { status, ...(JSON.parse(stdout) as { verdict: string; failed?: string }) };
  };
  const policies = (): readonly [string, string] => {
    const [real = '', forged = ''] = ['real-policy.txt', 'forged-policy.txt'].map((name) =>
      fs.readFileSync(path.join(folder, name), 'utf8'),
    );
    return [real, forged];
  };
  before(async () => {
    const [real, forged] = [await forgeEvidence({ seed: 'real' }), await forgeEvidence({ seed: 'forged' })];
    write('real-policy.txt', real.policyText);
    write('forged.json', forged.text);
    write('forged-policy.txt', forged.policyText);
  });

  it('verifies under the policy that came with it, and so proves nothing', () => {
    expect(verify('forged.json', '--policy', 'forged-policy.txt')).to.include({ status: 0, verdict: 'verified' });
  });

  it('does not verify under the policy that the reader holds', () => {
    expect(verify('forged.json', '--policy', 'real-policy.txt')).to.include({ status: 1, verdict: 'failed', failed: 'space-matches' });
  });

  it('does not verify either when it took the name of the reader’s space', () => {
    const [real, forged] = policies();
    const spaceLine = /^#xinbiao space .*$/m;
    write('same-space.txt', real.replace(spaceLine, spaceLine.exec(forged)?.[0] ?? ''));
    expect(verify('forged.json', '--policy', 'same-space.txt')).to.include({ status: 1, verdict: 'failed', failed: 'log-signature' });
  });

  it('is only consistent with itself without a policy, and the verifier ends with 3', () => {
    expect(verify('forged.json')).to.include({ status: 3, verdict: 'unanchored' });
  });

  it('does not verify under the reader’s witnesses, nor under her roots', () => {
    const [real, forged] = policies();
    for (const [name, lines, failed] of [
      ['witnesses.txt', /^witness .*$/gm, 'witness-quorum'],
      ['roots.txt', /^#xinbiao root .*$/gm, 'roots-pinned'],
    ] as const) {
      const ours = real.match(lines) ?? [];
      let next = 0;
      write(
        name,
        forged.replaceAll(lines, () => ours[next++] ?? ''),
      );
      expect(verify('forged.json', '--policy', name), name).to.include({ status: 1, verdict: 'failed', failed });
    }
  });
});
