import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Json } from '../../../common/canonical-json.ts';
import { toHex } from '../../../common/encodings.ts';
import { commitFigure, figuresRoot } from '../../../provenance/gold/figures.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';
import { RESULT } from '../../support/scripted-lot.ts';

/** The right choice, and one span more. */
const OTHER: Json = [
  ...(RESULT as Json[]),
  { from_name: 'who', to_name: 'text', type: 'labels', value: { start: 3, end: 4, labels: ['时间'] } },
];
const WRONG: Json = [{ from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['目标'] } }];

describe('gold figures at the owner’s connector', () => {
  let lot: OwnLot;
  let id = '';
  beforeEach(async () => {
    lot = await startOwnLot();
    const { org: adjudicator } = lot.log.script.join('auditor');
    await lot.register();
    const project = await lot.openProject(await lot.grade('g1'));
    await lot.signRoster(project);
    fs.mkdirSync(path.join(lot.folder, 'gold'));
    fs.writeFileSync(
      path.join(lot.folder, 'gold/kinds.jsonl'),
      [0, 1].map((row) => `${JSON.stringify({ row, result: RESULT })}\n`).join(''),
    );
    id = lot.log.script.newId();
    await lot.open(project, id, { gold: { source: 'kinds.jsonl', adjudicator, contest: 72, open: 48, decide: 48 } });
    await lot.log.sync();
    await lot.round();
  });
  afterEach(() => lot.close());

  const known = () => lot.log.own.ledger.state().lots.get(id) ?? expect.fail('no lot');
  const score = async (): Promise<void> => {
    await lot.log.during(lot.own.scoring.work(lot.signal));
    await lot.log.own.chain.work();
    await lot.log.sync();
    await lot.log.own.chain.work();
  };
  /** The first labels the two with known answers, rightly but for a span, the second the other one. */
  const labelAll = async (): Promise<void> => {
    const [first, second] = lot.labelers;
    await lot.label(id, first, 0);
    await lot.label(id, first, 1, OTHER);
    await lot.label(id, second, 2);
  };
  const signed = async (): Promise<number> => {
    const rows = await lot.log.database.query<unknown[]>(`select 1 from chain_event where signed::json #>> '{event,type}' = 'gold-scored'`);
    return rows.length;
  };

  it('are signed once the closing is witnessed, and not before', async () => {
    await labelAll();
    await score();
    expect(await signed()).to.equal(0);
    await lot.round([id]);
    await score();
    await score();
    const { scored, closed } = known();
    expect(scored?.signed.event.body).to.deep.include({
      labels: 2,
      people: 1,
      choices: { compared: 2, right: 2 },
      spans: { wanted: 2, found: 3, matched: 2 },
    });
    expect(scored?.signed.event.refs).to.deep.equal([closed?.id]);
    expect([await signed(), lot.troubles]).to.deep.equal([1, []]);
  });

  it('go to the gateway for each person, as they were committed to', async () => {
    await labelAll();
    await lot.round([id]);
    await score();
    expect(lot.relay.figures.size).to.equal(0);
    await score();
    const figures = lot.relay.figures.get(id)?.figures ?? [];
    const [first] = lot.labelers;
    expect(figures.map(({ value }) => [value.labeler, value.labels])).to.deep.equal([[toHex(first.key.publicKey), 2]]);
    expect(known().scored?.signed.event.body.figures).to.equal(figuresRoot(figures.map((figure) => commitFigure(id, figure))));
  });

  it('are one for each person, whatever she answered', async () => {
    const [first, second] = lot.labelers;
    await lot.label(id, first, 0);
    await lot.label(id, second, 1, WRONG);
    await lot.label(id, first, 2);
    await lot.round([id]);
    await score();
    await score();
    expect(known().scored?.signed.event.body).to.deep.include({ labels: 2, people: 2, choices: { compared: 2, right: 1 } });
    const figures = lot.relay.figures.get(id)?.figures ?? [];
    expect(figures.map(({ value }) => value.choices)).to.deep.equal([
      { compared: 1, right: 1 },
      { compared: 1, right: 0 },
    ]);
    expect(figures[0]?.value.root).not.to.equal(figures[1]?.value.root);
  });

  it('are signed once and the same, whatever the crash', async () => {
    await labelAll();
    await lot.round([id]);
    lot.log.through({ submit: () => Promise.reject(new Error('away')) });
    await lot.own.scoring.work(lot.signal);
    await lot.reopen();
    lot.log.through(lot.log.honest);
    await score();
    lot.relay.before = (method) => {
      if (method === 'PUT') throw new Error('away');
    };
    await score();
    expect(lot.troubles).to.have.length(1);
    await lot.reopen();
    lot.relay.before = () => undefined;
    await score();
    expect([await signed(), lot.relay.figures.get(id)?.figures.length]).to.deep.equal([1, 1]);
  });

  it('are not signed over other labels than were closed', async () => {
    await labelAll();
    await lot.round([id]);
    lot.relay.work = lot.relay.work.slice(1);
    await score();
    expect([await signed(), lot.troubles]).to.deep.equal([0, ['release-incomplete']]);
  });
});
