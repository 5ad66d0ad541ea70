import { expect } from 'chai';
import { toUtf8 } from '../../../common/encodings.ts';
import { figuresOf } from '../../../console/src/data/connected/release-figures.ts';
import { toFigureRows } from '../../../console/src/pages/evidence/figure-rows.ts';
import { createFigures } from '../../../console/src/format/figures.ts';
import { assembleAgreeing } from '../../support/agreeing-release.ts';
import { drawScriptedLot } from '../../support/scripted-draw.ts';
import { openScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace } from '../../support/scripted-space.ts';

const { manifest, data, croissant } = await assembleAgreeing();
const files = { data: toUtf8(data), croissant: toUtf8(croissant) };
const bare = openScriptedLot(createScriptedSpace('figures')).lot;
const lot = { opened: bare, unreadable: new Map() };
const { quality = expect.fail() } = manifest;

describe('figures of a release in the console', () => {
  it('are redone from the files and compared with the log', () => {
    expect(figuresOf(manifest, files, lot)).to.deep.equal({ completeness: manifest.completeness, quality, asLogged: true });
  });

  it('name the check that fails', () => {
    const { agreement } = quality;
    const [first = expect.fail(), second = expect.fail()] = agreement;
    const other = { ...manifest, quality: { ...quality, agreement: [first, { ...second, value: '0.0001' }] } };
    expect(figuresOf(other, files, lot)?.failed).to.equal('agreement-redone');
    expect(figuresOf(manifest, { ...files, croissant: undefined }, lot)?.failed).to.equal('metadata-as-stated');
  });

  it('are not the log’s with another number of unreadable labels, or an inspection that it does not hold', () => {
    const inspection = { event: 'ab'.repeat(32), inspected: 2, defects: 0 };
    expect(figuresOf({ ...manifest, quality: { ...quality, unreadable: 1 } }, files, lot)?.asLogged).to.equal(false);
    expect(figuresOf({ ...manifest, quality: { ...quality, inspection } }, files, lot)?.asLogged).to.equal(false);
    expect(figuresOf(manifest, files, undefined)?.asLogged).to.equal(false);
  });

  it('are the log’s only with the end of the inspection that it holds', () => {
    const s = createScriptedSpace('inspected figures');
    const drawn = drawScriptedLot(s);
    const open = { opened: drawn.lot, unreadable: new Map() };
    const ended = s.log('lot-inspected', drawn.reviewer, drawn.endOf());
    const inspected = { ...open, inspected: ended };
    const asLogged = (inspection: object | undefined, of = inspected as typeof open) =>
      figuresOf({ ...manifest, quality: { ...quality, ...(inspection && { inspection }) } as typeof quality }, files, of)?.asLogged;
    const figure = { event: ended.id, inspected: 2, defects: 1 };
    expect(asLogged(figure)).to.equal(true);
    expect(asLogged({ ...figure, defects: 0 })).to.equal(false);
    expect(asLogged({ ...figure, event: 'ab'.repeat(32) })).to.equal(false);
    expect(asLogged(undefined)).to.equal(false);
    expect(asLogged(figure, open)).to.equal(false);
    expect(asLogged(undefined, open)).to.equal(false);
  });

  it('are absent where the owner signed none', () => {
    const { quality: _, ...older } = manifest;
    expect(figuresOf(older, files, lot)).to.equal(undefined);
  });

  it('say of each how it was computed', () => {
    const t = (key: string, named: object = {}) => `${key} ${JSON.stringify(named)}`;
    const rows = toFigureRows({ completeness: manifest.completeness, quality, asLogged: true }, { t, figures: () => createFigures('en') });
    expect(rows.map(({ key, value }) => [key, value])).to.deep.equal([
      ['items', '3'],
      ['labeled', '5'],
      ['reported', '0'],
      ['left', '1'],
      ['unreadable', '0'],
      ['coverage', 'evidence.figures.each {"items":"1","labels":1}evidence.figures.comma {}evidence.figures.each {"items":"2","labels":2}'],
      ['question 0', '0.8000'],
      ['question 1', '0.0000'],
      ['majority 1', '1/2'],
      ['dawid-skene 1', '0/2'],
    ]);
    expect(rows.find(({ key }) => key === 'question 1')?.how).to.equal(
      'evidence.figures.how.krippendorff-alpha-nominal {"items":2,"labels":4,"pairs":2,"equal":1}',
    );
  });
});
