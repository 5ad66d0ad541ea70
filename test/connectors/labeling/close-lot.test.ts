import { expect } from 'chai';
import { labelsRoot } from '../../../provenance/space/accounting.ts';
import { toWork } from '../../support/logged-work.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';

describe('closing a lot', () => {
  let lot: OwnLot;
  let id = '';
  let deadline = 0;
  beforeEach(async () => {
    lot = await startOwnLot();
    // So near that the honest clocks of gateway and connector still agree when it has passed.
    deadline = Date.now() + 300_000;
    ({ lot: id } = await lot.begin(deadline));
    await lot.round();
  });
  afterEach(() => lot.close());
  const closed = () => lot.log.own.ledger.state().lots.get(id)?.closed?.signed.event.body;
  const items = () =>
    lot.log.own.ledger
      .state()
      .lots.get(id)
      ?.opened.signed.event.body.items.map((item) => item.id) ?? [];

  it('is signed when each item has a label or a report, over the labels that count', async () => {
    const [wang, li] = lot.labelers;
    const second = await lot.label(id, li, 2);
    const first = await lot.label(id, wang, 0);
    await lot.round([id]);
    expect(closed()).to.equal(undefined);
    await lot.reportItem(id, wang, 1);
    await lot.round([id]);
    const root = labelsRoot([first, second].map(toWork));
    expect(closed()).to.deep.equal({ cause: 'complete', labels: 2, reports: 1, left: [], root });
  });

  it('is signed at the deadline, when the rest leaves', async () => {
    await lot.label(id, lot.labelers[0], 0);
    lot.log.at(deadline + 1000);
    await lot.log.sync();
    await lot.round();
    expect(closed()).to.deep.include({ cause: 'deadline', labels: 1, reports: 0, left: items().slice(1) });
  });

  it('is signed once, whatever the crash', async () => {
    for (const at of [0, 1, 2]) await lot.label(id, lot.labelers[0], at);
    lot.log.through({ submit: () => Promise.reject(new Error('away')) });
    await lot.own.openLots.work(new Set([id]), lot.signal);
    await lot.reopen();
    lot.log.through(lot.log.honest);
    await lot.round([id]);
    await lot.round([id]);
    const rows = await lot.log.database.query<{ type: string }[]>(
      `select signed::json #>> '{event,type}' as type from chain_event order by seq`,
    );
    expect(rows.map(({ type }) => type)).to.deep.equal(['dataset-registered', 'lot-opened', 'lot-closed']);
    expect(closed()?.labels).to.equal(3);
  });

  it('is not hurried by a gateway that says a lot is done', async () => {
    await lot.label(id, lot.labelers[0], 0);
    await lot.round([id]);
    expect(closed()).to.equal(undefined);
  });

  it('counts no label that does not verify, and says so', async () => {
    for (const at of [0, 1, 2]) await lot.label(id, lot.labelers[0], at);
    const [first, ...others] = lot.relay.work;
    lot.relay.work = [{ ...first!, opening: { ...first!.opening!, value: [] } }, ...others];
    await lot.round([id]);
    expect([closed(), lot.troubles]).to.deep.equal([undefined, ['work-refused']]);
  });

  it('waits for work that the own copy of the log does not reach yet', async () => {
    await lot.label(id, lot.labelers[0], 0);
    const first = lot.relay.work[0]!;
    lot.relay.work = [first, { ...first, index: 10_000 }];
    lot.log.at(deadline + 1000);
    await lot.log.witness(lot.log.clock());
    await lot.log.sync();
    await lot.round();
    expect(closed()).to.equal(undefined);
    lot.relay.work = [first];
    await lot.round();
    expect(closed()?.cause).to.equal('deadline');
  });

  it('is not signed when no quorum has been seen for ten minutes', async () => {
    for (const at of [0, 1, 2]) await lot.label(id, lot.labelers[0], at);
    lot.log.at(Date.now() + 11 * 60_000);
    await lot.own.openLots.work(new Set([id]), lot.signal);
    expect([closed(), lot.troubles]).to.deep.equal([undefined, ['checkpoint-stale']]);
    lot.log.at(undefined);
    await lot.log.sync();
    await lot.round([id]);
    expect(closed()?.labels).to.equal(3);
  });

  it('is taken back and signed anew when the gateway counts otherwise', async () => {
    for (const at of [0, 1, 2]) await lot.label(id, lot.labelers[0], at);
    lot.log.through({ submit: () => Promise.resolve({ refusal: { code: 'lot-closing-differs', details: {} } }) });
    await lot.round([id]);
    lot.log.through(lot.log.honest);
    expect(closed()).to.equal(undefined);
    await lot.round([id]);
    await lot.round([id]);
    expect(closed()?.labels).to.equal(3);
  });

  it('is signed twice a minute and no more for a gateway that refuses it again and again', async () => {
    for (const at of [0, 1, 2]) await lot.label(id, lot.labelers[0], at);
    let asked = 0;
    lot.log.through({
      submit: (submission) => {
        if (submission.signed.event.type !== 'lot-closed') return lot.log.honest.submit(submission);
        asked += 1;
        return Promise.resolve({ refusal: { code: 'lot-closing-differs', details: {} } });
      },
    });
    for (let rounds = 0; rounds < 6; rounds += 1) await lot.round([id]);
    expect(asked).to.equal(2);
    lot.log.at(lot.log.clock() + 61_000);
    for (let rounds = 0; rounds < 4; rounds += 1) await lot.round([id]);
    expect(asked).to.equal(4);
  });

  it('is not signed after an alarm that stops the connector', async () => {
    for (const at of [0, 1, 2]) await lot.label(id, lot.labelers[0], at);
    await lot.log.alarms.raise('log-forked', {});
    let code = '';
    await lot.own.openLots.work(new Set([id]), lot.signal).catch((error: unknown) => (code = (error as { code: string }).code));
    expect(code).to.equal('acting-stopped');
  });
});
