import { expect } from 'chai';
import { detect } from '../../../policies/classification/detect.ts';
import type { Kind } from '../../../policies/classification/finding.ts';
import { readVectorJson } from '../../support/vectors.ts';

interface Value {
  readonly v: string;
  readonly valid: boolean;
  readonly n?: string;
}
interface InText {
  readonly text: string;
  readonly spans: readonly { readonly start: number; readonly end: number; readonly kind: Kind }[];
}

const vectors = readVectorJson<Record<string, readonly Value[]> & { readonly inText: readonly InText[] }>('pii/pii-vectors.json');

/** Vector list, kind, and the heading that a kind with a word needs. */
const LISTS: readonly (readonly [list: string, kind: Kind, heading?: string])[] = [
  ['idCard18', 'id-number'],
  ['uscc', 'credit-code'],
  ['bankCard', 'bank-card', '银行卡号'],
  ['plate', 'plate'],
  ['mobile', 'mobile'],
  ['landline', 'landline'],
  ['email', 'email'],
];

const spansIn = (text: string, heading?: string): { readonly kind: Kind; readonly start: number; readonly end: number }[] =>
  detect(text, heading === undefined ? {} : { heading }).map(({ kind, start, end }) => ({ kind, start, end }));

describe('detection of Chinese identifiers: vectors', () => {
  for (const [list, kind, heading] of LISTS)
    for (const { v, valid, n } of vectors[list] ?? []) {
      const length = Array.from(v).length;
      it(`${valid ? 'finds' : 'does not take'} ${v} as ${kind}${n === undefined ? '' : ` (${n})`}`, () => {
        if (valid) expect(spansIn(v, heading)).to.deep.equal([{ kind, start: 0, end: length }]);
        else expect(spansIn(v, heading).map((span) => span.kind)).not.to.include(kind);
      });
      if (valid && kind !== 'email')
        it(`finds ${v} between Chinese characters`, () => {
          const before = `${heading ?? '登记'}为`;
          const span = { kind, start: before.length, end: before.length + length };
          expect(spansIn(`${before}${v}的记录`)).to.deep.include(span);
        });
    }

  for (const { text, spans } of vectors.inText)
    it(`finds ${spans.length} in ${text}`, () => {
      expect(spansIn(text)).to.deep.equal(spans);
    });
});
