import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { commitGoldAnswer } from '../../../provenance/gold/commitments.ts';
import { commitFigure } from '../../../provenance/gold/figures.ts';
import { openGoldOpening, sealGoldOpening, verifyGoldOpening, type GoldOpening } from '../../../provenance/gold/opening.ts';
import { scoredLot } from '../../../provenance/space/rules-contest.ts';
import { contestScriptedLot, scoreOpened, type ContestedLot } from '../../support/contested-lot.ts';
import { expectCode } from '../../support/expect-code.ts';
import { label } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type LoggedEvent, type ScriptedSpace } from '../../support/scripted-space.ts';

const OTHER = [{ from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['目标'] } }];

describe('what an owner opens of a contested figure', () => {
  let s: ScriptedSpace;
  let lot: ContestedLot;
  let contested: LoggedEvent<'score-contested'>;
  beforeEach(() => {
    s = createScriptedSpace();
    lot = contestScriptedLot(s);
    contested = s.log('score-contested', lot.author, lot.contestDraft);
  });

  const verify = (opening: GoldOpening, contest = contested.signed.event) => {
    const { state } = s.replay();
    const leafAt = (index: number) => (index < s.entries.length ? toHex(lot.leafOf({ index })) : undefined);
    return verifyGoldOpening(opening, { ...scoredLot(state, lot.id), state, contest, leafAt, score: scoreOpened });
  };
  const [one, two] = [0, 1] as const;
  const at = <T>(list: readonly T[], index: number): T => list[index] ?? expect.fail('none');

  it('bears the figure out, and shows what was compared', () => {
    const compared = verify(lot.opening);
    expect(compared.map(({ item }) => item)).to.deep.equal(lot.gold.map(({ item }) => item));
    expect(compared[0]?.known).to.deep.equal(compared[0]?.given);
  });

  const LIES: Readonly<Record<string, readonly [code: string, lie: (opening: GoldOpening) => GoldOpening]>> = {
    'an answer changed after the lot had opened': [
      'gold-root-differs',
      (opening) => {
        const changed = { ...at(lot.gold, one), answer: OTHER };
        const items = [{ ...at(opening.items, one), answer: commitGoldAnswer(changed) }, at(opening.items, two)];
        return { ...opening, items, answers: [{ ...at(opening.answers, one), answer: OTHER }, at(opening.answers, two)] };
      },
    ],
    'an answer shown that is not the committed one': [
      'gold-answer-differs',
      (opening) => ({ ...opening, answers: [{ ...at(opening.answers, one), answer: OTHER }, at(opening.answers, two)] }),
    ],
    'a gold item left out': ['gold-root-differs', (opening) => ({ ...opening, items: opening.items.slice(1) })],
    'a gold item moved to another item': [
      'gold-root-differs',
      (opening) => ({ ...opening, items: [{ ...at(opening.items, one), item: at(lot.items, 2).id }, at(opening.items, two)] }),
    ],
    'a label of hers left out': ['contest-label-left-out', (opening) => ({ ...opening, labels: opening.labels.slice(1) })],
    'the answer to an item of hers left out': ['contest-label-left-out', (opening) => ({ ...opening, answers: opening.answers.slice(1) })],
    'her result not shown': [
      'contest-label-left-out',
      (opening) => ({ ...opening, labels: opening.labels.map(({ signed, salt, index }) => ({ signed, salt, index })) }),
    ],
    'another result in the place of hers': [
      'contest-label-foreign',
      (opening) => {
        const [first, ...rest] = opening.labels;
        return { ...opening, labels: [{ ...(first ?? expect.fail()), opening: { salt: 'ab'.repeat(32), value: OTHER } }, ...rest] };
      },
    ],
    'a label at another place of the log': [
      'contest-label-foreign',
      (opening) => ({ ...opening, labels: opening.labels.map((own) => ({ ...own, index: own.index - 1 })) }),
    ],
    'another score than labels and answers give': [
      'contest-figure-differs',
      (opening) => ({ ...opening, figure: { ...opening.figure, choices: { compared: 2, right: 1 } } }),
    ],
  };
  for (const [name, [code, lie]] of Object.entries(LIES))
    it(`is caught with ${name}: ${code}`, () => expectCode(() => verify(lie(lot.opening)), code));

  it('is caught where the signed figure itself is another one than labels and answers give', async () => {
    const figure = { ...lot.opening.figure, choices: { compared: 2, right: 1 } };
    const body = { ...contested.signed.event.body, figure: commitFigure(lot.id, { salt: lot.opening.salt, value: figure }) };
    await expectCode(() => verify({ ...lot.opening, figure }, { ...contested.signed.event, body }), 'gold-score-differs');
  });

  it('is caught with a label of somebody else', async () => {
    const other = createScriptedSpace('other');
    const theirs = contestScriptedLot(other);
    const foreign = label(other, theirs, theirs.labelers[1], 2);
    const shown = { signed: foreign.signed, salt: foreign.salt, index: at(lot.labels, 2).index };
    await expectCode(() => verify({ ...lot.opening, labels: [...lot.opening.labels.slice(0, 2), shown] }), 'contest-label-foreign');
  });

  it('opens for one of the two alone, and for this contest alone', async () => {
    const box = sealGoldOpening(lot.opening, contested.id, toHex(lot.wei.opening.publicKey), s.random);
    expect(openGoldOpening(box, contested.id, lot.wei.opening)).to.deep.equal(lot.opening);
    await expectCode(() => openGoldOpening(box, contested.id, lot.han.opening), 'seal-unopened');
    await expectCode(() => openGoldOpening(box, 'a'.repeat(64), lot.wei.opening), 'seal-unopened');
  });
});
