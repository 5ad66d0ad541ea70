import { expect } from 'chai';
import { findReworks } from '../../../provenance/space/rework-basis.ts';
import { createReturnedLot, DEFECT, INSPECTION, type ReturnedLot } from '../../support/returned-lot.ts';
import { openScriptedLot, signRoster, type ScriptedLotOptions } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type Actor, type EventDraft, type LoggedEvent, type ScriptedSpace } from '../../support/scripted-space.ts';

type Rework = LoggedEvent<'label-reworked'>;

/** Each tries what a gateway in league would take: only the rules stand between. */
describe('the rework of a label that was found to be a defect', () => {
  let s: ScriptedSpace;
  let lot: ReturnedLot;
  let [author, other]: Actor[] = [];

  beforeEach(() => {
    s = createScriptedSpace();
    lot = createReturnedLot(s);
    [author, other] = [...lot.labelers];
  });

  const known = <T>(value: T | undefined): T => value ?? expect.fail('nothing there');
  const refusalOf = (by: Actor, draft: EventDraft<'label-reworked'>): string => s.judge('label-reworked', by, draft);

  describe('by the log alone', () => {
    it('is by a labeler of the roster, over the closing, the label and its verdict', () => {
      expect(refusalOf(known(author), lot.reworkOf())).to.equal('counts');
      const [label, verdict] = [known(lot.labels[0]).id, lot.verdicts[0].id];
      const { id: closed } = lot.closed;
      for (const refs of [
        [],
        [label, verdict],
        [closed, label],
        [closed, label, label],
        [lot.lot.id, label, verdict],
        [closed, label, verdict, label],
      ])
        expect(refusalOf(known(author), lot.reworkOf(0, { refs })), refs.join(' ')).to.equal('reference-missing');
    });

    it('comes before the answer, whether or not the inspection has ended', () => {
      const ended = lot.end();
      expect(refusalOf(known(author), lot.reworkOf())).to.equal('counts');
      s.log('lot-accepted', lot.keeper, { subject: { id: lot.id }, body: {}, refs: [ended.id] });
      expect(refusalOf(known(author), lot.reworkOf())).to.equal('rework-late');
    });

    it('is taken over in no greater number than the inspection found defects', () => {
      const ended = lot.end();
      const accepting = (count: number): string => {
        const body = { reworks: { count, root: 'ab'.repeat(32) } };
        return s.judge('lot-accepted', lot.keeper, { subject: { id: lot.id }, body, refs: [ended.id] });
      };
      expect([1, 2].map(accepting)).to.deep.equal(['counts', 'reworks-accepted-unfit']);
    });

    it('comes behind the closing, of a lot that is inspected', () => {
      const codeIn = (options: ScriptedLotOptions): string => {
        const open = openScriptedLot(s, options);
        const [item] = open.items;
        const { id } = open.lot.signed.event.subject;
        const subject = { id: known(item).id, commitment: known(item).commitment };
        return refusalOf(open.labelers[0], { ...lot.reworkOf(), subject, body: { ...lot.reworkOf().body, lot: id } });
      };
      expect(codeIn({ inspection: INSPECTION })).to.equal('rework-early');
      expect(codeIn({})).to.equal('draw-not-agreed');
    });

    it('is about an item of the lot, as it was listed', () => {
      const [first, second] = lot.items;
      const moved = { id: known(first).id, commitment: known(second).commitment };
      expect(refusalOf(known(author), lot.reworkOf(0, { subject: moved }))).to.equal('item-not-in-lot');
      expect(refusalOf(known(author), lot.reworkOf(0, { subject: { ...moved, id: s.newId() } }))).to.equal('item-not-in-lot');
      expect(refusalOf(known(author), lot.reworkOf(0, { body: { ...lot.reworkOf().body, lot: s.newId() } }))).to.equal('subject-unknown');
    });

    it('is not by a reviewer, a data owner, somebody who left the roster or whose key was revoked', () => {
      for (const by of [lot.reviewer, lot.keeper, lot.connector]) expect(refusalOf(by, lot.reworkOf())).to.equal('not-on-roster');
      signRoster(s, lot.keeper, lot.opened, [known(other)], 2);
      expect(refusalOf(known(author), lot.reworkOf())).to.equal('not-on-roster');
      s.revoke(lot.firm, known(author));
      expect(refusalOf(known(author), lot.reworkOf())).to.equal('actor-revoked');
    });

    it('is sealed exactly if its project is', () => {
      const sealed = { header: 'ef'.repeat(32), label: '12'.repeat(32) };
      expect(refusalOf(known(author), lot.reworkOf(0, { body: { ...lot.reworkOf().body, sealed } }))).to.equal('sealing-unfit');
    });
  });

  describe('by label and verdict', () => {
    const find = (...reworks: readonly Rework[]) => {
      const { state } = s.replay();
      const labels = lot.labels.map((label) => ({ ...label, entry: known(s.entries[label.index]) }));
      const verdicts = s.events.filter(
        ({ signed }) => signed.event.type === 'verdict-signed',
      ) as unknown as LoggedEvent<'verdict-signed'>[];
      const { counting, refused } = findReworks(state, known(state.lots.get(lot.id)), { labels, verdicts, reworks });
      return {
        counting: new Map([...counting].map(([label, { id }]) => [label, id])),
        refused: refused.map(({ rework, error }) => [rework.id, error.code]),
      };
    };
    const rework = (by: Actor, draft = lot.reworkOf()): Rework => s.log('label-reworked', by, draft);
    const refused = (...reworks: readonly Rework[]): readonly (string | undefined)[] => {
      const found = find(...reworks);
      expect([...found.counting.keys()]).to.deep.equal([]);
      return found.refused.map(([, code]) => code);
    };

    it('takes the place of the label', () => {
      const made = rework(known(author));
      expect(find(made)).to.deep.equal({ counting: new Map([[known(lot.labels[0]).id, made.id]]), refused: [] });
    });

    it('is hers by whichever device of the roster', () => {
      const device = { ...s.newActor(lot.firm.org), subject: known(author).subject };
      s.certify(lot.firm, ['labeler'], device);
      signRoster(s, lot.keeper, lot.opened, [device, known(other)], 2);
      const draft = lot.reworkOf();
      expect(refusalOf(device, draft)).to.equal('counts');
      const made = rework(device, draft);
      expect(find(made).counting.get(known(lot.labels[0]).id)).to.equal(made.id);
    });

    it('comes too late behind a checkpoint that shows the owner’s silence to have accepted', () => {
      lot = createReturnedLot(s, { inspection: { ...INSPECTION, answerHours: 24 } });
      const ended = lot.end();
      const size = s.entries.length;
      const late = s.log('label-reworked', lot.labelers[0], lot.reworkOf());
      const { state } = s.replay();
      const own = known(state.lots.get(lot.id));
      const entryOf = ({ index }: { readonly index: number }): Uint8Array => known(s.entries[index]);
      const labels = lot.labels.map((label) => ({ ...label, entry: entryOf(label) }));
      const codeAt = (hours: number) => {
        const time = ended.signed.event.time + hours * 3_600_000;
        const { refused: without } = findReworks(state, own, { labels, verdicts: [...lot.verdicts], reworks: [late] }, [{ size, time }]);
        return without.map(({ error }) => error.code);
      };
      expect([codeAt(23), codeAt(25)]).to.deep.equal([[], ['rework-late']]);
    });

    it('is not by another labeler', () => expect(refused(rework(known(other)))).to.deep.equal(['rework-foreign']));

    it('is of no label that passed, and of none without a verdict', () => {
      expect(refused(rework(known(author), lot.reworkOf(1)))).to.deep.equal(['rework-without-verdict']);
      expect(refused(rework(known(other), lot.reworkOf(2)))).to.deep.equal(['rework-without-verdict']);
    });

    it('rests on the verdict over this very label', () => {
      const [passed, defect] = [known(lot.labels[1]).id, lot.verdicts[0].id];
      const borrowed = lot.reworkOf(1, { refs: [lot.closed.id, passed, defect] });
      expect(refused(rework(known(author), borrowed))).to.deep.equal(['rework-without-verdict']);
      const unknown = lot.reworkOf(0, { refs: [lot.closed.id, known(lot.labels[0]).id, 'ee'.repeat(32)] });
      expect(refused(rework(known(author), unknown))).to.deep.equal(['rework-without-verdict']);
    });

    it('is of the item of its label, and of a label that counts', () => {
      const subject = lot.reworkOf(1).subject;
      expect(refused(rework(known(author), lot.reworkOf(0, { subject })))).to.deep.equal(['rework-without-verdict']);
      const foreign = lot.reworkOf(0, { refs: [lot.closed.id, 'ee'.repeat(32), lot.verdicts[0].id] });
      expect(refused(rework(known(author), foreign))).to.deep.equal(['rework-without-verdict']);
    });

    it('rests on the first verdict: a later one of a defect changes nothing', () => {
      const again = lot.judge(1, DEFECT);
      const refs = [lot.closed.id, known(lot.labels[1]).id, again.id];
      expect(refused(rework(known(author), lot.reworkOf(1, { refs })))).to.deep.equal(['rework-without-verdict']);
    });

    it('comes behind its verdict', () => {
      const made = rework(known(other), lot.reworkOf(2, { refs: [lot.closed.id, known(lot.labels[2]).id, lot.verdicts[0].id] }));
      const late = lot.judge(2, DEFECT);
      const dated = {
        ...made,
        signed: { ...made.signed, event: { ...made.signed.event, refs: [lot.closed.id, known(lot.labels[2]).id, late.id] } },
      };
      expect(refused(dated)).to.deep.equal(['rework-without-verdict']);
    });

    it('rests on no verdict of another organisation', () => {
      const stranger = lot.reviewer;
      const codesWith = (by: () => Actor): readonly (string | undefined)[] => {
        lot = createReturnedLot(s);
        const refs = [lot.closed.id, known(lot.labels[2]).id, lot.judge(2, DEFECT, by()).id];
        return refused(rework(lot.labelers[1], lot.reworkOf(2, { refs })));
      };
      expect(codesWith(() => s.certify(lot.owner, ['reviewer']))).to.deep.equal(['rework-without-verdict']);
      expect(codesWith(() => stranger)).to.deep.equal(['rework-without-verdict']);
    });

    it('rests on no verdict of somebody of the firm who reviews nothing', () => {
      const refs = [lot.closed.id, known(lot.labels[2]).id, lot.judge(2, DEFECT, s.certify(lot.firm, ['administrator'])).id];
      expect(refused(rework(known(other), lot.reworkOf(2, { refs })))).to.deep.equal(['rework-without-verdict']);
    });

    it('rests on the first verdict of whoever may inspect: one that a gateway made up and logged first voids nothing', () => {
      const madeUp = lot.judge(2, DEFECT, s.newActor(lot.firm.org));
      const honest = lot.judge(2, DEFECT);
      const over = ({ id }: LoggedEvent): EventDraft<'label-reworked'> =>
        lot.reworkOf(2, { refs: [lot.closed.id, known(lot.labels[2]).id, id] });
      expect(find(rework(known(other), over(madeUp as unknown as LoggedEvent))).refused.map(([, code]) => code)).to.deep.equal([
        'rework-without-verdict',
      ]);
      expect(find(rework(known(other), over(honest as unknown as LoggedEvent))).refused).to.deep.equal([]);
    });

    it('is done once: the first in the log counts', () => {
      const [first, second] = [rework(known(author)), rework(known(author))];
      const found = find(second, first);
      expect(found.counting.get(known(lot.labels[0]).id)).to.equal(first.id);
      expect(found.refused).to.deep.equal([[second.id, 'rework-given']]);
    });

    it('is not used up by one that does not hold', () => {
      const [stranger, made] = [rework(known(other)), rework(known(author))];
      const found = find(stranger, made);
      expect(found.counting.get(known(lot.labels[0]).id)).to.equal(made.id);
      expect(found.refused).to.deep.equal([[stranger.id, 'rework-foreign']]);
    });
  });
});
