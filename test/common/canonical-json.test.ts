import { expect } from 'chai';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { parseJson, toCanonicalJson, toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { expectCode } from '../support/expect-code.ts';
import { readVector, readVectorJson } from '../support/vectors.ts';

describe('canonical JSON (RFC 8785)', () => {
  it('sorts members by UTF-16 code units', () => {
    const text = toCanonicalJson(JSON.parse(readVector('cases/30-jcs-key-order.json').toString('utf8')) as Json);
    expect(Buffer.byteLength(text)).to.equal(198);
    expect(createHash('sha256').update(text).digest('hex')).to.equal('a989535c65eb5f4919adc635e3334bc59c7fef559f7bccd21c8b635345e3ba75');
  });

  const cases = readVectorJson<{ canonical_forms_wanted: string[]; refuse_to_sign: string[] }>('cases/32-jcs-numbers.json');
  for (const text of cases.canonical_forms_wanted) {
    it(`writes ${text}`, () => expect(toCanonicalJson(JSON.parse(text) as Json)).to.equal(JSON.stringify(JSON.parse(text))));
  }
  for (const text of cases.refuse_to_sign) {
    it(`refuses ${text}`, () => expectCode(() => toSignableBytes(parseJson(text)), 'not-canonical-json'));
  }

  it('is stable under a round trip', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = toCanonicalJson(value as Json);
        expect(toCanonicalJson(parseJson(text))).to.equal(text);
      }),
    );
  });
});
