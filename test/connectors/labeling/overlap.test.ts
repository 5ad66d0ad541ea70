import { expect } from 'chai';
import type { SignedEvent } from '../../../provenance/event/event.ts';
import { toHex } from '../../../common/encodings.ts';
import { expectCode } from '../../support/expect-code.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';

/** A gateway that serves an item again to whoever had it lets her sign as often as it likes: her connector counts people. */
describe('a lot whose items two people label, at its connector', () => {
  let lot: OwnLot;
  let [id, project] = ['', ''];
  let deadline = 0;
  beforeEach(async () => {
    lot = await startOwnLot();
    deadline = Date.now() + 300_000;
    ({ lot: id, project } = await lot.begin(deadline, 2));
    await lot.round();
  });
  afterEach(() => lot.close());
  const closed = () => lot.log.own.ledger.state().lots.get(id)?.closed?.signed.event.body;
  const items = () =>
    lot.log.own.ledger
      .state()
      .lots.get(id)
      ?.opened.signed.event.body.items.map((item) => item.id) ?? [];

  it('says in its opening how many label each item', () =>
    expect(lot.log.own.ledger.state().lots.get(id)?.opened.signed.event.body.overlap).to.equal(2));

  it('is not opened for more people an item than its roster has', async () => {
    await expectCode(() => lot.begin(deadline, 3), 'roster-too-small');
  });

  it('closes once two people have labeled each item, and releases a line a label', async () => {
    const [wang, li] = lot.labelers;
    for (const at of [0, 1, 2]) await lot.label(id, wang, at);
    await lot.round([id]);
    expect(closed()).to.equal(undefined);
    for (const at of [2, 1, 0]) await lot.label(id, li, at);
    await lot.round([id]);
    expect(closed()).to.deep.include({ cause: 'complete', labels: 6, reports: 0, left: [] });
    const answer = await lot.own.releasing.prepare({ lot: id, release: lot.log.script.newId() }, 'c2');
    expect(answer).to.deep.include({ labels: 6, items: 3 });
    const [prepared] = await lot.log.database.query<{ data: string }[]>('select data from release');
    const lines = (prepared?.data ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; event: string; index: number });
    expect(lines.map((line) => line.id)).to.deep.equal(items().flatMap((item) => [item, item]));
    const authors = new Map(lot.relay.work.map(({ signed, index }) => [index, (signed as SignedEvent).event.actor.key] as const));
    expect(lines.map(({ index }) => authors.get(index))).to.deep.equal(
      [wang, li, wang, li, wang, li].map(({ key }) => toHex(key.publicKey)),
    );
    expect(new Set(lines.map(({ event }) => event)).size).to.equal(6);
  });

  it('counts somebody once who was served an item twice and signed it twice', async () => {
    const [wang] = lot.labelers;
    for (const at of [0, 1, 2]) for (let again = 0; again < 2; again++) await lot.label(id, wang, at);
    await lot.round([id]);
    expect(closed()).to.equal(undefined);
    lot.log.at(deadline + 1000);
    await lot.log.sync();
    await lot.round();
    expect(closed()).to.deep.include({ cause: 'deadline', labels: 3, reports: 0, left: items() });
  });

  it('counts somebody once who signed with a second device', async () => {
    const [wang, li] = lot.labelers;
    const { script } = lot.log;
    const device = script.certify(lot.firm, ['labeler'], { ...script.newActor(lot.firm.org), subject: wang.subject });
    await lot.label(id, wang, 0);
    await lot.signRoster(project, 2, [device, li]);
    await lot.label(id, device, 0);
    await lot.reportItem(id, device, 0);
    const { accounting } = await lot.own.count(id);
    expect([accounting.labels.length, accounting.reports.length, accounting.left]).to.deep.equal([1, 0, items()]);
    await lot.label(id, li, 0);
    expect((await lot.own.count(id)).accounting.left).to.deep.equal(items().slice(1));
  });

  it('counts no third person whom the gateway served', async () => {
    const [wang, li] = lot.labelers;
    const zhao = lot.log.script.certify(lot.firm, ['labeler']);
    await lot.signRoster(project, 2, [wang, li, zhao]);
    for (const by of [wang, li, zhao]) await lot.label(id, by, 0);
    const { accounting, lot: counted } = await lot.own.count(id);
    expect(counted.opened.signed.event.body).to.not.have.property('late');
    expect(accounting.labels.map(({ signed }) => signed.event.actor.key)).to.deep.equal([wang, li].map(({ key }) => toHex(key.publicKey)));
  });

  it('counts as much late work as the owner signed for, and no more', async () => {
    const [wang, li] = lot.labelers;
    const zhao = lot.log.script.certify(lot.firm, ['labeler']);
    await lot.signRoster(project, 2, [wang, li, zhao]);
    const other = lot.log.script.newId();
    await lot.open(project, other, { overlap: 2, late: 1 });
    await lot.log.sync();
    await lot.round();
    for (const at of [0, 1]) for (const by of [wang, li, zhao]) await lot.label(other, by, at);
    const { accounting } = await lot.own.count(other);
    expect(accounting.labels.map(({ signed }) => signed.event.actor.key)).to.deep.equal(
      [wang, li, zhao, wang, li].map(({ key }) => toHex(key.publicKey)),
    );
  });

  it('promises no more late work than it has items', async () => {
    const other = lot.log.script.newId();
    await lot.open(project, other, { late: 400 });
    await lot.log.sync();
    expect(lot.log.own.ledger.state().lots.get(other)?.opened.signed.event.body.late).to.equal(3);
  });
});
