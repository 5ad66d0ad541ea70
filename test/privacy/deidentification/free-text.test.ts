import { expect } from 'chai';
import type { Finding } from '../../../privacy/deidentification/kinds.ts';
import type { Language } from '../../../privacy/deidentification/token.ts';
import { expectCode } from '../../support/expect-code.ts';
import { protectAlone, textOf, type OwnCell } from '../../support/protection.ts';
import { readVectorJson } from '../../support/vectors.ts';

interface TextVector {
  readonly title: string;
  readonly own: readonly OwnCell[];
  readonly source: string;
  readonly findings?: readonly Finding[];
  readonly language?: Language;
  readonly delivered: string;
  readonly replaced?: readonly (readonly number[])[];
}

const name = (value: string): OwnCell => ({ kind: 'name', value });
const mobile = (value: string): OwnCell => ({ kind: 'mobile', value });
const deliver = (source: string, own: readonly OwnCell[] = [], findings: readonly Finding[] = []): string =>
  textOf(protectAlone(source, own, findings)).text;

describe('free text', () => {
  for (const { title, own, source, findings, language, delivered, replaced } of readVectorJson<TextVector[]>('deidentification/texts.json'))
    it(title, () => {
      const done = textOf(protectAlone(source, own, findings, language));
      expect(done.text).to.equal(delivered);
      if (replaced !== undefined) expect(done.replaced).to.deep.equal(replaced);
    });

  it('stays as it is where nothing is sensitive, malformed brackets and all', () => {
    for (const text of ['', ' ', '【', '】】【【', '【】', '姓名1', '【姓名】', '【姓名1', '[图片]', '\ufeff', '\0'])
      expect(deliver(text, [name(''), mobile('')])).to.equal(text);
  });

  it('does not look for values too short to be told from words', () => {
    const own: readonly OwnCell[] = [
      { kind: 'identifier', value: '12' },
      { kind: 'identifier', value: '号' },
      { kind: 'name', value: 'Li' },
      { kind: 'identifier', value: ' - ' },
    ];
    expect(deliver('12月12日，12号 - Li 一家', own)).to.equal('12月12日，12号 - Li 一家');
  });

  it('looks for short words and numbers only where nothing like them touches', () => {
    const own: readonly OwnCell[] = [
      { kind: 'identifier', value: '0042' },
      { kind: 'name', value: 'Ann' },
    ];
    expect(deliver('工号0042，不是10042或0042A；Ann annual 安Ann安', own)).to.equal(
      '工号【编号1】，不是10042或0042A；【姓名1】 annual 安【姓名1】安',
    );
  });

  it('replaces a value a thousand times by one token', () => {
    const done = textOf(protectAlone('张伟，'.repeat(1000), [name('张伟')]));
    expect(done.text).to.equal('【姓名1】，'.repeat(1000));
    expect(done.replaced.length).to.equal(1000);
  });

  it('is not caught in values that overlap themselves', () => {
    expect(deliver('121212121212', [{ kind: 'identifier', value: '12121212' }])).to.equal('【编号1】1212');
    expect(deliver('哈哈哈', [name('哈哈')])).to.equal('【姓名1】哈');
  });

  it('refuses a finding that is no stretch of the text, or of a kind that nobody knows', async () => {
    const bad: readonly Partial<Record<keyof Finding, unknown>>[] = [
      { start: -1, end: 2 },
      { start: 1, end: 1 },
      { start: 2, end: 1 },
      { start: 0, end: 4 },
      { start: 0.5, end: 1 },
      { start: 0, end: 1, kind: 'mark' },
    ];
    for (const finding of bad)
      await expectCode(() => protectAlone('𠮷田明', [], [{ kind: 'name', ...finding } as Finding]), 'finding-malformed');
    expect(deliver('𠮷田明', [], [{ kind: 'name', start: 0, end: 3 }])).to.equal('【姓名1】');
  });

  it('takes 100,000 characters in a time that grows with the length', function () {
    this.timeout(60_000);
    const own = [
      name('阿依古丽·买买提'),
      mobile('13800138000'),
      { kind: 'address', value: `淮安市清江浦区水车巷${'一'.repeat(500)}` } as const,
    ];
    const hostile = [
      '13800138'.repeat(12_500),
      '【姓名'.repeat(33_000),
      '张伟13800138000，'.repeat(6000),
      '1'.repeat(100_000),
      `淮安市清江浦区水车巷${'一'.repeat(99_000)}`,
      ' \u200b-'.repeat(33_000),
      '👨‍👩‍👧'.repeat(12_000),
      'e\u0301\u0302'.repeat(33_000),
      `13800138000${'\u0301'.repeat(99_000)}`,
    ];
    const time = (text: string): number => {
      const from = performance.now();
      protectAlone(text, own);
      return performance.now() - from;
    };
    for (const text of hostile) {
      const tenth = Math.min(
        time(text.slice(0, text.length / 10)),
        time(text.slice(0, text.length / 10)),
        time(text.slice(0, text.length / 10)),
      );
      const whole = Math.min(time(text), time(text));
      // Ten times in theory; a quadratic step would make it a hundred.
      expect(whole, text.slice(0, 20)).to.be.below(40 * Math.max(tenth, 10));
    }
  });
});
