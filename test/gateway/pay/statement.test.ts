import { expect } from 'chai';
import { payStatement, type PayStatementPage } from '../../../api/pay.ts';
import { toHex } from '../../../common/encodings.ts';
import { readPaidWork } from '../../../gateway/pay/paid-work.ts';
import { toStatement } from '../../../labeling/pay/statement.ts';
import { eventId, parseSignedEventJson } from '../../../provenance/event/signing.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { verdictsUnder } from '../../../provenance/space/inspected-verdicts.ts';
import { ownPayOf } from '../../../provenance/space/own-pay.ts';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { finishLot, hire, label, openLot, report, startLabelingGateway } from '../../support/labeling.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';
import { HOURS, inspectPaidLot } from '../../support/withheld-lot.ts';

const HOUR = 3_600_000;

describe('what a labeler is shown of her pay', () => {
  let gateway: TestGateway;
  let reviewer: Actor;
  let adjudicator: Actor;
  let now = Date.now();
  beforeEach(async () => {
    now = Date.now();
    const space = createTestSpace();
    const court = space.script.join('auditor');
    gateway = await startLabelingGateway({ space, clock: () => now });
    await gateway.publishPolicy();
    adjudicator = gateway.script.certify(court, ['reviewer']);
    expect((await gateway.submit(gateway.script.events.at(-1) as LoggedEvent)).status).to.equal(201);
    reviewer = await hire(gateway, ['reviewer']);
  });
  afterEach(() => gateway.close());

  const inspect = async () => await inspectPaidLot(gateway, { reviewer, adjudicator }, () => now);
  const read = async (as: Actor = gateway.space.labeler, query = ''): Promise<PayStatementPage> => {
    const { status, json, text } = await gateway.call('GET', `/api/me/statement${query}`, { as });
    expect(status, text).to.equal(200);
    return payStatement.parse(json);
  };
  /** By the log's own leaves. */
  const countedOf = ({ inspections }: PayStatementPage) => {
    const { entries } = gateway.script;
    const { lots } = gateway.script.replay().state;
    const leafAt = (index: number): Uint8Array => leafHash(entries[index] ?? expect.fail('no entry'));
    return new Map(
      inspections.map(({ lot, verdicts }) => [lot, verdictsUnder(lots.get(lot) ?? {}, verdicts, leafAt) ?? expect.fail('another root')]),
    );
  };
  /** By the events in the page and her own reading of the public log alone. */
  const redo = (page: PayStatementPage, as: Actor = gateway.space.labeler) => {
    const { state } = gateway.script.replay();
    const given = page.events.map(({ signed, ...rest }) => ({ ...rest, signed: parseSignedEventJson(signed) }));
    for (const { id, signed } of given) expect(eventId(signed.event)).to.equal(id);
    return toStatement(ownPayOf(state, [toHex(as.key.publicKey)], { events: given, counted: countedOf(page) }, page.points), page);
  };
  const closedAt = ({ lines }: PayStatementPage): number =>
    gateway.script.replay().state.lots.get(lines[0]?.lot ?? '')?.closed?.index ?? expect.fail('not closed');
  const rulesOf = ({ lines }: Pick<PayStatementPage, 'lines'>) =>
    Object.entries(Object.groupBy(lines, ({ rule }) => rule)).map(([rule, some]) => [rule, some?.length]);

  it('goes from withheld to due, and is redone from the events that it shows', async () => {
    const { withhold, appeal, decide } = await inspect();
    const before = await read();
    expect([before.sums, rulesOf(before)]).to.deep.equal([
      { earned: 105, due: 0, atRisk: 105, withheld: 0, appealed: 0 },
      [['may-be-withheld', 3]],
    ]);
    const withheld = await withhold();
    const held = await read();
    expect(held.sums).to.deep.equal({ earned: 105, due: 15, atRisk: 70, withheld: 20, appealed: 0 });
    expect(held.lines.find(({ withheld: some }) => some > 0)?.because).to.deep.equal([withheld.event.id]);
    const appealed = await appeal(withheld.event);
    expect((await read()).sums).to.deep.equal({ earned: 105, due: 15, atRisk: 70, withheld: 20, appealed: 20 });
    const decided = await decide(appealed.event, 'overturned');
    const given = await read();
    expect(given.sums).to.deep.equal({ earned: 105, due: 35, atRisk: 70, withheld: 0, appealed: 0 });
    expect(given.flaws).to.deep.equal([]);
    const shown = new Set(given.events.map(({ id }) => id));
    for (const { event } of [appealed, decided]) expect(shown.has(event.id)).to.equal(true);
    for (const page of [before, held, given]) {
      const { lines, sums } = redo({ ...page, size: gateway.script.entries.length });
      if (page === given) expect({ lines, sums }).to.deep.equal({ lines: page.lines, sums: page.sums });
    }
  });

  it('falls due once a witnessed checkpoint shows that nobody decided in time, and not by a clock', async () => {
    const { withhold, appeal } = await inspect();
    await appeal((await withhold()).event);
    const begun = now;
    now = begun + HOURS.decide * HOUR + 10_000;
    expect(rulesOf(await read())).to.deep.include(['appeal-pending', 1]);
    await gateway.witness(undefined, now);
    const page = await read();
    expect(rulesOf(page)).to.deep.include(['appeal-lapsed', 1]);
    // Its points bound when the lot was closed, not only that hours are over now.
    const holding = page.points.find(({ size }) => size > closedAt(page)) ?? expect.fail('nothing holds the closing');
    expect(now - holding.by).to.be.greaterThan(HOURS.decide * HOUR);
    expect(redo(page).lines).to.deep.equal(page.lines);
    now = begun + HOURS.withhold * HOUR + 10_000;
    await gateway.witness(undefined, now);
    expect((await read()).sums).to.include({ earned: 105, due: 105 });
  });

  it('deducts nothing by a withholding whose verdict is kept from her', async () => {
    const { withhold, verdicts } = await inspect();
    const { event } = await withhold();
    const page = await read();
    const hidden = { ...page, events: page.events.filter(({ id }) => id !== verdicts[0]?.id) };
    expect([redo(page).sums.withheld, redo(hidden).sums.withheld]).to.deep.equal([20, 0]);
    const { state } = gateway.script.replay();
    const keys = [toHex(gateway.space.labeler.key.publicKey)];
    expect(ownPayOf(state, keys, { events: hidden.events, counted: countedOf(page) }, []).flatMap(({ flaws }) => flaws)).to.deep.equal([
      { event: event.id, code: 'withholding-without-verdict' },
    ]);
  });

  it('holds corrected labels and reports, her own alone', async () => {
    const [wang, li] = [await hire(gateway, ['labeler']), await hire(gateway, ['labeler'])];
    const lot = await openLot(gateway, { labelers: [wang, li] });
    const first = (await label(gateway, lot, 0, wang)).event;
    await label(gateway, lot, 0, wang, { revision: 1, replaces: first.id });
    expect((await report(gateway, lot, 1, wang)).status).to.equal(201);
    await label(gateway, lot, 2, li);
    const page = await read(wang);
    expect(page.lines.map(({ kind, rule }) => [kind, rule])).to.deep.equal([
      ['label', 'lot-open'],
      ['report', 'lot-open'],
    ]);
    expect([page.events.length, page.sums.earned]).to.deep.equal([3, 70]);
    expect(redo(page, wang).lines).to.deep.equal(page.lines);
    expect((await read(li)).lines.map(({ item }) => item)).to.deep.equal([lot.items[2]?.id]);
    expect((await read(await hire(gateway, ['labeler']))).lines).to.deep.equal([]);
  });

  it('holds what was labeled with an earlier device', async () => {
    const { roots, labeler } = gateway.space;
    const lot = await openLot(gateway);
    await finishLot(gateway, lot, labeler);
    const device = gateway.script.certify(roots.firm, ['labeler'], {
      ...gateway.script.newActor(roots.firm.org),
      subject: labeler.subject,
    });
    expect((await gateway.submit(gateway.script.events.at(-1) as LoggedEvent)).status).to.equal(201);
    expect((await read(device)).sums).to.deep.equal({ earned: 105, due: 105, atRisk: 0, withheld: 0, appealed: 0 });
  });

  it('comes by whole lots, the newest first', async () => {
    const { labeler } = gateway.space;
    const lots: string[] = [];
    for (let at = 0; at < 3; at++) {
      const lot = await openLot(gateway);
      await finishLot(gateway, lot, labeler);
      lots.unshift(lot.id);
    }
    const { manager } = gateway.foundation.database;
    const keys = [toHex(labeler.key.publicKey)];
    const lotsIn = (work: readonly { readonly lot: string }[]) => [...new Set(work.map(({ lot }) => lot))];
    const first = await readPaidWork(manager, keys, { most: 6 });
    expect([lotsIn(first.work), first.work.length, first.next]).to.deep.equal([lots.slice(0, 2), 6, lots[1]]);
    const second = await readPaidWork(manager, keys, { most: 6, after: first.next });
    expect([lotsIn(second.work), second.next]).to.deep.equal([lots.slice(2), undefined]);
    const small = await readPaidWork(manager, keys, { most: 1 });
    expect([lotsIn(small.work), small.work.length, small.next]).to.deep.equal([lots.slice(0, 1), 3, lots[0]]);
    expect((await read(labeler, `?after=${lots[1]}`)).lines).to.have.length(3);
  });
});
