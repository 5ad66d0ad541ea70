import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { toCanonicalJson, type Json } from '../../../common/canonical-json.ts';
import { releaseManifest } from '../../../api/releases.ts';
import { verifyWork } from '../../../connectors/labeling/verify-work.ts';
import { assembleRelease, type AssembledRelease } from '../../../connectors/release/assemble.ts';
import { parseConfiguration } from '../../../labeling/configuration.ts';
import { accountForItems } from '../../../provenance/space/accounting.ts';
import { CONFIGURATION, label, openScriptedLot, report, RESULT } from '../../support/scripted-lot.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createScriptedSpace } from '../../support/scripted-space.ts';

const hashOf = (text: string): string => toHex(sha256(toUtf8(text)));

describe('a release', () => {
  const s = createScriptedSpace('assemble');
  const lot = openScriptedLot(s);
  const texts = new Map(lot.items.map(({ id, opening }) => [id, opening.value as string]));
  const items = new Map(lot.items.map(({ id, opening }, row) => [id, { id, row, text: opening.value as string }]));
  const ids = { release: s.newId(), space: s.space, project: lot.project, lot: lot.lot.signed.event.subject.id, dataset: lot.dataset };
  const described = { title: { zh: '重点任务', en: 'Tasks' }, org: lot.connector.org, closedAt: 1_764_000_000_000, unreadable: 0 };
  const checkpoint = { size: 9, root: 'ab'.repeat(32) };
  const [wang, li] = lot.labelers;
  const second = label(s, lot, li, 2);
  const first = label(s, lot, wang, 0);
  const broken = report(s, lot, li, 1);
  let assemble: (known?: typeof items) => AssembledRelease = () => expect.fail('not yet');

  before(async () => {
    const log = { size: s.entries.length, read: (from: number, count: number) => Promise.resolve(s.entries.slice(from, from + count)) };
    const configuration = parseConfiguration(CONFIGURATION);
    const premises = { space: s.space, premises: s.premises, log, lot: lot.lot.signed, configuration, texts };
    const work = await verifyWork([second, first, broken], premises);
    const terms = { ...ids, ...described, level: 'g1', configuration: CONFIGURATION, checkpoint } as const;
    assemble = (known = items) => assembleRelease(terms, known, accountForItems(lot.lot.signed, work));
  });

  it('writes one canonical line a label, in the lot’s order, with what TC609 asks for', () => {
    const lines = assemble().data.split('\n');
    expect(lines.pop()).to.equal('');
    expect(lines).to.have.length(2);
    const [line = ''] = lines;
    const { release: _, space: _space, dataset: _dataset, ...place } = ids;
    expect(JSON.parse(line)).to.deep.equal({
      id: lot.items[0]?.id,
      text: '市数据局牵头',
      result: RESULT,
      annotation_method: 'manual',
      annotator_class: 'certified-labeler',
      generated_data_indicator: false,
      ...place,
      row: 0,
      event: first.id,
      index: first.index,
    });
    for (const text of lines) expect(toCanonicalJson(JSON.parse(text) as Json)).to.equal(text);
  });

  it('states hashes and completeness in a manifest that the wire takes', () => {
    const { manifest, manifestHash, data } = assemble();
    expect(releaseManifest.parse(manifest)).to.deep.equal(manifest);
    expect(manifest.data).to.deep.equal({ sha256: hashOf(data), bytes: Buffer.byteLength(data), lines: 2 });
    expect(manifest.croissant).to.deep.equal({ sha256: hashOf(assemble().croissant), bytes: Buffer.byteLength(assemble().croissant) });
    expect(manifest.configuration).to.equal(hashOf(CONFIGURATION));
    expect(manifest.completeness).to.deep.equal({ items: 3, labeled: 2, reported: 1, left: 0 });
    expect(manifest.quality).to.deep.equal({ coverage: [1, 2], unreadable: 0, agreement: [] });
    expect(manifest.checkpoint).to.deep.equal(checkpoint);
    expect(manifest.labels.map(({ event }) => event)).to.deep.equal([first.id, second.id]);
    expect(manifest.labels[1]?.line).to.equal(hashOf(`${data.split('\n')[1]}\n`));
    expect(manifestHash).to.equal(hashOf(toCanonicalJson(manifest)));
  });

  it('refuses a label of an item that the connector never made', () => expectCode(() => assemble(new Map()), 'item-unknown'));
});
