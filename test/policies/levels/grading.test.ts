import { expect } from 'chai';
import fc from 'fast-check';
import { KINDS } from '../../../policies/classification/finding.ts';
import { suggestGrading } from '../../../policies/levels/grading.ts';
import { DIRECT_KINDS, SENSITIVE_CATEGORIES, type FieldFacts, type GradingFacts } from '../../../policies/levels/grading-facts.ts';
import { DEGREES, IMPACT_LEVELS, IMPACT_OBJECTS, type Degree, type ImpactObject } from '../../../policies/levels/impacts.ts';
import { LEVELS, strictest } from '../../../policies/levels/level.ts';
import { LEVELS as EVENT_LEVELS } from '../../../provenance/event/fields.ts';
import { sentenceOf, silenceOf } from '../../../policies/levels/sentences.ts';

const HARMLESS = Object.fromEntries(IMPACT_OBJECTS.map((object) => [object, 'none'])) as Record<ImpactObject, Degree>;
const field = (name: string, found: FieldFacts['found'] = {}): FieldFacts => ({ name, filled: 10, found });
const facts = (changes: Partial<GradingFacts> = {}): GradingFacts => ({
  fields: [field('text')],
  impacts: HARMLESS,
  sensitive: [],
  under14: false,
  persons: undefined,
  ...changes,
});
const codes = (changes: Partial<GradingFacts>): string[] => suggestGrading(facts(changes)).reasons.map(({ code }) => code);

describe('the suggestion of a level', () => {
  it('knows the levels of the events', () => expect(LEVELS).to.deep.equal(EVENT_LEVELS));

  it('is the most open one where nothing is found and no harm is stated, and names every rule that was silent', () => {
    const { level, floor, reasons, notFired } = suggestGrading(facts());
    expect({ level, floor, reasons }).to.deep.equal({ level: 'g1', floor: 'g1', reasons: [] });
    expect(notFired).to.have.members([
      'direct-identifier',
      'sensitive-found',
      'field-not-examined',
      'combination',
      'sensitive-stated',
      'under-14',
      'ten-million',
      'impact',
      'impact-not-assessed',
    ]);
  });

  it('is important where nobody assessed the impact, whatever the contents', () => {
    const { level, floor, reasons } = suggestGrading(facts({ impacts: {} }));
    expect({ level, floor }).to.deep.equal({ level: 'important', floor: 'g1' });
    expect(reasons.map(({ code }) => code)).to.deep.equal(IMPACT_OBJECTS.map(() => 'impact-not-assessed'));
    const { 'public-interest': _left, ...five } = HARMLESS;
    expect(suggestGrading(facts({ impacts: five })).level).to.equal('important');
  });

  it('is important where a field was not examined', () => {
    const { level, fields } = suggestGrading(facts({ fields: [field('text'), { name: 'scan', filled: 3, found: undefined }] }));
    expect(level).to.equal('important');
    expect(fields.map((one) => one.level)).to.deep.equal(['g1', 'important']);
  });

  for (const kind of KINDS)
    it(`${DIRECT_KINDS.includes(kind) ? 'rises for' : 'does not rise for'} ${kind} in a field`, () => {
      const { level, fields } = suggestGrading(facts({ fields: [field('a', { [kind]: 1 }), field('b')] }));
      const expected = kind === 'bank-card' ? 'g4' : DIRECT_KINDS.includes(kind) ? 'g3' : 'g1';
      expect(level).to.equal(expected);
      expect(fields.map((one) => one.level)).to.deep.equal([expected, 'g1']);
    });

  for (const kind of ['id-number', 'mobile', 'landline', 'address'] as const)
    it(`rises to g4 where names and ${kind} meet in one dataset, though each field alone is g3`, () => {
      const { level, fields, reasons } = suggestGrading(facts({ fields: [field('who', { name: 9 }), field('how', { [kind]: 9 })] }));
      expect(level).to.equal('g4');
      expect(fields.map((one) => one.level)).to.deep.equal(['g3', 'g3']);
      expect(reasons[0]).to.include({ code: 'combination', level: 'g4' });
    });
  it('does not call names beside e-mail addresses a combination', () =>
    expect(codes({ fields: [field('who', { name: 9 }), field('mail', { email: 9 })] })).not.to.include('combination'));

  for (const object of IMPACT_OBJECTS)
    for (const degree of DEGREES)
      it(`${degree} harm to ${object} makes it ${IMPACT_LEVELS[object][degree]}`, () => {
        expect(suggestGrading(facts({ impacts: { ...HARMLESS, [object]: degree } })).level).to.equal(IMPACT_LEVELS[object][degree]);
      });
  it('follows the table of the standard at its corners', () => {
    expect(IMPACT_LEVELS['national-security']['general']).to.equal('important');
    expect(IMPACT_LEVELS['national-security']['serious']).to.equal('core');
    expect(IMPACT_LEVELS['social-order']['serious']).to.equal('important');
    expect(IMPACT_LEVELS['personal-rights']['especially-serious']).to.equal('g4');
  });

  for (const category of SENSITIVE_CATEGORIES)
    it(`rises to g4 for stated ${category}`, () => expect(suggestGrading(facts({ sensitive: [category] })).level).to.equal('g4'));
  it('rises to g4 for children', () => expect(suggestGrading(facts({ under14: true })).level).to.equal('g4'));
  it('is important from ten million persons on, not before', () => {
    expect(suggestGrading(facts({ persons: 10_000_000 })).level).to.equal('important');
    expect(suggestGrading(facts({ persons: 9_999_999 })).level).to.equal('g1');
  });

  it('never falls when a fact is added: the strictest governs', () => {
    const anyFacts = fc.record({
      fields: fc.array(
        fc.record({
          name: fc.string(),
          filled: fc.nat(),
          found: fc.option(fc.dictionary(fc.constantFrom(...KINDS), fc.nat(5)), { nil: undefined }),
        }),
        { maxLength: 5 },
      ),
      impacts: fc.record(Object.fromEntries(IMPACT_OBJECTS.map((object) => [object, fc.constantFrom(...DEGREES)])), { requiredKeys: [] }),
      sensitive: fc.subarray([...SENSITIVE_CATEGORIES]),
      under14: fc.boolean(),
      persons: fc.option(fc.nat(20_000_000), { nil: undefined }),
    });
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...KINDS), (given, kind) => {
        const before = suggestGrading(given);
        const after = suggestGrading({ ...given, fields: [...given.fields, field('more', { [kind]: 1 })] });
        expect(LEVELS.indexOf(after.level)).to.be.at.most(LEVELS.indexOf(before.level));
        expect(strictest([before.level, before.floor])).to.equal(before.level);
        for (const { level } of before.fields) expect(strictest([before.level, level])).to.equal(before.level);
      }),
    );
  });

  it('has a sentence in both languages for every reason and every silent rule', () => {
    const everything = facts({
      fields: [field('a', { name: 1, 'bank-card': 2, mobile: 3 }), { name: 'b', filled: 0, found: undefined }],
      impacts: { 'national-security': 'serious' },
      sensitive: ['health'],
      under14: true,
      persons: 20_000_000,
    });
    const { reasons } = suggestGrading(everything);
    expect(new Set(reasons.map(({ code }) => code)).size).to.equal(9);
    for (const reason of reasons) {
      const { zh, en } = sentenceOf(reason);
      expect(zh).to.match(/\p{Script=Han}/u);
      expect(`${zh}${en}`).not.to.match(/[{}]|undefined/);
    }
    const [many] = suggestGrading(facts({ fields: [{ name: 'text', filled: 12_406, found: { name: 1978 } }] })).reasons;
    expect(many && sentenceOf(many)).to.deep.equal({
      zh: '字段“text”有 1,978 个单元格含姓名（共 12,406 个）',
      en: '1,978 of 12,406 cells of “text” hold names',
    });
    for (const code of suggestGrading(facts()).notFired) expect(silenceOf(code).zh).not.to.equal(code);
  });
});
