import { expect } from 'chai';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { CLAIMS } from '../../demo/claims.ts';
import { runDemo } from '../../demo/run.ts';

describe('the demo walk', function () {
  this.timeout(600_000);

  it('goes from a public document to an offline proof, from work orders to a sealed release, and every claim holds', async () => {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-walk-'));
    const said: string[] = [];
    const held = await runDemo({ out, keep: false, sabotage: [], say: (line) => said.push(line) });
    expect(held, said.join('\n')).to.equal(true);
    expect(fs.readdirSync(out).toSorted()).to.deep.equal([
      'bundle.json',
      'lot.json',
      'policy.txt',
      'release',
      'report.md',
      'verifier.html',
    ]);
    expect(fs.readdirSync(path.join(out, 'release')).toSorted()).to.deep.equal([
      'croissant.json',
      'data.jsonl',
      'hotline-manifest.json',
      'hotline.jsonl',
      'manifest.json',
    ]);
    expect(fs.readFileSync(path.join(out, 'release/hotline.jsonl'), 'utf8').trimEnd().split('\n')).to.have.length(200);
    const report = fs.readFileSync(path.join(out, 'report.md'), 'utf8');
    for (const { name } of CLAIMS) expect(report).to.include(`| 成立 held | ${name} |`);
    fs.rmSync(out, { recursive: true, force: true });
  });
});
