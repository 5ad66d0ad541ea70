import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Verification } from '../../provenance/evidence/verifier.ts';
import { writeBundle } from '../../provenance/evidence/bundle.ts';
import { CHECKS } from '../../provenance/evidence/checks/table.ts';
import { STATEMENTS } from '../../provenance/evidence/statements.ts';
import { createTestLog } from '../support/log.ts';
import { forgeEvidence } from '../support/forge.ts';
import { forgeRecord } from '../support/forged-record.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('npm run verify', function () {
  this.timeout(60_000);
  let folder = '';
  const write = (name: string, content: string | Uint8Array): void => fs.writeFileSync(path.join(folder, name), content);
  const run = (...args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [path.join(ROOT, 'scripts/verify.ts'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-verify-'));
    const { text, policyText, bundle } = await forgeEvidence();
    write('bundle.json', text);
    write('policy.txt', policyText);
    const record = await forgeRecord({ certifies: {}, releases: {} });
    write('record.json', record.text);
    write('record-policy.txt', record.policyText);
    write('record-tampered.json', record.text.replace(/"last":\d+/, '"last":9'));
    write('bare.txt', policyText.replaceAll(/^#xinbiao .*\n/gm, ''));
    write('unsafe.txt', policyText.replace('group witnesses 3', 'group witnesses 2'));
    const openings = { ...bundle.openings, item: { ...bundle.openings.item, value: '市数据局协同' } };
    write('tampered.json', writeBundle({ ...bundle, openings }));
    write('broken.json', text.slice(0, -20));
    write('bytes.json', Uint8Array.of(0xff, 0xfe, 0x00));
    write('broken.txt', 'log nonsense\n');
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('exits 0 and ends with what was shown, under whose keys, and what was not', () => {
    const { status, stdout } = run('bundle.json', '--policy', 'policy.txt', '--lang', 'en');
    expect(status).to.equal(0);
    const lines = stdout.trimEnd().split('\n');
    for (const { name } of CHECKS)
      expect(lines.filter((line) => line.startsWith('passed') && line.includes(` ${name} `))).to.have.length(1);
    const last = lines.slice(lines.indexOf('Verified'));
    expect(last.join('\n')).to.match(/As of size \d+ of the log, witnessed at 2025-11-24T/);
    expect(last.join('\n')).to.match(/3 of 4 witnesses; this holds while at most f = 1/);
    expect(last.slice(-STATEMENTS.length - 1)).to.deep.equal(['Not shown:', ...STATEMENTS.map(({ what }) => `  - ${what.en}`)]);
  });

  it('tells the record of a certified lot from a bundle, and says what the certificate does, in both languages', () => {
    const certified = run('record.json', '--policy', 'record-policy.txt', '--lang', 'en');
    expect(certified.status, certified.stdout).to.equal(0);
    expect(certified.stdout)
      .to.match(/\nVerified\nLot .*\n6 labels, log indices \d+ to \d+, root /)
      .and.match(
        /2 inspected, 0 defects, at most 0 allowed \(GB\/T 2828\.1, level II, AQL 6\.5\)\nThe owner has accepted it\nQuality certificate by /,
      )
      .and.match(/Agreement, question 1: span-f1-exact = 1\.0000 \(3 items, 6 labels, 3 pairs\)/);
    expect(run('record.json', '--policy', 'record-policy.txt', '--lang', 'zh').stdout).to.include('质量证书：');
    expect(run('record.json').status).to.equal(3);
    const tampered = run('record-tampered.json', '--policy', 'record-policy.txt', '--lang', 'en');
    expect([tampered.status, tampered.stdout.trimEnd().split('\n').at(-1)]).to.deep.equal([1, 'Not verified: each-event-included failed']);
    expect(run('record.json', '--policy', 'policy.txt').status).to.equal(1);
  });

  it('speaks Chinese', () => {
    const { status, stdout } = run('bundle.json', '--policy', 'policy.txt', '--lang', 'zh');
    expect(status).to.equal(0);
    expect(stdout)
      .to.match(/核验通过\n已证明：/)
      .and.match(/没有证明的：/);
  });

  it('answers in JSON', () => {
    const { status, stdout } = run('bundle.json', '--policy', 'policy.txt', '--json');
    expect(status).to.equal(0);
    const { verdict, shown, notShown } = JSON.parse(stdout) as Verification;
    expect({ verdict, f: shown?.f, k: shown?.k, n: shown?.n }).to.deep.equal({ verdict: 'verified', f: 1, k: 3, n: 4 });
    expect(notShown).to.have.length(STATEMENTS.length);
  });

  it('exits 1 and names the check', () => {
    const { status, stdout } = run('tampered.json', '--policy', 'policy.txt', '--lang', 'en');
    expect(status).to.equal(1);
    expect(stdout.trimEnd().split('\n').at(-1)).to.equal('Not verified: item-opens failed');
    expect(run('tampered.json').status).to.equal(1);
  });

  it('exits 1 for a file that is no bundle, and for an unsafe policy', () => {
    expect(run('broken.json', '--policy', 'policy.txt').stdout).to.contain('bundle-readable failed');
    for (const call of [['broken.json'], ['bytes.json'], ['policy.txt'], ['bundle.json', '--policy', 'unsafe.txt']])
      expect(run(...call).status, call.join(' ')).to.equal(1);
  });

  it('exits 3 without a policy, and under one without our lines', () => {
    for (const call of [['bundle.json'], ['bundle.json', '--policy', 'bare.txt']]) {
      const { status, stdout } = run(...call, '--lang', 'en');
      expect(status).to.equal(3);
      expect(stdout).to.contain('Consistent with itself, not anchored');
    }
  });

  it('exits 2 for bad usage and files that cannot be read', () => {
    const calls = [
      [],
      ['bundle.json', 'bundle.json'],
      ['nowhere.json'],
      ['.'],
      ['bundle.json', '--policy', 'nowhere.txt'],
      ['bundle.json', '--policy', 'broken.txt'],
      ['bundle.json', '--nonsense'],
      ['bundle.json', '--lang', 'fr'],
    ];
    for (const call of calls) {
      const { status, stdout, stderr } = run(...call);
      expect(status, call.join(' ')).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr.trim().split('\n')).to.have.length(1);
    }
  });

  it('judges evidence that a log lied, and exits as for no bundle that it verified', () => {
    const [first, second] = [createTestLog(), createTestLog()];
    first.add('one');
    second.add('another');
    write('log.txt', first.policyText);
    write('fork.json', JSON.stringify({ kind: 'two-roots', first: first.note(), second: second.note() }));
    write('no-fork.json', JSON.stringify({ kind: 'two-roots', first: first.note(), second: first.note() }));
    expect(run('fork.json', '--policy', 'log.txt')).to.include({ status: 4, stdout: 'proven: the log signed two roots for one size\n' });
    expect(run('fork.json', '--policy', 'log.txt', '--json').status).to.equal(4);
    expect(run('no-fork.json', '--policy', 'log.txt').status).to.equal(1);
    expect(run('fork.json').status).to.equal(2);
  });
});
