import { expect } from 'chai';
import fc from 'fast-check';
import { DomainError } from '../../../common/errors.ts';
import { toCanonicalJson, type Json } from '../../../common/canonical-json.ts';
import { parseBundle, writeBundle } from '../../../provenance/evidence/bundle.ts';
import { verifyEvidence } from '../../../provenance/evidence/verifier.ts';
import { premisesOf } from '../../support/evidence-premises.ts';
import { expectCode } from '../../support/expect-code.ts';
import { forgeEvidence } from '../../support/forge.ts';

const { text, bundle, policyText } = await forgeEvidence();
const premises = premisesOf(policyText);

/** Only a DomainError says that the text is no bundle. */
const survives = (source: string): boolean => {
  try {
    parseBundle(source);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  const { verdict } = verifyEvidence(source, premises);
  return verdict === 'failed' || source === text;
};

describe('a bundle', function () {
  this.timeout(60_000);
  it('is read back as it was written', () => {
    expect(parseBundle(text)).to.deep.equal(bundle);
    expect(writeBundle(parseBundle(text))).to.equal(text);
  });

  const OTHER_SPELLINGS: readonly (readonly [name: string, source: string])[] = [
    ['a blank', text.replace('{', '{ ')],
    ['no LF at the end', text.slice(0, -1)],
    ['two LF at the end', `${text}\n`],
    ['CR LF at the end', `${text.slice(0, -1)}\r\n`],
    ['members in another order', `{"v":1,${text.slice(1, -',"v":1}\n'.length)}}\n`],
    ['a name that stands twice', text.replace('"v":1', '"v":1,"v":1')],
    ['a needless escape', text.replace('"space"', '"sp\\u0061ce"')],
    ['a number with a fraction of nothing', text.replace('"v":1', '"v":1.0')],
    ['a number with an exponent', text.replace('"v":1', '"v":1e0')],
    ['a hidden prototype', text.replace('"value":{', '"value":{"__proto__":{"x":1},')],
  ];
  for (const [name, source] of OTHER_SPELLINGS)
    it(`with ${name} is not the bundle`, async () => {
      expect(source).to.not.equal(text);
      expect(verifyEvidence(source, premises).verdict).to.equal('failed');
      if (name !== 'a hidden prototype') await expectCode(() => parseBundle(source), 'bundle-not-canonical');
    });

  const OTHER_SHAPES: readonly (readonly [name: string, change: (value: Record<string, Json>) => Json])[] = [
    ['a member that nobody knows', (value) => ({ ...value, extra: 1 })],
    ['another version', (value) => ({ ...value, v: 2 })],
    ['no events', (value) => ({ ...value, events: [] })],
    ['base64 with loose bits', (value) => ({ ...value, lot: { index: 0, proof: [`${'A'.repeat(42)}B=`] } })],
    ['base64 without padding', (value) => ({ ...value, lot: { index: 0, proof: ['A'.repeat(43)] } })],
    ['an upper-case id', (value) => ({ ...value, item: bundle.item.toUpperCase() })],
  ];
  for (const [name, change] of OTHER_SHAPES)
    it(`with ${name} is malformed`, () =>
      expectCode(() => parseBundle(`${toCanonicalJson(change(JSON.parse(text) as Record<string, Json>))}\n`), 'bundle-malformed'));

  it('is bounded in length and depth', async () => {
    await expectCode(() => parseBundle(' '.repeat(9 * 1024 * 1024)), 'bundle-malformed');
    await expectCode(() => parseBundle('['.repeat(1_000_000)), 'bundle-malformed');
    await expectCode(() => parseBundle(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`), 'bundle-malformed');
    const deep = text.replace('"value":[', `"value":[${'['.repeat(50_000)}${']'.repeat(50_000)},`);
    await expectCode(() => parseBundle(deep), 'bundle-malformed');
  });

  it('may hold brackets and quotes in its texts', () => {
    expect(survives(JSON.stringify({ text: '["\\{'.repeat(100) }))).to.equal(true);
    expect(parseBundle(text).openings.item.value).to.be.a('string');
  });

  it('survives any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), survives));
  });

  it('survives any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => verifyEvidence(bytes, premises).failed === 'bundle-readable'));
  });

  it('verifies as bytes, but not with a byte order mark or bytes that are not UTF-8', () => {
    const bytes = new TextEncoder().encode(text);
    expect(verifyEvidence(bytes, premises).verdict).to.equal('verified');
    expect(verifyEvidence(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes), premises).failed).to.equal('bundle-readable');
    expect(verifyEvidence(bytes.with(bytes.indexOf(0xe5), 0xff), premises).failed).to.equal('bundle-readable');
  });

  it('survives any JSON', () => {
    fc.assert(fc.property(fc.json(), survives));
  });

  it('survives any JSON in any of its places', () => {
    const whole = JSON.parse(text) as Record<string, Json>;
    const place = fc.constantFrom(...Object.keys(whole));
    fc.assert(fc.property(place, fc.jsonValue(), (name, value) => survives(JSON.stringify({ ...whole, [name]: value }))));
  });

  it('survives any value as an opened document', () => {
    const name = fc.constantFrom('profile' as const, 'project' as const, 'annotation' as const);
    fc.assert(
      fc.property(name, fc.jsonValue(), (kind, value) =>
        survives(JSON.stringify({ ...bundle, openings: { ...bundle.openings, [kind]: { ...bundle.openings[kind], value } } })),
      ),
    );
  });

  it('survives the loss or repetition of any stretch of its text', () => {
    const at = fc.nat({ max: text.length });
    fc.assert(
      fc.property(at, fc.nat({ max: 300 }), fc.boolean(), (from, length, repeats) => {
        const piece = text.slice(from, from + length);
        return survives(repeats ? text.slice(0, from) + piece + text.slice(from) : text.slice(0, from) + text.slice(from + length));
      }),
      { numRuns: 300 },
    );
  });
});
