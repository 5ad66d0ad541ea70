import { expect } from 'chai';
import { newestLabels, type Sources } from '../../console/src/data/connected/labels.ts';
import { label, openScriptedLot } from '../support/scripted-lot.ts';
import { createScriptedSpace } from '../support/scripted-space.ts';

describe('own labels as the bench shows them', () => {
  const s = createScriptedSpace();
  const lot = openScriptedLot(s, { level: 'g3', clearance: 'g3', lotKey: '09'.padEnd(64, '0') });
  const [labeler] = lot.labelers;
  const sealed = { header: 'a1'.repeat(32), label: 'b2'.repeat(32) };
  const first = label(s, lot, labeler, 0, { body: { sealed } });
  const second = label(s, lot, labeler, 0, { body: { sealed }, replaces: first });
  const mine = [first, second].map(({ id, index, signed, salt }) => ({
    item: signed.event.subject.id,
    event: id,
    signed: signed as unknown as Sources['mine'][number]['signed'],
    salt,
    index,
  }));
  const newest = (of: Sources['mine'], unreadable: readonly string[]) => {
    const options = { lot: lot.lot.signed.event.subject.id, size: 1000, now: 0, earlier: new Map(), unreadable: new Set(unreadable) };
    return newestLabels({ records: [], recent: [], mine: of, returned: [] }, options).get(lot.items[0]?.id ?? '');
  };

  it('count while nobody says that they do not open', () => {
    expect(newest(mine, [])).to.include({ state: 'logged', revision: 1, event: second.id });
  });

  it('are named when their owner could not open them, with what the next one corrects', () => {
    expect(newest(mine, [second.id])).to.deep.include({ state: 'unreadable', revision: 1, replaces: { event: first.id, revision: 0 } });
    const alone = newest(mine.slice(0, 1), [first.id]);
    expect(alone).to.include({ state: 'unreadable', revision: 0 });
    expect(alone?.replaces).to.equal(undefined);
  });

  it('are logged again once they are labeled anew', () => {
    const anew = label(s, lot, labeler, 0, { body: { sealed } });
    const again = { ...mine[0], event: anew.id, index: anew.index } as (typeof mine)[number];
    expect(newest([...mine.slice(0, 1), again], [first.id])).to.include({ state: 'logged', event: anew.id });
  });
});
