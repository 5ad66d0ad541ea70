import { expect } from 'chai';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { COMMAND_ANSWERS } from '../../api/commands.ts';
import { rowEvidence } from '../../api/lots.ts';
import { lease } from '../../api/work.ts';
import { release as releaseSchema } from '../../api/releases.ts';
import { toHex } from '../../common/encodings.ts';
import { createParts } from '../../gateway/parts.ts';
import type { CommandAnswer } from '../../provenance/command/answer.ts';
import { DATASET } from '../../demo/space/project.ts';
import { CONFIGURATION, RESULT } from '../support/scripted-lot.ts';
import type { Actor, LoggedEvent } from '../support/scripted-space.ts';
import { createSpace, type Space } from '../support/space.ts';
import { until } from '../support/until.ts';

const valueOf = (answer: CommandAnswer): object =>
  answer.ok ? answer.value : expect.fail(`${answer.code} ${JSON.stringify(answer.details)}`);

describe('from a table to a release, through the real gateway', function () {
  this.timeout(120_000);
  let space: Space;
  const ids = { dataset: '', project: '', lot: '', release: '' };
  let registered: LoggedEvent<'dataset-registered'>['signed'];

  before(async () => {
    space = await createSpace({ createParts });
    await space.startAll();
    for (const name of Object.keys(ids) as (keyof typeof ids)[]) ids[name] = space.script.newId();
    const source = path.resolve(import.meta.dirname, '../../demo/data', DATASET.source);
    fs.copyFileSync(source, path.join(space.city.folder, 'source', DATASET.source));
  });
  after(() => space.close());

  const state = () => space.gateway.foundation.directory.state();
  const own = async () => (await space.city.online())?.ledger ?? expect.fail('no connector');
  const { title, summary } = DATASET;

  it('registers the action plan, whose departments never leave the connector', async () => {
    const { keeper } = space.gateway.space;
    const withhold = [...DATASET.withhold];
    const answer = await space.ask(keeper, 'register-dataset', { source: DATASET.source, dataset: ids.dataset, title, withhold });
    COMMAND_ANSWERS['register-dataset'].parse(valueOf(answer));
    ({ signed: registered } = state().datasets.get(ids.dataset)?.registered ?? expect.fail('not registered'));
    expect(registered.event.body).to.include({ rows: 21, columns: 6, withheld: 1 });
  });

  it('refuses a lot while nobody has signed a level', async () => {
    const { keeper } = space.gateway.space;
    const answer = await space.ask(keeper, 'open-lot', { project: ids.project, lot: ids.lot, price: 32, deadline: Date.now() + 60_000 });
    expect(answer).to.include({ ok: false, code: 'project-unknown' });
  });

  it('is graded, published and asked about by its people', async () => {
    const { officer, keeper, labeler } = space.gateway.space;
    const { script, submit } = space;
    const { id: subject, commitment } = registered.event.subject;
    const registration = state().datasets.get(ids.dataset)?.registered.id ?? '';
    const graded = script.log('dataset-graded', officer, {
      subject: { id: subject, commitment: commitment ?? '' },
      body: { level: 'g1', reasons: ['public-document'], matrix: { major: 1, minor: 0 } },
      refs: [registration],
    });
    await submit(graded);
    const columns = ['clause', 'section', 'group', 'title', 'text'];
    const entry = script.seal('catalogue-entry', ids.dataset, { title, summary, columns, level: 'g1' });
    const refs = [registration, graded.id];
    await submit(script.log('dataset-published', keeper, { subject: { id: ids.dataset, commitment: entry.commitment }, body: {}, refs }), [
      { kind: 'catalogue-entry', opening: entry.opening },
    ]);
    const document = { title, configuration: CONFIGURATION, textColumn: DATASET.textColumn, instructions: { zh: '', en: '' } };
    const project = script.seal('project', ids.project, document);
    const opened = script.log('project-opened', keeper, {
      subject: { id: ids.project, commitment: project.commitment },
      body: { dataset: ids.dataset, delivery: 'open' },
      refs: [graded.id],
    });
    await submit(opened, [{ kind: 'project', opening: project.opening }]);
    const member = { certificate: labeler.certificate, key: toHex(labeler.key.publicKey), duty: 'labeler' as const };
    await submit(
      script.log('roster-signed', keeper, { subject: { id: ids.project }, body: { number: 1, members: [member] }, refs: [opened.id] }),
    );
  });

  it('opens a lot of three clauses', async () => {
    const { keeper } = space.gateway.space;
    const given = { project: ids.project, lot: ids.lot, price: 32, deadline: Date.now() + 3_600_000, rows: [7, 8, 9] };
    const { items } = COMMAND_ANSWERS['open-lot'].parse(valueOf(await space.ask(keeper, 'open-lot', given)));
    expect(items).to.equal(3);
    const rows = await until('the items', async () => {
      const found = await space.gateway.database.query<{ row_evidence: string | null }[]>('select row_evidence from item');
      return (
        found.every(({ row_evidence: row }) => row !== null) &&
        found.map(({ row_evidence: row }) => rowEvidence.parse(JSON.parse(row ?? '')))
      );
    });
    // Of all that lies at the gateway, only the labeled text is readable.
    for (const { fields } of rows) expect(fields.map((field) => 'text' in field)).to.deep.equal([false, false, false, false, true, false]);
  });

  const takeItem = async (by: Actor) =>
    await until('an item', async () => {
      const { status, json } = await space.gateway.call('POST', `/api/lots/${ids.lot}/leases`, { by });
      return status === 200 || status === 201 ? lease.parse(json) : undefined;
    });

  it('is labeled and reported by a person of the firm', async () => {
    const { labeler } = space.gateway.space;
    const { script, submit } = space;
    const opened = state().lots.get(ids.lot)?.opened ?? expect.fail('no lot');
    for (let at = 0; at < 3; at++) {
      const { item } = await takeItem(labeler);
      const listed = opened.signed.event.body.items.find(({ id }) => id === item) ?? expect.fail('another item');
      if (at === 2) {
        const body = { lot: ids.lot, reason: 'not-of-this-task' } as const;
        await submit(script.log('item-reported', labeler, { subject: listed, body, refs: [opened.id] }));
        continue;
      }
      const { opening, commitment } = script.seal('annotation', item, RESULT);
      const body = { lot: ids.lot, revision: 0, method: 'manual', result: commitment } as const;
      await submit(script.log('annotation-signed', labeler, { subject: listed, body, refs: [opened.id] }), [
        { kind: 'annotation', opening },
      ]);
    }
  });

  it('is closed by the connector once everything is accounted for', async () => {
    const closed = await until('the closing', () => state().lots.get(ids.lot)?.closed);
    expect(closed.signed.event.body).to.deep.include({ cause: 'complete', labels: 2, reports: 1, left: [] });
  });

  it('is released with the labels that the connector verified, and uploaded once the owner has signed', async () => {
    const { keeper } = space.gateway.space;
    const asked = await space.ask(keeper, 'prepare-release', { lot: ids.lot, release: ids.release });
    const { manifest, data, labels, items, closed } = COMMAND_ANSWERS['prepare-release'].parse(valueOf(asked));
    expect([labels, items]).to.deep.equal([2, 3]);
    const file = path.join(space.city.folder, 'release', ids.release, 'data.jsonl');
    expect(createHash('sha256').update(fs.readFileSync(file)).digest('hex')).to.equal(data);
    const body = { project: ids.project, lot: ids.lot, manifest, data, labels, items };
    await space.submit(space.script.log('release-signed', keeper, { subject: { id: ids.release }, body, refs: [closed] }));
    const uploaded = await until('the upload', async () => {
      const { status, json } = await space.gateway.call('GET', `/api/releases/${ids.release}`, { by: keeper });
      return status === 200 ? releaseSchema.parse(json).manifest : undefined;
    });
    expect(uploaded.data.sha256).to.equal(data);
    const { text } = await space.gateway.call('GET', `/api/releases/${ids.release}/data`, { by: keeper });
    expect(text).to.equal(fs.readFileSync(file, 'utf8'));
  });

  it('leaves no trouble and no alarm behind', async () => {
    const ledger = await own();
    expect([...ledger.ignored()]).to.deep.equal([]);
    for (const member of space.members) {
      expect(await member.alarms()).to.deep.equal([]);
      expect(
        member.troubles().filter((code) => !/^(quorum-missing|enrolment|certificate|role|signature-key|size)/.test(code)),
      ).to.deep.equal([]);
    }
  });
});
