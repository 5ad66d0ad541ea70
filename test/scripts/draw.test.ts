import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { writeLotFile } from '../../provenance/evidence/draw/lot-file.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { forgeDraw } from '../support/forged-draw.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/draw.ts');

describe('the draw script', () => {
  let folder = '';
  const file = (name: string): string => path.join(folder, name);
  before(async () => {
    folder = makeFolder('draw');
    const { text, policyText } = await forgeDraw();
    const silent = await forgeDraw({ silent: true });
    const late = await forgeDraw({ renewed: true });
    fs.writeFileSync(file('lot.json'), text);
    fs.writeFileSync(file('silent.json'), silent.text);
    const { file: refused } = await forgeDraw({ late: true });
    const outcome = { kind: 'whole' as const, reason: 'unrevealed' as const, cost: ['inspector' as const] };
    fs.writeFileSync(file('refused.json'), writeLotFile({ ...refused, outcome }));
    fs.writeFileSync(file('late.json'), late.text);
    fs.writeFileSync(file('policy.txt'), policyText);
    fs.writeFileSync(file('plain.txt'), policyText.replaceAll(/^#xinbiao .*\n/gm, ''));
    fs.writeFileSync(file('spoiled.json'), text.replace(/"seed":"./, '"seed":"x'));
  });
  after(() => removeFolder(folder));

  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { cwd: folder, env: {}, encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  it('ends with 0 where all is anchored, and says what, in both languages', () => {
    const { status, stdout } = run('lot.json', '--policy', 'policy.txt', '--lang', 'en');
    expect(status, stdout).to.equal(0);
    expect(stdout).to.include('Anchored in the log (size ').and.to.include('A sample of 2').and.to.include('by the times of cosignatures');
    expect(run('lot.json', '--policy', 'policy.txt', '--lang', 'zh').stdout).to.include('锚定在账本里的（长度');
  });

  it('ends with 3 without a policy, or with one that pins nothing, and says that nothing is anchored', () => {
    for (const args of [['lot.json'], ['lot.json', '--policy', 'plain.txt']]) {
      const { status, stdout } = run(...args, '--lang', 'en');
      expect(status, stdout).to.equal(3);
      expect(stdout).to.include('Anchored in the log: nothing').and.to.include('A sample of 2');
    }
  });

  const SAYINGS = {
    sample: { zh: '揭示、每条标注', en: 'closing with its root, reveals, each label' },
    positions: { zh: '种子、样本量、位置', en: 'seed, size, positions' },
    inTime: { zh: '揭示按时：', en: 'The reveals were in time:' },
    claimed: {
      zh: '揭示是否按时没有证明：只有署名者自称的时间，和网关的时钟',
      en: 'Whether the reveals were in time is not shown: by their actors’ own times and the gateway’s clock alone',
    },
    absent: {
      zh: '沉默：只以本文件所含为准；若有揭示被略去，看不出来',
      en: 'The silence: by what this file holds; a reveal left out of it would not show',
    },
    refused: {
      zh: '沉默：揭示在账本里，但期限之后的检查点还没有它',
      en: 'The silence: the reveal is in the log, and a checkpoint from after the hours does not hold it',
    },
    silent: { zh: '由沉默的一方承担：质检单位到期没有揭示', en: 'whoever was silent: the inspecting firm did not reveal in time' },
  } as const;
  const sayingsOf = (name: string, lang: 'zh' | 'en') => {
    const { status, stdout } = run(name, '--policy', 'policy.txt', '--lang', lang);
    const said = Object.entries(SAYINGS).filter(([, sentence]) => stdout.includes(sentence[lang]));
    return [status, said.map(([key]) => key)];
  };

  it('says of each outcome what was shown and no more, and ends with 3 where it rests on a silence or on claimed times', () => {
    for (const lang of ['zh', 'en'] as const) {
      expect(sayingsOf('lot.json', lang)).to.deep.equal([0, ['sample', 'positions', 'inTime']]);
      expect(sayingsOf('late.json', lang)).to.deep.equal([3, ['sample', 'positions', 'claimed']]);
      expect(sayingsOf('silent.json', lang)).to.deep.equal([3, ['absent', 'silent']]);
      expect(sayingsOf('refused.json', lang)).to.deep.equal([0, ['refused', 'silent']]);
    }
  });

  it('ends with 1 where something fails, naming it, and with 2 on bad usage', () => {
    const { status, stdout } = run('spoiled.json', '--policy', 'policy.txt', '--lang', 'en');
    expect(status).to.equal(1);
    expect(stdout.trimEnd().split('\n').at(-1)).to.equal('Not redone: lot-readable failed');
    for (const args of [[], ['lot.json', 'lot.json'], ['gone.json'], ['lot.json', '--policy', 'lot.json']])
      expect(run(...args).status).to.equal(2);
  });

  it('gives the same as data', () => {
    const { stdout } = run('lot.json', '--policy', 'policy.txt', '--json');
    expect((JSON.parse(stdout) as { verdict: string; shown: { labels: number } }).shown.labels).to.equal(6);
  });
});
