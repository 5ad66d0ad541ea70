import { expect } from 'chai';
import { toCanonicalJson, type Json } from '../../../common/canonical-json.ts';
import { createSigningKey } from '../../../common/crypto/signature.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { writeBundle, type Bundle } from '../../../provenance/evidence/bundle.ts';
import { proveInclusion } from '../../../provenance/log/merkle.ts';
import { parseTlogProof, writeTlogProof } from '../../../provenance/log/proof.ts';
import { RESULT } from '../../support/scripted-lot.ts';
import { forgeEvidence, type ForgedEvidence, type ForgeOptions, type Lies } from '../../support/forge.ts';
import { FORGED_LOG } from '../../support/forge-log.ts';

/** A bundle and the policy under which it is tried. */
export interface Attempt {
  readonly text: string;
  readonly policy: string | undefined;
}

type Lie = (own: ForgedEvidence) => Attempt | Promise<Attempt>;

/** The space's people really sign, the log really takes it, the witnesses really cosign. */
const lying =
  (lies: Lies, options: Omit<ForgeOptions, 'lies'> = {}): Lie =>
  async () => {
    const { text, policyText } = await forgeEvidence({ ...options, lies });
    return { text, policy: policyText };
  };
const REWORKED = { inspected: true, reworked: true } as const;

const edited =
  (edit: (bundle: Bundle, own: ForgedEvidence) => Bundle): Lie =>
  (own) => ({ text: writeBundle(edit(own.bundle, own)), policy: own.policyText });

const withPolicy =
  (change: (policy: string) => string): Lie =>
  (own) => {
    const policy = change(own.policyText);
    expect(policy).to.not.equal(own.policyText);
    return { text: own.text, policy };
  };

const mapProofs = (bundle: Bundle, change: (proof: string) => string): Bundle => ({
  ...bundle,
  events: bundle.events.map((event) => ({ ...event, proof: change(event.proof) })),
});

const withOpening = (bundle: Bundle, name: 'profile' | 'project' | 'item' | 'annotation'): Bundle => ({
  ...bundle,
  openings: { ...bundle.openings, [name]: { ...bundle.openings[name], salt: '0'.repeat(64) } },
});

const flip = (base64: string): string => (base64.startsWith('A') ? 'B' : 'A') + base64.slice(1);

/** A public event that counts but that nothing rests on: the certificate of somebody who takes no part. */
const addNeedless = (bundle: Bundle, { space, log, people }: ForgedEvidence): Bundle => {
  const key = toHex(people.lead.key.publicKey);
  const { index, signed } =
    space.events.find(({ signed: { event } }) => event.type === 'certificate-issued' && event.body.key === key) ?? expect.fail();
  const checkpoint = (bundle.events[0]?.proof ?? '').split('\n\n').slice(1).join('\n\n');
  const proof = writeTlogProof({ index, hashes: proveInclusion(log.leaves(), index), checkpoint });
  const added = { signed: signed as Bundle['events'][number]['signed'], proof };
  const at = bundle.events.findIndex((event) => parseTlogProof(event.proof).index > index);
  return { ...bundle, events: bundle.events.toSpliced(at, 0, added) };
};

const unfit = [{ from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['没有这一项'] } }] satisfies Json;
const otherAnswer = (line: string): string =>
  toCanonicalJson({ ...(JSON.parse(line) as { readonly [key: string]: Json }), result: (RESULT as readonly Json[]).slice(1) });

/** A release names no labeller (decision 17). */
const namedLabeler = (line: string): string =>
  toCanonicalJson({ ...(JSON.parse(line) as { readonly [key: string]: Json }), labeler: 'cd'.repeat(32) });

const withQuality =
  (change: (quality: NonNullable<Bundle['manifest']['quality']>) => Bundle['manifest']['quality']) =>
  (manifest: Bundle['manifest']): Bundle['manifest'] => {
    const quality = change(manifest.quality ?? expect.fail('no figures'));
    return { ...manifest, ...(quality && { quality }) };
  };

/** Of an agreement that nobody could have: no item of the lot has two labels. */
const FIGURE = {
  question: 0,
  population: 'items-of-several-labels',
  items: 2,
  labels: 4,
  pairs: 2,
  method: 'krippendorff-alpha-nominal',
  equal: 2,
  value: '1.0000',
} as const;

/**
 * Check -> an attempt that fails there and nowhere else: without the check it would pass. Most are by people who hold real keys; the
 * others are one change to the file or to the policy.
 */
export const LIES: Readonly<Record<string, Lie>> = {
  'bundle-canonical': ({ text, policyText }) => ({ text: text.replace('{', '{ '), policy: policyText }),
  'one-checkpoint': edited((bundle) => ({
    ...bundle,
    events: bundle.events.with(bundle.events.length - 1, {
      ...(bundle.events.at(-1) ?? expect.fail('no event')),
      proof: (bundle.events.at(-1)?.proof ?? '').split('\n').toSpliced(-2, 1).join('\n'),
    }),
  })),
  'policy-present': ({ text }) => ({ text, policy: undefined }),
  'policy-safe': withPolicy((policy) => policy.replace('group witnesses 3', 'group witnesses 2')),
  'space-matches': withPolicy((policy) => policy.replace(/^#xinbiao space (.*)$/m, '#xinbiao space 01933f5e-0000-7000-8000-000000000001')),
  'policy-covers-size': withPolicy((policy) => policy.replace(/^(#xinbiao receipt .*) 0$/m, '$1 1000')),
  'log-signature': edited((bundle) => mapProofs(bundle, (proof) => proof.replace(new RegExp(`\u2014 ${FORGED_LOG} .*\n`), ''))),
  'witness-quorum': edited((bundle) => mapProofs(bundle, (proof) => proof.split('\n').toSpliced(-3, 2).join('\n'))),
  'no-foreign-signature-lines': edited((bundle) => mapProofs(bundle, (proof) => `${proof}\u2014 nobody.example AAAAAAAA\n`)),
  'each-event-included': edited((bundle) => ({
    ...bundle,
    events: bundle.events.with(2, {
      ...(bundle.events[2] ?? expect.fail('no event')),
      proof: (bundle.events[2]?.proof ?? '')
        .split('\n')
        .map((line, i) => (i === 3 ? flip(line) : line))
        .join('\n'),
    }),
  })),
  'event-signatures': lying({ spoiled: 'publish' }),
  'chains-linked': lying({ envelope: { 'open project': { prev: 'ab'.repeat(32) } } }),
  'only-what-is-needed': edited(addNeedless),
  'cited-checkpoints-consistent': edited((bundle) => ({
    ...bundle,
    history: bundle.history.map((cited, i) => (i === 1 ? { ...cited, proof: cited.proof.map(flip) } : cited)),
  })),
  'time-within-interval': lying({ envelope: { 'label 0': { time: 1_764_000_000_000 - 3_600_000 } } }),
  'roots-pinned': withPolicy((policy) =>
    policy.replace(/^(#xinbiao root \S+) .*$/m, `$1 ${toHex(createSigningKey(sha256(toUtf8('another root'))).publicKey)}`),
  ),
  'organisations-joined': lying({ before: 'join firmRoot' }),
  'delegation-valid': lying({ by: { 'list firmRoot': 'firmDelegate' } }),
  'certificates-valid': lying({ by: { 'certify labeler': 'lead' } }),
  'level-signed': lying({ officerRole: 'auditor' }),
  'project-authorised': lying({ by: { 'open project': 'officer' } }),
  'roster-authorised': lying({ by: { 'roster 2': 'officer' } }),
  'lot-fixes-item': lying({ by: { 'open lot': 'keeper' } }),
  'annotation-authorised': lying({ by: { 'label 0': 'reviewer' } }),
  'lot-closed-counts-annotation': edited((bundle) => ({ ...bundle, lot: { ...bundle.lot, proof: bundle.lot.proof.map(flip) } })),
  'rework-authorised': lying({ by: { rework: 'second' } }, REWORKED),
  'profile-opens': edited((bundle) => withOpening(bundle, 'profile')),
  'project-opens': edited((bundle) => withOpening(bundle, 'project')),
  'item-opens': edited((bundle) => withOpening(bundle, 'item')),
  'annotation-opens': edited((bundle) => withOpening(bundle, 'annotation')),
  'result-fits-configuration': lying({ result: unfit }),
  'row-opens-in-dataset': edited(({ openings, ...bundle }) => ({
    ...bundle,
    openings: { ...openings, row: { ...openings.row, proof: openings.row.proof.map(flip) } },
  })),
  'item-equals-row': lying({ itemText: '另一段文字而已' }),
  'release-authorised': lying({ by: { release: 'officer' } }),
  'inspected-as-drawn': lying({ body: { 'end inspection': (body: object) => ({ ...body, inspected: 1 }) } }, { inspected: true }),
  'manifest-hash': lying({ body: { release: (body: object) => ({ ...body, manifest: 'ab'.repeat(32) }) } }),
  'manifest-matches-release': lying({ manifest: (manifest) => ({ ...manifest, level: 'g2' }) }),
  'figures-add-up': lying({ manifest: withQuality((quality) => ({ ...quality, coverage: [0, 3] })) }),
  'line-in-manifest': lying({
    manifest: (manifest) => ({ ...manifest, labels: manifest.labels.map((label) => ({ ...label, line: 'ab'.repeat(32) })) }),
  }),
  'line-equals-annotation': lying({ line: otherAnswer }),
};

/** Further attempts at the same checks: by name, the check that must fail first. */
export const MORE_LIES: Readonly<Record<string, readonly [check: string, lie: Lie]>> = {
  'a line that names a labeller': ['line-equals-annotation', lying({ line: namedLabeler })],
  'other metadata beside the data than the owner signed': [
    'manifest-hash',
    edited((bundle) => ({ ...bundle, manifest: { ...bundle.manifest, croissant: { sha256: 'ab'.repeat(32), bytes: 9 } } })),
  ],
  'a witness struck from the policy': [
    'no-foreign-signature-lines',
    withPolicy((policy) => policy.replace(/^witness auditor .*\n/m, '').replace('city hotline firm auditor', 'city hotline firm')),
  ],
  'another log key in the policy': [
    'log-signature',
    async (own) => {
      const other = await forgeEvidence({ seed: 'other keys' });
      const line = /^log .*$/m;
      return { text: own.text, policy: own.policyText.replace(line, line.exec(other.policyText)?.[0] ?? '') };
    },
  ],
  'a root missing from the policy': ['roots-pinned', withPolicy((policy) => policy.replace(/^#xinbiao root .*\n/m, ''))],
  'a policy for a smaller log': ['policy-covers-size', withPolicy((policy) => policy.replace(/^(#xinbiao receipt .*) 0$/m, '$1 0 5'))],
  'an unsigned level': ['level-signed', lying({ by: { grade: 'keeper' } })],
  'a level that forbids the delivery': [
    'project-authorised',
    lying({ body: { grade: (body: object) => ({ ...body, level: 'g3' }) }, manifest: (manifest) => ({ ...manifest, level: 'g3' }) }),
  ],
  'a dataset that the grading officer registers': ['level-signed', lying({ by: { register: 'officer' } })],
  'a certificate without proof of possession': [
    'certificates-valid',
    lying({ body: { 'certify labeler': (body: object) => ({ ...body, possession: 'ab'.repeat(64) }) } }),
  ],
  'a lot closed by a person': ['lot-closed-counts-annotation', lying({ by: { close: 'keeper' } })],
  'a closing over another label': [
    'lot-closed-counts-annotation',
    lying({ body: { close: (body: object) => ({ ...body, root: 'ab'.repeat(32) }) } }),
  ],
  'a label by somebody of the firm who is not on the roster': ['annotation-authorised', lying({ by: { 'label 0': 'lead' } })],
  'a label on a text that the lot does not list': [
    'lot-fixes-item',
    lying({
      body: {
        'open lot': (body: { items: object[] }) => ({
          ...body,
          items: body.items.map((item) => ({ ...item, commitment: 'ab'.repeat(32) })),
        }),
      },
    }),
  ],
  'a checkpoint cited before it could be': [
    'cited-checkpoints-consistent',
    lying({ manifest: (manifest) => ({ ...manifest, checkpoint: { size: 27, root: manifest.checkpoint.root } }) }),
  ],
  'a claim of tomorrow': ['time-within-interval', lying({ envelope: { 'label 0': { time: 1_764_000_000_000 + 86_400_000 } } })],
  'a method that was not the labeler’s': [
    'line-equals-annotation',
    lying({ line: (line) => line.replace('"annotation_method":"manual"', '"annotation_method":"semi-automatic"') }),
  ],
  'a line with a member that nobody knows': ['line-equals-annotation', lying({ line: (line) => line.replace('{', '{"a":1,') })],
  'a line that is nested without end': [
    'line-equals-annotation',
    lying({ line: (line) => line.replace('"result":[', `"result":[${'['.repeat(20_000)}${']'.repeat(20_000)},`) }),
  ],
  'an agreement of labels that nobody else had made': [
    'figures-add-up',
    lying({ manifest: withQuality((quality) => ({ ...quality, agreement: [FIGURE] })) }),
  ],
  'an inspection of a lot that nobody inspects': [
    'manifest-matches-release',
    lying({ manifest: withQuality((quality) => ({ ...quality, inspection: { event: 'ab'.repeat(32), inspected: 1, defects: 0 } })) }),
  ],
  'figures other than the owner signed': [
    'manifest-hash',
    edited((bundle) => ({ ...bundle, manifest: withQuality((quality) => ({ ...quality, unreadable: 1 }))(bundle.manifest) })),
  ],
  'counts that do not add up': [
    'manifest-matches-release',
    lying({ manifest: (manifest) => ({ ...manifest, completeness: { ...manifest.completeness, left: 1 } }) }),
  ],
};
