import { expect } from 'chai';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ReleaseManifest } from '../../../api/releases.ts';
import { expectCode } from '../../support/expect-code.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';

const hashOf = (file: string): string => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

describe('releasing a lot', () => {
  let lot: OwnLot;
  let id = '';
  let project = '';
  let release = '';
  beforeEach(async () => {
    lot = await startOwnLot();
    ({ lot: id, project } = await lot.begin());
    release = lot.log.script.newId();
    await lot.round();
    for (const at of [0, 1]) await lot.label(id, lot.labelers[at]!, at);
    await lot.reportItem(id, lot.labelers[0], 2);
  });
  afterEach(() => lot.close());
  const prepare = (command = 'p1') => lot.own.releasing.prepare({ lot: id, release }, command);
  const fileOf = (name: string): string => path.join(lot.folder, 'release', release, name);
  const sign = async (answer: Awaited<ReturnType<typeof prepare>>, change: object = {}): Promise<void> => {
    const { manifest, data, labels, items, closed } = answer;
    lot.log.script.log('release-signed', lot.keeper, {
      subject: { id: release },
      body: { project, lot: id, manifest, data, labels, items, ...change },
      refs: [closed],
    });
    await lot.log.sync();
  };

  it('joins the verified labels of a closed lot to their rows, in files that hash to what the owner signs', async () => {
    await lot.round([id]);
    const answer = await prepare();
    expect(answer).to.include({ release, lot: id, project, labels: 2, items: 3 });
    expect([hashOf(fileOf('manifest.json')), hashOf(fileOf('data.jsonl'))]).to.deep.equal([answer.manifest, answer.data]);
    const bound = JSON.parse(fs.readFileSync(fileOf('manifest.json'), 'utf8')) as ReleaseManifest;
    expect(bound.croissant?.sha256).to.equal(hashOf(fileOf('croissant.json')));
    const lines = fs.readFileSync(fileOf('data.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { text: string; row: number }).text)).to.deep.equal(['市数据局牵头', '教育局配合']);
    const manifest = JSON.parse(fs.readFileSync(fileOf('manifest.json'), 'utf8')) as { completeness: unknown; level: string };
    expect(manifest.completeness).to.deep.equal({ items: 3, labeled: 2, reported: 1, left: 0 });
    expect(manifest.level).to.equal('g1');
  });

  it('uploads once the own copy of the log shows the owner’s signature over these hashes', async () => {
    await lot.round([id]);
    const answer = await prepare();
    await lot.own.releasing.work();
    expect(lot.relay.uploads.size).to.equal(0);
    await sign(answer);
    lot.relay.before = () => {
      throw new Error('away');
    };
    await lot.own.releasing.work();
    expect(lot.troubles).to.include('Error: away');
    lot.relay.before = () => undefined;
    await lot.reopen();
    await lot.own.releasing.work();
    const uploaded = lot.relay.uploads.get(release);
    expect(
      createHash('sha256')
        .update(uploaded?.data ?? '')
        .digest('hex'),
    ).to.equal(answer.data);
    expect(uploaded?.croissant).to.equal(fs.readFileSync(fileOf('croissant.json'), 'utf8'));
    lot.relay.before = () => expect.fail('uploaded twice');
    await lot.own.releasing.work();
  });

  it('uploads nothing when other hashes were signed', async () => {
    await lot.round([id]);
    await sign(await prepare(), { data: 'ab'.repeat(32) });
    await lot.own.releasing.work();
    expect([lot.relay.uploads.size, lot.troubles]).to.deep.equal([0, ['release-differs']]);
  });

  it('gives the same files for the same command after a crash, and refuses another command', async () => {
    await lot.round([id]);
    const before = await prepare();
    fs.rmSync(path.join(lot.folder, 'release'), { recursive: true });
    await lot.reopen();
    expect(await prepare()).to.deep.equal(before);
    expect(hashOf(fileOf('data.jsonl'))).to.equal(before.data);
    const again = JSON.parse(fs.readFileSync(fileOf('manifest.json'), 'utf8')) as ReleaseManifest;
    expect(hashOf(fileOf('croissant.json'))).to.equal(again.croissant?.sha256);
    await expectCode(() => prepare('p2'), 'release-taken');
  });

  it('is refused before the lot is closed, and for a lot of nobody', async () => {
    await expectCode(() => prepare(), 'lot-not-closed');
    await expectCode(() => lot.own.releasing.prepare({ lot: lot.log.script.newId(), release }, 'p1'), 'lot-unknown');
  });

  it('is refused when the gateway hands over less, or other work, than was closed', async () => {
    await lot.round([id]);
    const work = [...lot.relay.work];
    const [first, second] = [work[0]!, work[1]!];
    for (const served of [
      work.slice(1),
      [{ ...first, opening: second.opening! }, ...work.slice(1)],
      [{ ...first, salt: second.salt }, ...work.slice(1)],
      [],
    ]) {
      lot.relay.work = served;
      await expectCode(() => prepare(), 'release-incomplete');
    }
    expect(fs.existsSync(fileOf('data.jsonl'))).to.equal(false);
  });

  it('does not count what was signed after the closing', async () => {
    await lot.round([id]);
    const before = lot.relay.work.length;
    await lot.label(id, lot.labelers[0], 2).catch(() => undefined);
    lot.relay.work.splice(before);
    const late = lot.relay.work[0];
    if (late !== undefined) lot.relay.work.push({ ...late, index: lot.log.own.ledger.size + 1 });
    expect((await prepare()).labels).to.equal(2);
  });

  it('is refused when the data was graded higher since', async () => {
    await lot.round([id]);
    await lot.grade('g4');
    await expectCode(() => prepare(), 'level-forbids-delivery');
  });
});
