import { expect } from 'chai';
import { toCanonicalJson } from '../../../common/canonical-json.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { REDO } from '../../../labeling/formats/redo-figures.ts';
import { FILE_CHECKS } from '../../../provenance/evidence/release-files/file-checks.ts';
import { verifyReleaseFiles } from '../../../provenance/evidence/release-files/file-verifier.ts';
import { MOST_LABELS, type Manifest } from '../../../provenance/evidence/manifest.ts';
import type { Quality } from '../../../provenance/evidence/quality.ts';
import { assembleAgreeing } from '../../support/agreeing-release.ts';

interface Files {
  readonly manifest: Manifest;
  readonly data: string;
  readonly croissant: string;
}
type Change = (files: Files) => Files;
type Figure = Quality['agreement'][number];

const own = await assembleAgreeing();
const verify = ({ manifest, data, croissant }: Files, checks = FILE_CHECKS) =>
  verifyReleaseFiles({ manifest: toUtf8(toCanonicalJson(manifest)), data: toUtf8(data), croissant: toUtf8(croissant) }, REDO, {
    checks,
  });
const bound = (text: string) => ({ sha256: toHex(sha256(toUtf8(text))), bytes: toUtf8(text).length });

const withManifest =
  (change: (manifest: Manifest) => object): Change =>
  (files) => ({ ...files, manifest: { ...files.manifest, ...change(files.manifest) } });
const withQuality = (change: (quality: Quality) => object): Change =>
  withManifest(({ quality = expect.fail() }) => ({ quality: { ...quality, ...change(quality) } }));
const withFigure = (at: number, change: (figure: Figure) => object): Change =>
  withQuality(({ agreement }) => ({ agreement: agreement.map((figure, i) => (i === at ? { ...figure, ...change(figure) } : figure)) }));
/** The owner writes other data, and binds it; the list of labels stays. */
const withData =
  (change: (data: string) => string): Change =>
  (files) => {
    const data = change(files.data);
    return { ...files, data, manifest: { ...files.manifest, data: { ...files.manifest.data, ...bound(data) } } };
  };

/** The owner writes other metadata, and binds it. */
const withMetadata =
  (change: (croissant: string) => string): Change =>
  (files) => {
    const croissant = change(files.croissant);
    return { ...files, croissant, manifest: { ...files.manifest, croissant: bound(croissant) } };
  };
type ConsensusFigure = NonNullable<Quality['consensus']>[number];
const withConsensus = (at: number, change: (figure: ConsensusFigure) => object): Change =>
  withQuality(({ consensus = [] }) => ({
    consensus: consensus.map((figure, i) => (i === at ? { ...figure, ...change(figure) } : figure)),
  }));

/** Check -> a change that fails there and nowhere else. */
const LIES: Readonly<Record<string, Change>> = {
  'data-as-stated': withManifest(({ data }) => ({ data: { ...data, bytes: data.bytes + 1 } })),
  'metadata-as-stated': (files) => ({ ...files, croissant: `${files.croissant}\n` }),
  'each-line-listed': withData((data) => data.replace('市', '是')),
  'figures-add-up': withManifest(({ completeness }) => ({ completeness: { ...completeness, labeled: completeness.labeled + 1 } })),
  'agreement-redone': withFigure(1, () => ({ value: '0.5333' })),
  'consensus-redone': withMetadata((croissant) =>
    croissant.replace('consensus/majority":"[\\"任务\\"]"', 'consensus/majority":"[\\"目标\\"]"'),
  ),
};

const MORE: Readonly<Record<string, readonly [check: string, lie: Change]>> = {
  'a method that nobody knows': ['manifest-readable', withFigure(1, () => ({ method: 'krippendorff-alpha-ordinal' }))],
  'another population': ['manifest-readable', withFigure(1, () => ({ population: 'all-items' }))],
  'a figure of other precision': ['manifest-readable', withFigure(1, () => ({ value: '0.4' }))],
  'a note of one’s own': ['manifest-readable', withQuality(() => ({ note: 'very good' }))],
  'a line too many': ['data-as-stated', withData((data) => `${data}${data.split('\n')[0]}\n`)],
  'no line end': ['data-as-stated', (files) => ({ ...files, data: files.data.trimEnd() })],
  'lines in another order': ['each-line-listed', withData((data) => `${data.trimEnd().split('\n').toReversed().join('\n')}\n`)],
  'one item more with two labels': ['figures-add-up', withQuality(() => ({ coverage: [0, 0, 3] }))],
  'an item too few': ['figures-add-up', withQuality(() => ({ coverage: [0, 0, 2] }))],
  'items that the lot has not': ['figures-add-up', withManifest(({ completeness }) => ({ completeness: { ...completeness, items: 4 } }))],
  'one label twice': ['each-line-listed', withManifest(({ labels }) => ({ labels: [...labels.slice(0, -1), labels[0]] }))],
  'one pair too many': ['figures-add-up', withFigure(0, ({ pairs }) => ({ pairs: pairs + 1 }))],
  'one item too many compared': ['figures-add-up', withFigure(1, ({ items }) => ({ items: items + 1 }))],
  'more defects than labels were inspected': [
    'figures-add-up',
    withQuality(() => ({ inspection: { event: 'ab'.repeat(32), inspected: 1, defects: 2 } })),
  ],
  'the same question twice': ['figures-add-up', withFigure(1, () => ({ question: 0 }))],
  'no agreement said of items with two labels': ['figures-add-up', withQuality(() => ({ agreement: [] }))],
  'a value that its own counts do not give': ['figures-add-up', withFigure(0, () => ({ value: '0.8001' }))],
  'alpha of 1 with an unequal pair': ['figures-add-up', withFigure(1, () => ({ value: '1.0000' }))],
  'one equal pair too many': ['figures-add-up', withFigure(1, ({ pairs }) => ({ equal: pairs }))],
  'alpha one step higher': ['agreement-redone', withFigure(1, () => ({ value: '0.5715' }))],
  'one span too many': ['agreement-redone', withFigure(0, () => ({ spans: 6, value: (4 / 6).toFixed(4) }))],
  'one matched span too few': ['agreement-redone', withFigure(0, () => ({ matched: 1, value: (2 / 5).toFixed(4) }))],
  'a question left out': ['agreement-redone', withQuality(({ agreement }) => ({ agreement: agreement.slice(0, 1) }))],
  'a consensus of more items than have several labels': ['figures-add-up', withConsensus(0, () => ({ items: 3 }))],
  'more items that are unanimous or tied than there are': ['figures-add-up', withConsensus(0, () => ({ unanimous: 2 }))],
  'a consensus on another question': ['figures-add-up', withConsensus(1, () => ({ question: 0 }))],
  'more likeliest values that are other ones than items': ['figures-add-up', withConsensus(1, () => ({ moved: 3 }))],
  'one unanimous item too few': ['consensus-redone', withConsensus(0, () => ({ unanimous: 0 }))],
  'one likeliest value that is another one': ['consensus-redone', withConsensus(1, () => ({ moved: 1 }))],
  'a consensus left out': ['consensus-redone', withQuality(() => ({ consensus: [] }))],
  'an item left out of the consensus': [
    'consensus-redone',
    withMetadata((croissant) => croissant.replace(/\{"consensus\/item"[^}]*\},/, '')),
  ],
  'a tie that is none': [
    'consensus-redone',
    withMetadata((croissant) => croissant.replace('consensus/tied":"true"', 'consensus/tied":"false"')),
  ],
  'metadata in which less was asked': [
    'agreement-redone',
    (files) => {
      const croissant = files.croissant.replaceAll('questions/kind":"choices"', 'questions/kind":"labels"');
      return { ...files, croissant, manifest: { ...files.manifest, croissant: bound(croissant) } };
    },
  ],
};

describe('the files of a release', () => {
  it('are consistent by every check, and give the figures of the manifest', () => {
    const { verdict, checks, shown } = verify(own);
    expect(verdict).to.equal('consistent');
    expect(checks.map(({ name, result }) => `${name} ${result}`)).to.deep.equal(
      ['manifest-readable', ...FILE_CHECKS.map(({ name }) => name)].map((name) => `${name} passed`),
    );
    expect(shown?.hash).to.equal(own.manifestHash);
    const population = { population: 'items-of-several-labels', items: 2, labels: 4, pairs: 2 };
    expect(shown?.manifest.quality).to.deep.equal({
      coverage: [0, 1, 2],
      unreadable: 0,
      agreement: [
        { question: 0, ...population, method: 'span-f1-exact', spans: 5, matched: 2, value: '0.8000' },
        // 任务 three times, 目标 once: 1 - (4 - 1) * 2 / (2 * 3 * 1)
        { question: 1, ...population, method: 'krippendorff-alpha-nominal', equal: 1, value: '0.0000' },
      ],
      consensus: [
        { question: 1, method: 'majority', items: 2, unanimous: 1, tied: 1 },
        { question: 1, method: 'dawid-skene', items: 2, iterations: 2, logLikelihood: '-1.3863', moved: 0 },
      ],
    });
  });

  it('verify without figures where they are older', () => {
    const { quality: _, ...manifest } = own.manifest;
    expect(verify({ ...own, manifest }).verdict).to.equal('consistent');
  });

  for (const [check, lie] of Object.entries(LIES)) {
    it(`are caught by ${check} alone`, () => {
      const failed = verify(lie(own)).checks.filter(({ result }) => result === 'failed');
      expect(failed.map(({ name }) => name)).to.deep.equal([check]);
    });

    it(`need ${check}: without it the lie passes`, () => {
      expect(
        verify(
          lie(own),
          FILE_CHECKS.filter(({ name }) => name !== check),
        ).verdict,
      ).to.equal('consistent');
    });
  }

  for (const [name, [check, lie]] of Object.entries(MORE)) it(`${name}: ${check}`, () => expect(verify(lie(own)).failed).to.equal(check));

  it('are refused with a line that is nested without end', () => {
    const deep = withData((data) => data.replace('"result":[', `"result":[${'['.repeat(20_000)}${']'.repeat(20_000)},`));
    const { failed, checks } = verify(deep(own));
    const { code, details } = checks.find(({ name }) => name === failed) ?? {};
    expect([failed, code, details]).to.deep.equal(['each-line-listed', 'line-malformed', { reason: 'nested deeper than 40' }]);
  });

  it('are refused before anything is compared where 20,000 lines are of one item', () => {
    const [line = ''] = own.data.split('\n');
    const flooded = withData(() => `${line}\n`.repeat(20_000))(own);
    const stated = { ...flooded, manifest: { ...flooded.manifest, data: { ...flooded.manifest.data, lines: 20_000 } } };
    const { failed, checks } = verify(stated);
    expect(failed).to.equal('each-line-listed');
    const last = checks.slice(-2).map(({ name, result }) => `${name} ${result}`);
    expect(last).to.deep.equal(['agreement-redone not-enabled', 'consensus-redone not-enabled']);
  });

  it('are refused before anything is compared where the list holds as many labels of one item as it may', () => {
    const [line = ''] = own.data.split('\n');
    const [listed = expect.fail()] = own.manifest.labels;
    const flooded = withData(() => `${line}\n`.repeat(MOST_LABELS))(own);
    const labels = Array.from({ length: MOST_LABELS }, () => listed);
    const manifest = { ...flooded.manifest, labels, data: { ...flooded.manifest.data, lines: MOST_LABELS } };
    const { failed, checks } = verify({ ...flooded, manifest });
    expect(failed).to.equal('figures-add-up');
    const last = checks.slice(-2).map(({ name, result }) => `${name} ${result}`);
    expect(last).to.deep.equal(['agreement-redone not-enabled', 'consensus-redone not-enabled']);
  });

  it('may list as many labels as a lot may have, and no more', () => {
    const [listed = expect.fail()] = own.manifest.labels;
    const failing = (length: number) => verify(withManifest(() => ({ labels: Array.from({ length }, () => listed) }))(own)).failed;
    // 400 items by five people each, and late work on each.
    expect(failing(400 * 5 + 400)).to.equal('each-line-listed');
    expect(failing(400 * 5 + 401)).to.equal('manifest-readable');
  });

  it('are refused where the manifest is no JSON, is spelled otherwise, or is endless', () => {
    const text = toCanonicalJson(own.manifest);
    for (const manifest of ['', '{', ` ${text}`, `${text}\n\n`, 'x'.repeat(5_000_000)]) {
      const files = { manifest: toUtf8(manifest), data: toUtf8(own.data), croissant: toUtf8(own.croissant) };
      expect(verifyReleaseFiles(files, REDO).failed).to.equal('manifest-readable');
    }
  });
});
