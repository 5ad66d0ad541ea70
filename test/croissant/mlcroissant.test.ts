import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseConfiguration } from '../../labeling/configuration.ts';
import { verifyWork } from '../../connectors/labeling/verify-work.ts';
import { assembleRelease } from '../../connectors/release/assemble.ts';
import { accountForItems } from '../../provenance/space/accounting.ts';
import { checkRelease, installMlcroissant } from '../../scripts/croissant/mlcroissant.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { CONFIGURATION, label, openScriptedLot } from '../support/scripted-lot.ts';
import { createScriptedSpace } from '../support/scripted-space.ts';

/** A release as a connector assembles it: two labels, each with a span and a choice. */
const assemble = async () => {
  const s = createScriptedSpace('mlcroissant');
  const lot = openScriptedLot(s);
  const [wang, li] = lot.labelers;
  const signed = [label(s, lot, wang, 0), label(s, lot, li, 2)];
  const texts = new Map(lot.items.map(({ id, opening }) => [id, opening.value as string]));
  const log = { size: s.entries.length, read: (from: number, count: number) => Promise.resolve(s.entries.slice(from, from + count)) };
  const premises = {
    space: s.space,
    premises: s.premises,
    log,
    lot: lot.lot.signed,
    configuration: parseConfiguration(CONFIGURATION),
    texts,
  };
  const items = new Map(lot.items.map(({ id }, row) => [id, { id, row, text: texts.get(id) ?? '' }]));
  const terms = {
    release: s.newId(),
    space: s.space,
    project: lot.project,
    lot: lot.lot.signed.event.subject.id,
    dataset: lot.dataset,
    level: 'g1',
    title: { zh: '重点任务', en: 'Tasks' },
    org: lot.connector.org,
    configuration: CONFIGURATION,
    closedAt: 1_764_000_000_000,
    unreadable: 0,
    checkpoint: { size: 9, root: 'ab'.repeat(32) },
  } as const;
  return assembleRelease(terms, items, accountForItems(lot.lot.signed, await verifyWork(signed, premises)));
};

describe('a release, read by mlcroissant', () => {
  let folder = '';
  let release: Awaited<ReturnType<typeof assemble>>;
  const check = (files: { readonly data: string; readonly croissant: string }) => {
    fs.writeFileSync(path.join(folder, 'data.jsonl'), files.data);
    fs.writeFileSync(path.join(folder, 'croissant.json'), files.croissant);
    return checkRelease(folder);
  };
  before(async function () {
    const missing = installMlcroissant();
    if (missing !== undefined) {
      console.log(missing);
      this.skip();
    }
    folder = makeFolder('mlcroissant');
    release = await assemble();
  });
  after(() => (folder === '' ? undefined : removeFolder(folder)));

  it('is valid, and its records are the lines with every answer', () => {
    const { ok, said } = check(release);
    expect(ok, said).to.equal(true);
    expect(said).to.match(/^2 records$/m);
  });

  it('is refused with data of another hash', () => {
    const { ok, said } = check({ ...release, data: release.data.replace('市', '是') });
    expect([ok, /hash/i.test(said)], said).to.deep.equal([false, true]);
  });

  it('is refused without the name of a record set’s column', () => {
    const { ok, said } = check({ ...release, croissant: release.croissant.replace('{"column":"text"}', '{"column":"words"}') });
    expect([ok, said.includes('words')], said).to.deep.equal([false, true]);
  });

  it('is refused without its hash', () => {
    const { ok, said } = check({ ...release, croissant: release.croissant.replace(/,"sha256":"[0-9a-f]{64}"/, '') });
    expect([ok, said.includes('sha256')], said).to.deep.equal([false, true]);
  });
});
