import { expect } from 'chai';
import { openStage, type Stage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { label, report, signLabel, type ScriptedLabel } from '../../support/scripted-lot.ts';

interface Bed extends Stage {
  readonly person: TestPerson;
  readonly lotId: string;
}

/** A labeler at a device that has forgotten everything but the log. */
const openBed = async (prepare: (stage: Stage) => void = () => undefined): Promise<Bed> => {
  const stage = openStage();
  prepare(stage);
  const { log, lot, labeler } = stage;
  log.publish();
  return { ...stage, person: await openPerson(log, labeler, lot.firm), lotId: lot.lot.signed.event.subject.id };
};

const listed = ({ id, index, signed, salt, opening }: ScriptedLabel) => ({
  item: signed.event.subject.id,
  event: id,
  signed,
  salt,
  index,
  opening,
});

describe('an own item that is opened again', () => {
  const relay = ({ log }: Bed, item: string, answer: object): void =>
    void log.handlers.push((path) => (path === `/api/items/${item}` ? answer : undefined));

  it('is the text that the lot was opened with, without a lease where it has an own label', async () => {
    const bed = await openBed();
    const [, second] = bed.lot.items;
    const item = second?.id ?? '';
    relay(bed, item, { item, opening: second?.opening });
    expect(await bed.person.labeler.reopenItem(bed.lotId, item)).to.deep.equal({ lot: bed.lotId, item, position: 1, text: '教育局配合' });
  });

  it('keeps the end of a lease that still lives', async () => {
    const bed = await openBed();
    const [first] = bed.lot.items;
    const item = first?.id ?? '';
    relay(bed, item, { item, opening: first?.opening, until: bed.log.now + 1000 });
    expect((await bed.person.labeler.reopenItem(bed.lotId, item)).until).to.equal(bed.log.now + 1000);
  });

  it('is not shown with another text, or with the text of another item', async () => {
    const bed = await openBed();
    const [first, second] = bed.lot.items;
    const item = first?.id ?? '';
    relay(bed, item, { item: second?.id, opening: second?.opening });
    await expectCode(() => bed.person.labeler.reopenItem(bed.lotId, item), 'opening-differs');
    bed.log.handlers.pop();
    relay(bed, item, { item, opening: { ...first?.opening, value: '市数据局不牵头' } });
    await expectCode(() => bed.person.labeler.reopenItem(bed.lotId, item), 'opening-differs');
    expect((await bed.person.client.alarms.list()).map(({ code }) => code)).to.deep.equal(['opening-differs', 'opening-differs']);
  });

  it('must be of the lot', async () => {
    const bed = await openBed();
    const item = bed.log.space.newId();
    relay(bed, item, { item, opening: bed.lot.items[0]?.opening });
    await expectCode(() => bed.person.labeler.reopenItem(bed.lotId, item), 'subject-unknown');
  });
});

describe('own labels as the gateway lists them', () => {
  const relay = ({ log }: Bed, labels: readonly object[]): void =>
    void log.handlers.push((path) => (path.endsWith('/mine') ? { labels } : undefined));
  const own: ScriptedLabel[] = [];
  const openLabeled = (): Promise<Bed> =>
    openBed(({ log, lot, labeler }) => {
      own.splice(0, own.length, label(log.space, lot, labeler, 0), label(log.space, lot, labeler, 1, { result: [] }));
      report(log.space, lot, labeler, 2);
    });

  it('come with the results that were signed', async () => {
    const bed = await openLabeled();
    relay(bed, own.map(listed));
    expect((await bed.person.labeler.mine(bed.lotId)).map(({ opening }) => opening)).to.deep.equal(own.map(({ opening }) => opening));
  });

  it('are not taken with another result: a correction would start from a lie', async () => {
    const bed = await openLabeled();
    const [first, second] = own.map(listed);
    relay(bed, [{ ...first, opening: second?.opening }]);
    await expectCode(() => bed.person.labeler.mine(bed.lotId), 'opening-differs');
    expect((await bed.person.client.alarms.list()).map(({ code }) => code)).to.deep.equal(['opening-differs']);
  });

  it('are left out, and named, when they are shown at another item, under another name or in another lot', async () => {
    const bed = await openLabeled();
    const [first, second] = own.map(listed);
    const elsewhere = { ...second, item: first?.item };
    relay(
      bed,
      [first, elsewhere, { ...second, event: first?.event }].filter((one) => one !== undefined),
    );
    const shown = await bed.person.labeler.listed(bed.lotId);
    expect([shown.mine.map(({ event }) => event), shown.foreign]).to.deep.equal([[first?.event], 2]);
    const { space } = bed.log;
    bed.log.handlers.pop();
    relay(bed, [listed(signLabel(space, bed.lot, bed.labeler, 0, { body: { lot: space.newId() } }))]);
    expect(await bed.person.labeler.listed(bed.lotId)).to.deep.equal({ mine: [], foreign: 1 });
    expect(new Set((await bed.person.client.alarms.list()).map(({ code }) => code))).to.deep.equal(new Set(['label-foreign']));
  });

  it('are told from those of somebody else, certified or not, and of a former key of the same person', async () => {
    const others: ScriptedLabel[] = [];
    const bed = await openBed(({ log: { space }, lot, labeler }) => {
      const former = space.certify(lot.firm, ['labeler'], { ...space.newActor(lot.firm.org), subject: labeler.subject });
      others.push(
        label(space, lot, former, 0),
        label(space, lot, lot.labelers.find((one) => one !== labeler) ?? expect.fail('nobody else'), 1),
      );
    });
    const { space } = bed.log;
    const [former, other] = others.map(listed);
    const stranger = listed(signLabel(space, bed.lot, space.newActor(bed.lot.firm.org), 2));
    const { size } = bed.person.client.ledger().point;
    for (const [shown, foreign] of [
      [former, 0],
      [other, 1],
      [{ ...other, index: size + 5 }, 1],
      [{ ...stranger, index: 3 }, 1],
      // Certified since, it may be, in a part of the log that no witness has seen yet.
      [{ ...stranger, index: size }, 0],
    ] as const) {
      relay(bed, [shown ?? expect.fail('nothing listed')]);
      expect(await bed.person.labeler.listed(bed.lotId)).to.deep.equal({ mine: [], foreign });
      bed.log.handlers.pop();
    }
  });
});
