import { expect } from 'chai';
import type { OwnFigures } from '../../../api/gold.ts';
import { toHex } from '../../../common/encodings.ts';
import { addScores, commitFigure, figuresRoot, placeFigure, type FigureOpening } from '../../../provenance/gold/figures.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { GOLD_HOURS } from '../../support/gold.ts';
import { openScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace } from '../../support/scripted-space.ts';
import { createTinyLog, type TinyLog } from '../../support/tiny-log.ts';

const ROOT = 'ab'.repeat(32);
const SCORE = { labels: 1, choices: { compared: 1, right: 1 }, spans: { wanted: 2, found: 2, matched: 1 } };

type Shown = OwnFigures['figures'];

describe('a labeler’s gold figures on her own device', () => {
  let log: TinyLog;
  let person: TestPerson;
  let id = '';
  let honest: Shown;
  let others: Shown;
  /** What the gateway hands out. */
  let shown: Shown;

  beforeEach(async () => {
    const s = createScriptedSpace('gold');
    const court = s.join('auditor');
    const gold = () => ({ ...GOLD_HOURS, items: 3, root: ROOT, adjudicator: court.org });
    const lot = openScriptedLot(s, { deadline: 1_900_000_000_000, gold });
    log = createTinyLog(s, [lot.owner, lot.firm, court]);
    id = lot.lot.signed.event.subject.id;
    const figures: readonly FigureOpening[] = lot.labelers.map(({ key }) => ({
      salt: toHex(s.random(32)),
      value: { labeler: toHex(key.publicKey), ...SCORE, root: ROOT },
    }));
    const commitments = figures.map((figure) => commitFigure(id, figure));
    const closing = { cause: 'deadline' as const, labels: 3, reports: 0, left: [], root: ROOT };
    const closed = s.log('lot-closed', lot.connector, { subject: { id }, body: closing, refs: [lot.lot.id] });
    const body = { ...addScores([SCORE, SCORE]), people: 2, figures: figuresRoot(commitments) };
    s.log('gold-scored', lot.connector, { subject: { id }, body, refs: [closed.id] });
    const [own, other] = figures.map((opening, at) => {
      const { index, proof } = placeFigure(commitments, commitments[at] ?? '');
      return { lot: id, opening, index, proof: [...proof] };
    });
    [honest, others] = [own === undefined ? [] : [own], other === undefined ? [] : [other]];
    shown = honest;
    log.handlers.push((path) => (path.startsWith('/api/me/figures') ? { figures: shown } : undefined));
    log.publish();
    person = await openPerson(log, lot.labelers[0], lot.firm);
  });

  const read = async () => {
    log.publish();
    await person.client.follow();
    return await person.labeler.figures();
  };

  it('are hers as the owner’s connector signed them', async () => {
    const [figure] = await read();
    expect(figure).to.deep.include({ lot: id, value: honest[0]?.opening.value });
    expect(figure?.scored.signed.event.subject.id).to.equal(id);
  });

  it('are refused where the gateway hands out another’s, or what was not signed, and kept as evidence', async () => {
    const [own = expect.fail('no figure')] = honest;
    const { value, salt } = own.opening;
    const lies: readonly Shown[] = [
      others,
      [{ ...own, opening: { salt, value: { ...value, choices: { compared: 1, right: 0 } } } }],
      [{ ...own, opening: { salt, value: { ...value, labels: 2 } } }],
      [{ ...own, opening: { salt: 'cd'.repeat(32), value } }],
      [{ ...own, index: 1 - own.index }],
      [{ ...own, proof: [ROOT] }],
    ];
    for (const [at, lie] of lies.entries()) {
      shown = lie;
      await expectCode(read, 'figure-foreign');
      expect((await person.client.alarms.list()).map(({ code }) => code)).to.have.length(at + 1);
    }
  });

  it('are left out while the own copy of the log holds none of that lot', async () => {
    shown = honest.map((figure) => ({ ...figure, lot: '019ab697-e82d-7c11-9d2a-5b6f0c8e4a31' }));
    expect(await read()).to.deep.equal([]);
  });
});
