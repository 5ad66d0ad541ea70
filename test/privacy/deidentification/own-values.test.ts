import { expect } from 'chai';
import fc from 'fast-check';
import { maskValue } from '../../../privacy/deidentification/mask.ts';
import { LABELS } from '../../../privacy/deidentification/token.ts';
import { protectAlone, textOf, TOKEN, type OwnCell } from '../../support/protection.ts';

const HAN = Array.from('王李张伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂𠮷𫟅𬭎䶮𡈽');
const digits = (length: number) => fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length });
const han = (minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom(...HAN), minLength, maxLength });

/** Values that are looked for anywhere in a text. */
const ownCell: fc.Arbitrary<OwnCell> = fc.oneof(
  han(2, 4).map((value) => ({ kind: 'name' as const, value })),
  fc.tuple(han(3, 4), han(3, 4)).map((parts) => ({ kind: 'name' as const, value: parts.join('·') })),
  digits(8).map((rest) => ({ kind: 'mobile' as const, value: `138${rest}` })),
  digits(17).map((rest) => ({ kind: 'id-number' as const, value: `${rest}X` })),
  digits(7).map((rest) => ({ kind: 'landline' as const, value: `0517-8${rest}` })),
  digits(5).map((rest) => ({ kind: 'email' as const, value: `Caller.${rest}@example.org` })),
  digits(2).map((rest) => ({ kind: 'address' as const, value: `江苏省淮安市清江浦区水车巷${rest}号锦帆雅居2幢` })),
  digits(6).map((rest) => ({ kind: 'identifier' as const, value: `HA.*-(${rest})` })),
);

const toFullWidth = (value: string): string => value.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const between = (gap: string) => (value: string) => Array.from(value).join(gap);

/** What is claimed to be found of every such value. */
const VARIANTS: readonly ((value: string) => string)[] = [
  (value) => value,
  toFullWidth,
  (value) => value.toUpperCase(),
  (value) => value.toLowerCase(),
  between(' '),
  between('\u3000\u00a0'),
  between('\u200b'),
  between('\u200f\u202a'),
  between('\ufe0f'),
  between('\ufff9'),
  (value) => toFullWidth(between(' \u2060')(value)),
  (value) => value.replaceAll(/[-.·]/g, ''),
];
/** And of one with four and more characters when compared. */
const LONG_VARIANTS: readonly ((value: string) => string)[] = [between('-'), between('\r\n'), between('，'), between(' . '), between('（')];

/** The comparison of this test, written apart from the one that protects. */
const strip = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}@*$^[\]{}|?\0]/gu, '');

const fill = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('请尽快处理。', '\r\n', '电话', '【姓名1】', '🚧', '12', '，', 'a', '老师', '\u200f'),
);

interface Case {
  readonly own: readonly OwnCell[];
  readonly text: string;
}
const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.array(ownCell, { minLength: 1, maxLength: 4 }), fc.array(fc.tuple(fill, fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 }))
  .map(([own, parts]) => {
    const pieces = parts.map(([filler, which, how]) => {
      const { value } = own[which % own.length] ?? { value: '' };
      const variants = Array.from(strip(value)).length < 4 ? VARIANTS : [...VARIANTS, ...LONG_VARIANTS];
      return filler + (variants[how % variants.length]?.(value) ?? '');
    });
    return { own, text: pieces.join('').toWellFormed() };
  });

describe('a row’s own values', () => {
  it('stand nowhere in its text, in any variant that is claimed', () => {
    fc.assert(
      fc.property(cases, ({ own, text }) => {
        const delivered = textOf(protectAlone(text, own)).text;
        expect(delivered.isWellFormed()).to.equal(true);
        for (const piece of delivered.split(TOKEN))
          for (const { value } of own) {
            expect(piece.includes(value)).to.equal(false);
            // A comma or a line end parts a short name from what only looks like it.
            const lines = Array.from(strip(value)).length < 4 ? piece.split(/[\n\r]|[^\p{L}\p{M}\p{Cf}\p{Zs}\t]/u) : [piece];
            for (const line of lines) expect(strip(line), JSON.stringify({ delivered, value })).to.not.include(strip(value));
          }
      }),
      { numRuns: 500 },
    );
  });

  it('are replaced by tokens that the source cannot forge', () => {
    const pieces = fc.constantFrom(
      ...Array.from('【】〖[］1２'),
      '姓名',
      'Name ',
      'name',
      '手机号',
      ' ',
      '\u200b',
      '张伟',
      '原文标记',
      '【姓名1】',
      '[Name 1]',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const { text, replaced } = textOf(protectAlone(parts.join(''), [{ kind: 'name', value: '张伟' }]));
        const tokens = [...text.matchAll(TOKEN)].map(({ 0: token, index }) => [index, index + token.length]);
        expect(tokens).to.deep.equal(replaced.map(([, , start, end]) => [start, end]));
      }),
      { numRuns: 1000 },
    );
  });

  it('leave everything else as it was, and give one value one token', () => {
    fc.assert(
      fc.property(cases, ({ own, text }) => {
        const source = Array.from(text);
        const { text: delivered, replaced } = textOf(protectAlone(text, own));
        const tokens: string[] = [];
        let rebuilt = '';
        let [from, at] = [0, 0];
        for (const [start = 0, end = 0, begin = 0, stop = 0] of replaced) {
          rebuilt += source.slice(from, start).join('') + source.slice(start, end).join('');
          expect(Array.from(delivered).slice(at, begin)).to.deep.equal(source.slice(from, start));
          tokens.push(Array.from(delivered).slice(begin, stop).join(''));
          [from, at] = [end, stop];
        }
        expect(rebuilt + source.slice(from).join('')).to.equal(text);
        for (const token of tokens) expect(token).to.match(new RegExp(`^${TOKEN.source}$`, 'u'));
      }),
    );
  });

  it('leave tokens alone when a value is itself a token’s word', () => {
    for (const label of Object.values(LABELS['zh-CN']))
      expect(
        textOf(
          protectAlone(`${label}，13800138000`, [
            { kind: 'name', value: label },
            { kind: 'mobile', value: '13800138000' },
          ]),
        ).text,
      ).to.equal('【姓名1】，【手机号1】');
  });

  it('are never shown whole by a mask, whatever they hold', () => {
    const kinds = [
      'name',
      'id-number',
      'mobile',
      'landline',
      'email',
      'bank-card',
      'plate',
      'credit-code',
      'address',
      'identifier',
    ] as const;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom(...kinds), (raw, kind) => {
        const value = raw.toWellFormed();
        const masked = maskValue(kind, value);
        expect(masked.isWellFormed()).to.equal(true);
        if (!/^\*+$/.test(value)) expect(masked).to.not.equal(value);
        expect(Array.from(masked).filter((point) => point !== '*').length).to.be.at.most(Math.max(1, Array.from(value).length - 1));
      }),
    );
  });
});
