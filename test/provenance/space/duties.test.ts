import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { createReplay } from '../../../provenance/space/replay.ts';
import type { Duty } from '../../../provenance/space/state.ts';
import { openScriptedLot, type ScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type Actor, type LoggedEvent, type ScriptedSpace } from '../../support/scripted-space.ts';

/** An owner who would let people review what they could label themselves; her gateway takes whatever she signs. */
describe('rosters while a lot is open', () => {
  let s: ScriptedSpace;
  let lot: ScriptedLot;
  /** Each with both roles. */
  let [wang, zhao]: Actor[] = [];
  let number = 1;

  /** Somebody new, or one more device of somebody. */
  const hire = (subject?: string): Actor =>
    s.certify(lot.firm, ['labeler', 'reviewer'], { ...s.newActor(lot.firm.org), ...(subject !== undefined && { subject }) });
  beforeEach(() => {
    s = createScriptedSpace();
    lot = openScriptedLot(s);
    number = 1;
    [wang, zhao] = [hire(), hire()];
  });

  const sign = (members: Readonly<Partial<Record<Duty, readonly (Actor | undefined)[]>>>): LoggedEvent<'roster-signed'> => {
    const toMembers = (duty: Duty) =>
      (members[duty] ?? []).map((actor) => {
        const { certificate, key } = actor ?? expect.fail('nobody');
        return { certificate, key: toHex(key.publicKey), duty };
      });
    const body = { number: (number += 1), members: [...toMembers('labeler'), ...toMembers('reviewer')] };
    return s.log('roster-signed', lot.keeper, { subject: { id: lot.project }, body, refs: [lot.opened.id] });
  };
  const close = ({ id, signed }: LoggedEvent<'lot-opened'> = lot.lot): void => {
    const { subject, body } = signed.event;
    const closing = { cause: 'deadline' as const, labels: 0, reports: 0, left: body.items.map((item) => item.id), root: '0'.repeat(64) };
    s.log('lot-closed', lot.connector, { subject: { id: subject.id }, body: closing, refs: [id] });
  };
  const openAnother = (roster: LoggedEvent<'roster-signed'>): LoggedEvent<'lot-opened'> => {
    const { body } = lot.lot.signed.event;
    return s.log('lot-opened', lot.connector, { subject: { id: s.newId() }, body, refs: [lot.opened.id, roster.id] });
  };
  const idOf = ({ signed }: LoggedEvent<'lot-opened'>): string => signed.event.subject.id;

  /** What the log says in the end, and what did not count of it. */
  const read = () => {
    const replay = createReplay(s.space, s.premises);
    const refused = s.entries.map((entry) => replay.take(entry)).filter((reading) => reading.kind === 'ignored');
    const roster = replay.state.projects.get(lot.project)?.roster?.signed.event.body.number;
    return { roster, refused: refused.map(({ code, details }) => [code, details['rule'], details['lot']]), lots: replay.state.lots };
  };
  const clash = (opened = lot.lot): readonly unknown[] => ['roster-duty-clash', 'one duty a lot', idOf(opened)];

  it('make nobody a reviewer who was a labeler of it', () => {
    sign({ labeler: [wang] });
    sign({ labeler: [zhao], reviewer: [wang] });
    expect(read()).to.deep.include({ roster: 2, refused: [clash()] });
  });

  it('make nobody a labeler who was a reviewer of it', () => {
    sign({ labeler: [zhao], reviewer: [wang] });
    sign({ labeler: [zhao, wang] });
    expect(read()).to.deep.include({ roster: 2, refused: [clash()] });
  });

  it('know her by any of her devices, and by those that are revoked', () => {
    const [labeler] = lot.labelers;
    const device = hire(labeler.subject);
    s.revoke(lot.firm, labeler);
    sign({ labeler: [wang], reviewer: [device] });
    sign({ labeler: [wang, device] });
    expect(read()).to.deep.include({ roster: 3, refused: [clash()] });
  });

  it('do not forget her while she is on none', () => {
    sign({ labeler: [wang] });
    sign({ labeler: [zhao] });
    sign({ labeler: [zhao], reviewer: [wang] });
    expect(read()).to.deep.include({ roster: 3, refused: [clash()] });
  });

  it('do not take a roster that did not count for a duty', () => {
    sign({ labeler: [wang] });
    sign({ labeler: [zhao], reviewer: [wang] });
    sign({ labeler: [wang], reviewer: [zhao] });
    expect(read()).to.deep.include({ roster: 4, refused: [clash()] });
  });

  it('let her review later lots once this one is closed, and do not hold her to the closed one', () => {
    sign({ labeler: [wang] });
    close();
    const roster = sign({ labeler: [zhao], reviewer: [wang] });
    const later = openAnother(roster);
    sign({ labeler: [wang], reviewer: [zhao] });
    const { refused, lots } = read();
    expect(refused).to.deep.equal([clash(later)]);
    expect([lot.lot, later].map((opened) => lots.get(idOf(opened))?.duties.size)).to.deep.equal([3, 2]);
  });

  it('are held to each lot that is open', () => {
    const roster = sign({ labeler: [wang] });
    const second = openAnother(roster);
    close();
    sign({ labeler: [zhao], reviewer: [wang] });
    close(second);
    sign({ labeler: [zhao], reviewer: [wang] });
    expect(read()).to.deep.include({ roster: 4, refused: [clash(second)] });
  });

  it('say nothing of the lots of another project', () => {
    const other = openScriptedLot(s);
    sign({ labeler: [zhao], reviewer: [wang] });
    const { certificate, key } = wang ?? expect.fail('nobody');
    const members = [{ certificate, key: toHex(key.publicKey), duty: 'labeler' as const }];
    s.log('roster-signed', other.keeper, { subject: { id: other.project }, body: { number: 2, members }, refs: [other.opened.id] });
    expect(read().refused).to.deep.equal([]);
  });

  it('are judged the same in a fork, which changes nothing for the others', () => {
    const replay = s.replay();
    const fork = replay.fork();
    const labeling = sign({ labeler: [wang] });
    fork.take(s.entries[labeling.index] ?? new Uint8Array());
    expect(fork.state.lots.get(idOf(lot.lot))?.duties.size).to.equal(3);
    expect(replay.state.lots.get(idOf(lot.lot))?.duties.size).to.equal(2);
  });
});
