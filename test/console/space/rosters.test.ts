import { expect } from 'chai';
import { openStage, type Stage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { signRoster } from '../../support/scripted-lot.ts';

/** A project with its first roster, and two people who may sign the next. */
const openOffice = async () => {
  const stage = openStage();
  const { log, lot } = stage;
  const colleague = log.space.certify(lot.owner, ['data-owner']);
  log.publish();
  const keeper = await openPerson(log, lot.keeper, lot.owner);
  const members = [{ certificate: lot.labelers[0].certificate, duty: 'labeler' as const }];
  return { ...stage, colleague, keeper, sign: (after: number) => keeper.owner.signRoster(lot.project, members, after) };
};
const rosterOf = async ({ log, lot, keeper }: Stage & { readonly keeper: TestPerson }) => {
  log.publish();
  const { signed } = (await keeper.client.follow()).state.projects.get(lot.project)?.roster ?? expect.fail('no roster');
  return { number: signed.event.body.number, members: signed.event.body.members.length };
};

describe('a roster that was made from an older one', () => {
  it('follows the one that was seen', async () => {
    const office = await openOffice();
    await office.sign(1);
    expect(await rosterOf(office)).to.deep.equal({ number: 2, members: 1 });
  });

  it('is not signed over a colleague’s that the own copy of the log holds', async () => {
    const office = await openOffice();
    const { log, lot, colleague } = office;
    signRoster(log.space, colleague, lot.opened, lot.labelers, 2);
    log.publish();
    const before = log.seen.length;
    await expectCode(() => office.sign(1), 'roster-stale');
    expect(log.seen.length).to.equal(before);
    expect(await rosterOf(office)).to.deep.equal({ number: 2, members: 2 });
    await office.sign(2);
    expect(await rosterOf(office)).to.deep.equal({ number: 3, members: 1 });
  });

  it('is refused where the own copy of the log does not hold the colleague’s yet', async () => {
    const office = await openOffice();
    const { log, lot, colleague } = office;
    signRoster(log.space, colleague, lot.opened, lot.labelers, 2);
    const before = log.seen.length;
    await expectCode(() => office.sign(1), 'roster-stale');
    expect(log.seen.slice(before).at(-1)?.event).to.deep.include({ type: 'roster-signed' }).and.nested.include({ 'body.number': 2 });
    expect(await rosterOf(office)).to.deep.equal({ number: 2, members: 2 });
  });

  it('is not signed over an own one either', async () => {
    const office = await openOffice();
    await office.sign(1);
    await expectCode(() => office.sign(1), 'roster-stale');
  });
});
