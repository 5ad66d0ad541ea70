import { expect } from 'chai';
import { DomainError } from '../../common/errors.ts';
import { decisionOf, remediesOf } from '../../console/src/format/decision.ts';
import { ageOf, createFigures } from '../../console/src/format/figures.ts';
import { modulesToPath } from '../../console/src/format/qr.ts';
import { parseRows, parseShanghai, parseYuan } from '../../console/src/format/typed.ts';
import { countWords, normalWords } from '../../console/src/format/words.ts';

const zh = createFigures('zh-CN');
const en = createFigures('en');

describe('figures for people', () => {
  it('groups exact counts', () =>
    expect([zh.exact(12_406), zh.exact(0), zh.exact(999), en.exact(1_234_567)]).to.deep.equal(['12,406', '0', '999', '1,234,567']));
  it('shortens headlines in Chinese alone', () => {
    expect([zh.headline(9999), zh.headline(12_406), zh.headline(310_000_000), en.headline(12_406)]).to.deep.equal([
      '9,999',
      '1.24 万',
      '3.1 亿',
      '12,406',
    ]);
  });
  it('writes fen as yuan with two decimals', () =>
    expect([zh.money(4_821_560), zh.money(32), zh.money(5), zh.money(-5)]).to.deep.equal(['¥48,215.60', '¥0.32', '¥0.05', '-¥0.05']));
  it('writes shares with at most one decimal', () =>
    expect([zh.ratio(0.985), zh.ratio(1), zh.ratio(0)]).to.deep.equal(['98.5%', '100%', '0%']));
  it('writes times in the zone of the space, seconds where it is evidence', () => {
    const time = Date.UTC(2026, 10, 25, 16, 5, 9);
    expect([zh.time(time), zh.time(time, true), zh.date(time)]).to.deep.equal(['2026-11-26 00:05', '2026-11-26 00:05:09', '2026-11-26']);
  });
  it('writes the hour alone of what is of today in the zone of the space', () => {
    const time = Date.UTC(2026, 10, 25, 16, 5, 9);
    expect(en.clock(time, time + 3_600_000)).to.equal('0:05');
    expect(zh.clock(Date.UTC(2026, 10, 26, 1, 10), time)).to.equal('9:10');
    expect(zh.clock(time - 600_000, time)).to.equal('2026-11-25 23:55');
  });
  it('shortens hashes and groups fingerprints', () => {
    expect(zh.hash('4be1000000000000000090c7')).to.equal('4be1…90c7');
    expect(zh.fingerprint('7c419e0b52d8ffff')).to.equal('7c41 9e0b 52d8');
    expect(zh.index(118_204)).to.equal('#118,204');
  });
  it('writes sizes in steps of 1,024', () =>
    expect([zh.bytes(0), zh.bytes(1023), zh.bytes(24_576), zh.bytes(1_950_000)]).to.deep.equal(['0 B', '1023 B', '24 KB', '1.9 MB']));
  it('tells ages below a day', () => {
    expect([ageOf(0, 8000), ageOf(0, 120_000), ageOf(0, 7_200_000), ageOf(0, 86_400_000), ageOf(9000, 0)]).to.deep.equal([
      { key: 'seconds', n: 8 },
      { key: 'minutes', n: 2 },
      { key: 'hours', n: 2 },
      undefined,
      { key: 'seconds', n: 0 },
    ]);
  });
});

describe('what people type', () => {
  it('reads rows and ranges, each once', () => expect(parseRows('3-5, 1，4', 61)).to.deep.equal([1, 3, 4, 5]));
  it('reads nothing as all rows', () => expect(parseRows('  ', 61)).to.equal(null));
  for (const wrong of ['0', '1-', 'a', '5-3', '62', '1-500', '1;2', '1,,2', '-1', '1.5'])
    it(`does not read the rows ${wrong}`, () => expect(parseRows(wrong, 61)).to.equal(undefined));
  it('reads yuan as fen', () => expect([parseYuan('0.32'), parseYuan('3'), parseYuan(' 1.5 ')]).to.deep.equal([32, 300, 150]));
  for (const wrong of ['', '0', '-1', '0.325', '1e3', '¥1', '0.00', '1,000'])
    it(`does not read ${wrong || 'nothing'} as an amount`, () => expect(parseYuan(wrong)).to.equal(undefined));
  it('reads a deadline as the time of the space', () => expect(parseShanghai('2026-11-25T14:32')).to.equal(Date.UTC(2026, 10, 25, 6, 32)));
  it('does not read half a time', () =>
    expect([parseShanghai(''), parseShanghai('2026-11-25'), parseShanghai('2026-13-45T99:99')]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]));
  it('counts words however they are spaced', () => {
    expect(normalWords('  Ab  cd\u3000ef ')).to.equal('ab cd ef');
    expect([countWords(''), countWords('a b c d e f')]).to.deep.equal([0, 6]);
  });
});

describe('QR code as a path', () => {
  it('draws each run of dark modules once', () => {
    expect(
      modulesToPath([
        [true, true, false, true],
        [false, false, false, false],
      ]),
    ).to.equal('M0 0h2v1h-2zM3 0h1v1h-1z');
  });
});

describe('a refusal by policy', () => {
  const refusal = (details: object, code = 'level-forbids-delivery') => decisionOf(new DomainError(code, { ...details }));
  const told = { decision: 'deny', allowed: false, rule: 'LV-G2-OPEN', values: { level: 'g2' }, whoCanApprove: 'nobody' };
  it('reads the same from the gateway and from the own connector', () => {
    const rest = { rule: 'LV-G2-OPEN', whoCanApprove: 'nobody' };
    expect(refusal({ ...rest, level: 'g2', delivery: 'open', status: 403 })).to.deep.equal(told);
    expect(refusal({ ...rest, values: { level: 'g2' }, dataset: 'd', by: 'connector' })).to.deep.equal(told);
  });
  it('says what can be done at this level', () => {
    const remedies = (rule: string, whoCanApprove: 'nobody' | 'grading-officer' = 'nobody') => remediesOf({ rule, whoCanApprove });
    expect(remedies('LV-UNSIGNED', 'grading-officer')).to.deep.equal(['sign']);
    for (const rule of ['LV-G2-OPEN', 'LV-G3-OPEN']) expect(remedies(rule)).to.deep.equal(['seal', 'regrade']);
    for (const rule of ['LV-G4-OPEN', 'LV-G4-SEALED', 'LV-IMPORTANT-SEALED']) expect(remedies(rule)).to.deep.equal(['derive', 'regrade']);
    expect(remedies('LV-CORE-OPEN')).to.deep.equal(['regrade']);
  });
  it('is none without a rule, without an approver that there is, or under another code', () => {
    for (const details of [
      {},
      { rule: 'LV-G2-OPEN' },
      { rule: 7, whoCanApprove: 'nobody' },
      { rule: 'LV-G2-OPEN', whoCanApprove: 'operator' },
    ])
      expect(refusal(details)).to.equal(undefined);
    expect(refusal({ rule: 'LV-G2-OPEN', whoCanApprove: 'nobody' }, 'role-missing')).to.equal(undefined);
    expect(decisionOf(new Error('level-forbids-delivery'))).to.equal(undefined);
  });
});
