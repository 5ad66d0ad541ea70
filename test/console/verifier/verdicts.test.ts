import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { writeBundle } from '../../../provenance/evidence/bundle.ts';
import { verifyEvidence } from '../../../provenance/evidence/verifier.ts';
import { createVerifierPage, hashOf } from '../../../scripts/verifier/page.ts';
import { LIES } from '../../provenance/evidence/lies.ts';
import { createAttempts } from '../../provenance/evidence/tampering-attempts.ts';
import { expectedCheck } from '../../provenance/evidence/tampering-table.ts';
import { premisesOf } from '../../support/evidence-premises.ts';
import { forgeEvidence } from '../../support/forge.ts';
import { createTestLog } from '../../support/log.ts';
import { createSwitchedOff } from '../../support/switched-off.ts';
import { runVerify, verifyByCommand } from '../../support/verifier.ts';
import { saidBy, type VerifierPage } from '../../support/verifier-page.ts';
import { stageVerifier } from '../support/verifier-stage.ts';

const attempts = await createAttempts();
const { own, premises } = attempts;

/** One forgery for each attacker and check of the table, by hand for each part, too; the whole table is a suite of its own. */
const someForgeries = (): readonly string[] => {
  const chosen = new Map<string, string>();
  for (const attacker of ['hand', 'outsider', 'operator'] as const)
    for (const [top, all] of attempts.byTop)
      for (const attempt of attempts.tried(all, attacker)) {
        const key = `${attacker} ${attacker === 'hand' ? top : ''} ${expectedCheck({ ...attempt, attacker })}`;
        const text = chosen.has(key) ? undefined : attempts.carryOut(attempt, attacker);
        if (text !== undefined) chosen.set(key, text);
      }
  return [...chosen.values()];
};

describe('the offline verifier', function () {
  this.timeout(60_000);
  const stage = stageVerifier();
  let verifier: VerifierPage;
  beforeEach(() => {
    ({ verifier } = stage);
  });
  const write = (name: string, text: string): string => {
    fs.writeFileSync(path.join(stage.folder, name), text);
    return path.join(stage.folder, name);
  };

  it('is the same file byte for byte, however often it is built, and names nothing outside of it', async () => {
    const again = await createVerifierPage();
    expect(hashOf(again, 'hex')).to.equal(hashOf(stage.html, 'hex'));
    const head =
      stage.html.slice(0, stage.html.indexOf('<style>')) + stage.html.slice(stage.html.indexOf('</style>'), stage.html.indexOf('<script>'));
    expect(Array.from(head.matchAll(/(?:src|href)="(\w+:)/g), ([, scheme]) => scheme)).to.deep.equal(['data:']);
    expect(stage.html.match(/url\(["']?(?:https?:|\/)[^)]*\)|@import|sourceMappingURL/g)).to.equal(null);
    expect(stage.html).to.not.include(path.resolve(import.meta.dirname, '../../..'));
    expect(head).to.match(
      /default-src 'none'; script-src 'sha256-[^']+' 'wasm-unsafe-eval'; style-src 'sha256-[^']+';.*connect-src 'none'/,
    );
  });

  it('fetches and loads nothing, and lets no other script run, whatever asks', async () => {
    const other = await stage.open(stage.html);
    const done = await other.page.evaluate(async () => {
      const tried: Record<string, () => unknown> = {
        fetch: () => fetch('https://example.org/'),
        script: () => document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.ran = 1' })),
        policy: () =>
          (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }).trustedTypes.createPolicy(
            'other',
            {},
          ),
      };
      const passed: string[] = [];
      for (const [name, run] of Object.entries(tried))
        await Promise.resolve()
          .then(run)
          .then(
            () => passed.push(name),
            () => undefined,
          );
      document.body.append(Object.assign(new Image(), { src: 'https://example.org/picture.png' }));
      document.body.append(Object.assign(document.createElement('style'), { textContent: 'body { color: red }' }));
      return [...passed, 'ran' in globalThis];
    });
    expect(done).to.deep.equal([false]);
    const blocked = (await other.complaints()).join('\n');
    for (const directive of ['connect-src', 'require-trusted-types-for', 'trusted-types', 'img-src', 'style-src'])
      expect(blocked).to.match(new RegExp(`^${directive}`, 'm'));
    await other.close();
  });

  it('says of each forgery what the command says: verdict, failed check, and every other check', async () => {
    await verifier.choose('policy', 'policy.txt', own.policyText);
    const forgeries = someForgeries();
    expect(forgeries.length).to.be.greaterThan(30);
    expect(await verifier.verify(forgeries)).to.deep.equal(forgeries.map((text) => saidBy(verifyEvidence(text, premises))));
  });

  it('agrees with the command itself: verified, failed, not anchored, and a forged space refused', async () => {
    const policy = write('policy.txt', own.policyText);
    const opened = { ...own.bundle.openings, item: { ...own.bundle.openings.item, value: '由市数据局协同' } };
    const tampered = writeBundle({ ...own.bundle, openings: opened });
    const { text: forged } = await forgeEvidence({ seed: 'forger' });
    const command = (text: string, under?: string) => {
      const { status, verification } = verifyByCommand(write('bundle.json', text), under);
      return { status, said: saidBy(verification) };
    };
    const unanchored = command(own.text);
    expect(unanchored.status).to.equal(3);
    expect(await verifier.verify([own.text])).to.deep.equal([unanchored.said]);
    await verifier.choose('policy', 'policy.txt', own.policyText);
    await verifier.verdict('verified');
    await verifier.page.getByText(`交付 ${own.bundle.release} 中条目 ${own.bundle.item} 的标注`, { exact: false }).waitFor();
    const others = [own.text, tampered, forged].map((text) => command(text, policy));
    expect(others.map(({ status, said }) => [status, said.failed])).to.deep.equal([
      [0, ''],
      [1, 'item-opens'],
      [1, 'space-matches'],
    ]);
    expect(await verifier.verify([own.text, tampered, forged])).to.deep.equal(others.map(({ said }) => said));
  });

  it('is not accepted with a check switched off', async () => {
    const switchedOff = await createSwitchedOff();
    for (const check of ['item-opens', 'witness-quorum', 'event-signatures']) {
      const lie = await (LIES[check] ?? expect.fail())(own);
      const told = saidBy(verifyEvidence(lie.text, premisesOf(lie.policy)));
      const changed = await stage.open(switchedOff(check));
      await changed.choose('policy', 'policy.txt', lie.policy ?? '');
      const [said] = await changed.verify([lie.text]);
      expect([told.verdict, told.failed, said?.verdict]).to.deep.equal(['failed', check, 'verified']);
      expect(await changed.complaints()).to.deep.equal([]);
      await changed.close();
    }
  });

  it('is not anchored by a policy without our lines', async () => {
    await verifier.choose('policy', 'policy.txt', own.policyText.replaceAll(/^#xinbiao .*\n/gm, ''));
    expect((await verifier.verify([own.text]))[0]).to.include({ verdict: 'unanchored', failed: '' });
  });

  it('says of a file that is neither what it is not, where, and what to do, as the command does', async () => {
    await verifier.choose('policy', 'policy.txt', own.policyText);
    const files = [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff), Buffer.from(`\ufeff${own.text}`), Buffer.from(own.text.slice(0, -20)), ''];
    for (const [at, bytes] of files.entries()) {
      await verifier.choose('bundle', `neither-${at}`, bytes);
      await verifier.page.locator('.command', { hasText: `neither-${at}` }).waitFor();
      const { checks } = verifyEvidence(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, premises);
      const shown = await verifier.page.locator('.verdict-line').innerText();
      const { name, code, details } = checks.find(({ result }) => result === 'failed') ?? expect.fail();
      expect(shown)
        .to.include(`${name} · ${code} ${JSON.stringify(details)}`)
        .and.include('请重新取得');
    }
  });

  it('judges evidence that a log lied, as the command does', async () => {
    const [first, second] = [createTestLog(), createTestLog()];
    first.add('one');
    second.add('another');
    const fork = JSON.stringify({ kind: 'two-roots', first: first.note(), second: second.note() });
    const none = JSON.stringify({ kind: 'two-roots', first: first.note(), second: first.note() });
    await verifier.choose('bundle', 'fork.json', fork);
    await verifier.verdict('policy-needed');
    expect(runVerify(write('fork.json', fork)).status).to.equal(2);
    const policy = write('log.txt', first.policyText);
    await verifier.choose('policy', 'log.txt', first.policyText);
    await verifier.verdict('proven');
    const { status, stdout } = runVerify(write('fork.json', fork), '--policy', policy, '--lang', 'zh');
    expect(status).to.equal(4);
    expect(`proven: ${await verifier.page.locator('.verdict-line p').innerText()}\n`).to.equal(stdout);
    await verifier.choose('bundle', 'none.json', none);
    await verifier.verdict('failed');
    const refused = runVerify(write('none.json', none), '--policy', policy, '--lang', 'zh');
    expect(refused.status).to.equal(1);
    expect(`failed: ${await verifier.page.locator('.verdict-line p').innerText()}\n`).to.equal(refused.stdout);
  });
});
