import { expect } from 'chai';
import { toCanonicalJson, type Json } from '../../../../common/canonical-json.ts';
import { sha256 } from '../../../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import type { Manifest } from '../../../../provenance/evidence/manifest.ts';
import type { ReleasedLabel, ReleaseFiles } from '../../../../provenance/evidence/whole-releases/release-files.ts';
import { verifyReleases } from '../../../../provenance/evidence/whole-releases/release-verifier.ts';
import { cosign, keyOf } from '../../../support/log.ts';
import {
  createWholeReleases,
  FIT_RULE,
  openLogOf,
  type WholeReleases,
  type WholeReleasesOptions,
} from '../../../support/whole-releases.ts';
import { parseCheckpointText, signCheckpoint } from '../../../../provenance/log/checkpoint.ts';
import { parseNote } from '../../../../provenance/log/note.ts';

const SIZE = { lots: 2, items: 3, people: 2 } as const;
const own = createWholeReleases(SIZE);

const verify = (made: WholeReleases, releases: readonly unknown[] = made.releases): void =>
  verifyReleases(JSON.parse(JSON.stringify(releases)) as readonly unknown[], openLogOf(made), FIT_RULE);

/** Code of the refusal, and what it says is wrong. */
const refusal = (run: () => void): string => {
  try {
    run();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { what, reason } = error.details;
    return [error.code, what ?? reason].filter((part) => part !== undefined).join(' ');
  }
  return 'verified';
};

const [first, second] = own.releases as [ReleaseFiles, ReleaseFiles];
const changed = (change: (files: ReleaseFiles) => ReleaseFiles): string => refusal(() => verify(own, [change(first), second]));
const withLabels = (change: (labels: readonly ReleasedLabel[]) => readonly ReleasedLabel[]): string =>
  changed((files) => ({ ...files, labels: [...change(files.labels)] }));
const withFirst = (change: (label: ReleasedLabel) => ReleasedLabel): string =>
  withLabels((labels) => labels.with(0, change(labels[0] ?? expect.fail('no label'))));
const lying = (lie: Partial<WholeReleasesOptions>): string => {
  const made = createWholeReleases({ ...SIZE, ...lie });
  return refusal(() => verify(made));
};
const hashOf = (text: string): string => toHex(sha256(toUtf8(text)));

describe('whole releases', () => {
  it('are verified with each of their labels', () => verify(own));
  it('are verified one without the other', () => verify(own, [second]));

  describe('are refused', () => {
    it('with a label whose event was changed', () =>
      expect(
        withFirst(({ signed: { event, signature }, ...rest }) => ({
          ...rest,
          signed: { event: { ...event, time: event.time + 1 }, signature },
        })),
      ).to.equal('labels-differ not in the log'));
    it('with a label under another salt', () =>
      expect(withFirst((label) => ({ ...label, salt: '0'.repeat(64) }))).to.equal('labels-differ not in the log'));
    it('with other answers than were signed', () =>
      expect(withFirst(({ opening, ...label }) => ({ ...label, opening: { ...opening, value: [] } }))).to.equal('commitment-not-opened'));
    it('with answers that are nested without end', () => {
      const value = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as Json;
      const deep = { ...first, labels: first.labels.map((label) => ({ ...label, opening: { ...label.opening, value } })) };
      expect(refusal(() => verifyReleases([deep], openLogOf(own), FIT_RULE))).to.equal('bundle-malformed');
    });
    it('with another text than was handed out', () =>
      expect(withFirst(({ item, ...label }) => ({ ...label, item: { ...item, value: '别的' } }))).to.equal('commitment-not-opened'));
    it('with a label left out', () => expect(withLabels((labels) => labels.slice(1))).to.equal('labels-differ'));
    it('with the last label left out', () => expect(withLabels((labels) => labels.slice(0, -1))).to.equal('labels-differ'));
    it('with no label', () => expect(withLabels(() => [])).to.equal('labels-differ'));
    it('with a label twice', () => expect(withLabels((labels) => [...labels, ...labels.slice(0, 1)])).to.equal('labels-differ twice'));
    it('with a label in the place of another', () =>
      expect(withLabels(([a, b, ...rest]) => [b, a, ...rest] as ReleasedLabel[])).to.equal('labels-differ does not count here'));
    it('with a label beyond the log', () =>
      expect(withFirst((label) => ({ ...label, index: 1e6 }))).to.equal('labels-differ beyond the log'));
    it('with a label of another lot', () => {
      const foreign = second.labels.slice(0, 1);
      const files = { ...first, labels: [...foreign, ...first.labels.slice(1)] };
      expect(refusal(() => verify(own, [files]))).to.equal('labels-differ does not count here');
    });
    it('with a whole other lot’s labels', () =>
      expect(refusal(() => verify(own, [{ ...first, labels: second.labels }]))).to.equal('labels-differ does not count here'));
    it('with a label by somebody off the roster', () => expect(lying({ lastLabel: 'outsider' })).to.equal('not-on-roster'));
    it('with a label that its author did not sign', () => expect(lying({ lastLabel: 'forged' })).to.equal('signature-invalid'));
    it('with answers that do not fit the task', () =>
      expect(
        lying({ result: [{ from_name: 'who', to_name: 'text', type: 'labels', value: { start: 0, end: 2, labels: ['没有'] } }] }),
      ).to.equal('label-unknown'));
    it('when the closing states another root', () =>
      expect(lying({ close: (body) => ({ ...body, root: '1'.repeat(64) }) })).to.equal('lot-root-differs'));
    it('with a part that does not belong there', () =>
      expect(changed((files) => ({ ...files, more: 1 }) as ReleaseFiles)).to.equal('bundle-malformed'));
  });

  describe('are refused with a manifest', () => {
    const manifest = (change: Partial<Manifest>): string => changed((files) => ({ ...files, manifest: { ...files.manifest, ...change } }));
    it('of a release that nobody signed', () => expect(manifest({ release: first.manifest.lot })).to.equal('evidence-incomplete'));
    it('that the owner did not sign', () => expect(manifest({ v: 1, level: 'g2' })).to.equal('manifest-differs hash'));

    const other = '1'.repeat(64);
    const id = '01933f5e-0000-7000-8000-0000000000ff';
    const lies: readonly (readonly [what: string, lie: (manifest: Manifest) => Partial<Manifest>])[] = [
      ['space', () => ({ space: id })],
      ['project', () => ({ project: id })],
      ['lot', () => ({ lot: id })],
      ['dataset', () => ({ dataset: id })],
      ['level', () => ({ level: 'g2' })],
      ['configuration', () => ({ configuration: other })],
      ['data', ({ data }) => ({ data: { ...data, bytes: data.bytes + 1 } })],
      ['data', ({ data }) => ({ data: { ...data, lines: data.lines + 1 } })],
      ['data', ({ data }) => ({ data: { ...data, sha256: other } })],
      ['completeness', ({ completeness }) => ({ completeness: { ...completeness, left: 1 } })],
      ['checkpoint', ({ checkpoint }) => ({ checkpoint: { ...checkpoint, root: other } })],
      ['checkpoint', ({ checkpoint }) => ({ checkpoint: { ...checkpoint, size: 1 } })],
      ['unreadable', ({ quality }) => (quality === undefined ? {} : { quality: { ...quality, unreadable: 1 } })],
      [
        'inspection',
        ({ quality }) => (quality === undefined ? {} : { quality: { ...quality, inspection: { event: other, inspected: 2, defects: 0 } } }),
      ],
    ];
    for (const [what, lie] of lies)
      it(`that the owner signed and that lies about ${what}`, () =>
        expect(lying({ write: ({ manifest: honest, data }) => ({ manifest: { ...honest, ...lie(honest) }, data }) })).to.equal(
          `manifest-differs ${what}`,
        ));

    it('of more labels or items than the owner signed', () => {
      expect(lying({ sign: (body) => ({ ...body, labels: body.labels - 1 }) })).to.equal('manifest-differs signed');
      expect(lying({ sign: (body) => ({ ...body, items: body.items + 1 }) })).to.equal('manifest-differs signed');
    });
    it('that names another project’s document', () =>
      expect(changed((files) => ({ ...files, project: { ...files.project, value: {} } }))).to.equal('commitment-not-opened'));
    it('that lists one line fewer', () => {
      const withoutFirst = ({ quality: _quality, ...honest }: Manifest): Manifest => ({ ...honest, labels: honest.labels.slice(1) });
      expect(lying({ write: ({ manifest: honest, data }) => ({ manifest: withoutFirst(honest), data }) })).to.equal('line-unlisted');
    });
    it('whose figures do not add up', () =>
      expect(
        lying({
          write: ({ manifest: honest, data }) => ({
            manifest: { ...honest, ...(honest.quality && { quality: { ...honest.quality, coverage: [3] } }) },
            data,
          }),
        }),
      ).to.equal('figures-differ coverage'));
    it('that lists a line under another hash', () =>
      expect(
        lying({
          write: ({ manifest: honest, data }) => ({
            manifest: { ...honest, labels: honest.labels.map((label) => ({ ...label, line: other })) },
            data,
          }),
        }),
      ).to.equal('line-unlisted listed'));
  });

  describe('with one that supersedes another', () => {
    const made = createWholeReleases({ ...SIZE, lots: 1, corrected: true });
    const [former, correction] = made.releases as [ReleaseFiles, ReleaseFiles];
    const corrected = (change: (label: ReleasedLabel) => ReleasedLabel): string =>
      refusal(() =>
        verify(made, [former, { ...correction, labels: correction.labels.map((label, at) => (at === 0 ? change(label) : label)) }]),
      );

    it('are verified together, with the same labels in both, and each alone', () => {
      expect(correction.labels.map(({ index }) => index)).to.deep.equal(former.labels.map(({ index }) => index));
      for (const releases of [[former, correction], [correction, former], [former], [correction]]) verify(made, releases);
    });
    it('are refused where the second lists other bytes at a place', () => {
      expect(corrected((label) => ({ ...label, salt: '0'.repeat(64) }))).to.equal('labels-differ not in the log');
      const signature = '0'.repeat(128);
      expect(corrected(({ signed, ...label }) => ({ ...label, signed: { ...signed, signature } }))).to.equal(
        'labels-differ not in the log',
      );
    });
    it('are refused where the second opens a label to something else', () => {
      expect(corrected((label) => ({ ...label, opening: { ...label.opening, value: [] } }))).to.equal('commitment-not-opened');
      expect(corrected((label) => ({ ...label, item: { ...label.item, value: '别的' } }))).to.equal('commitment-not-opened');
    });
    it('are refused where one lists a label twice', () =>
      expect(refusal(() => verify(made, [former, { ...correction, labels: [...correction.labels, ...correction.labels] }]))).to.equal(
        'labels-differ twice',
      ));
  });

  describe('of inspected lots', () => {
    it('are verified with what the inspection found', () => verify(createWholeReleases({ ...SIZE, inspected: true })));
    const figures = (lie: (inspection: object) => object): string =>
      lying({
        inspected: true,
        write: ({ manifest: honest, data }) => {
          const { inspection = expect.fail('no inspection'), ...quality } = honest.quality ?? expect.fail('no figures');
          return { manifest: { ...honest, quality: { ...quality, ...lie(inspection) } }, data };
        },
      });
    it('are refused with a manifest of other defects under the right event', () =>
      expect(figures((inspection) => ({ inspection: { ...inspection, defects: 0 } }))).to.equal('manifest-differs inspection'));
    it('are refused with a manifest that leaves the inspection out', () =>
      expect(figures(() => ({}))).to.equal('manifest-differs inspection'));
    it('are verified with a manifest of before there were figures', () => {
      const older = ({ quality: _quality, ...rest }: Manifest): Manifest => rest;
      expect(lying({ inspected: true, write: ({ manifest: honest, data }) => ({ manifest: older(honest), data }) })).to.equal('verified');
    });
  });

  describe('are refused with data', () => {
    /** The owner writes and signs them so. */
    const write = (change: (data: string) => string): string =>
      lying({
        write: ({ manifest, data }) => {
          const text = change(data);
          const lines = text.split('\n').map((line) => hashOf(`${line}\n`));
          const labels = manifest.labels.map((label, at) => ({ ...label, line: lines[at] ?? '' }));
          return {
            manifest: { ...manifest, labels, data: { ...manifest.data, sha256: hashOf(text), bytes: toUtf8(text).length } },
            data: text,
          };
        },
      });
    it('that are not those of the manifest', () =>
      expect(changed((files) => ({ ...files, data: `${files.data}\n` }))).to.match(/^manifest-differs/));
    it('of which a line holds another text', () =>
      expect(write((data) => data.replace('市数据局', '市统计局'))).to.equal('line-differs text'));
    it('of which a line holds other answers', () =>
      expect(write((data) => data.replace('"end":2', '"end":3'))).to.equal('line-differs result'));
    it('of which a line names another method', () =>
      expect(write((data) => data.replace('"manual"', '"automatic"'))).to.equal('line-differs annotation_method'));
    it('of which a line names another event', () =>
      expect(write((data) => data.replace(/"event":"[0-9a-f]{64}"/, `"event":"${'1'.repeat(64)}"`))).to.equal('line-differs event'));
    it('of which a line names another place', () =>
      expect(write((data) => data.replace(/"index":\d+/, '"index":1'))).to.equal('line-differs index'));
    it('of which a line claims that its label was reworked', () => {
      const rework = { event: '1'.repeat(64), index: 30, verdict: '2'.repeat(64) };
      const claim = ([line = '', ...rest]: readonly string[]): string =>
        [toCanonicalJson({ ...(JSON.parse(line) as { readonly [name: string]: Json }), rework }), ...rest].join('\n');
      expect(write((data) => claim(data.split('\n')))).to.equal('line-differs rework');
    });
    it('of which a line is nested without end', () =>
      expect(write((data) => data.replace('"result":[', `"result":[${'['.repeat(20_000)}${']'.repeat(20_000)},`))).to.equal(
        'line-malformed nested deeper than 40',
      ));
    it('in another spelling', () => expect(write((data) => data.replace('":', '": '))).to.equal('line-malformed not in canonical form'));
    it('without their last line feed', () => expect(write((data) => data.slice(0, -1))).to.equal('line-unlisted'));
    it('with two lines in each other’s place', () =>
      expect(
        write((data) => {
          const [a, b, ...rest] = data.split('\n');
          return [b, a, ...rest].join('\n');
        }),
      ).to.equal('line-differs event'));
  });

  describe('are refused under a log', () => {
    const open = (change: Partial<WholeReleases>): string => refusal(() => openLogOf({ ...own, ...change }));
    it('of which an entry was changed', () =>
      expect(open({ entries: own.entries.with(20, new Uint8Array(32)) })).to.equal('history-differs'));
    it('of which an entry was left out', () => expect(open({ entries: own.entries.slice(0, -1) })).to.equal('history-differs'));
    it('with an entry more', () => expect(open({ entries: [...own.entries, new Uint8Array(32)] })).to.equal('history-differs'));
    it('that too few have witnessed', () => {
      const { origin, size, root } = parseCheckpointText(parseNote(own.note).text);
      const alone = signCheckpoint({ origin, size, root }, keyOf('log'));
      expect(open({ note: ['city', 'firm'].reduce((text, name, at) => cosign(text, name, at), alone) })).to.equal('quorum-missing');
    });
    it('when the policy names no space', () => {
      const { space: _space, ...policy } = own.policy;
      expect(open({ policy })).to.equal('policy-of-another-space');
    });
    it('when another root is pinned for an organisation', () => {
      const roots = own.policy.roots.map(({ org }) => ({ org, key: keyOf('other').publicKey }));
      expect(refusal(() => verify({ ...own, policy: { ...own.policy, roots } }))).to.not.equal('verified');
    });
  });
});
