import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseBase64, toHex } from '../../../common/encodings.ts';
import { openGoldOpening, verifyGoldOpening } from '../../../provenance/gold/opening.ts';
import { commitFigure } from '../../../provenance/gold/figures.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { scoredLot } from '../../../provenance/space/rules-contest.ts';
import { scoreOpened } from '../../support/contested-lot.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';
import { RESULT } from '../../support/scripted-lot.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';

describe('contested figures at the owner’s connector', () => {
  let lot: OwnLot;
  let id = '';
  let court: Actor;
  let [wei, han]: Actor[] = [];
  beforeEach(async () => {
    lot = await startOwnLot();
    court = lot.log.script.join('auditor');
    [wei, han] = [lot.log.script.certify(court, ['reviewer']), lot.log.script.certify(court, ['reviewer'])];
    await lot.register();
    const project = await lot.openProject(await lot.grade('g1'));
    await lot.signRoster(project);
    fs.mkdirSync(path.join(lot.folder, 'gold'));
    fs.writeFileSync(
      path.join(lot.folder, 'gold/kinds.jsonl'),
      [0, 1].map((row) => `${JSON.stringify({ row, result: RESULT })}\n`).join(''),
    );
    id = lot.log.script.newId();
    await lot.open(project, id, { gold: { source: 'kinds.jsonl', adjudicator: court.org, contest: 72, open: 48, decide: 48 } });
    await lot.log.sync();
    await lot.round();
    for (const at of [0, 1, 2]) await lot.label(id, lot.labelers[0], at);
    await lot.round([id]);
    await score();
    await score();
  });
  afterEach(() => lot.close());

  const known = () => lot.log.own.ledger.state().lots.get(id) ?? expect.fail('no lot');
  const settle = async (): Promise<void> => {
    await lot.log.own.chain.work();
    await lot.log.sync();
    await lot.log.own.chain.work();
  };
  const score = async (): Promise<void> => {
    await lot.log.during(lot.own.scoring.work(lot.signal));
    await settle();
  };
  const open = async (): Promise<void> => {
    await lot.log.during(lot.own.contests.work(lot.signal));
    await settle();
  };
  const leafAt = async (index: number): Promise<string> => {
    const [entry] = await lot.log.own.ledger.read(index, 1);
    return toHex(leafHash(entry ?? new Uint8Array()));
  };
  /** She contests, and the gateway hands it over. */
  const contest = async (by = lot.labelers[0]): Promise<LoggedEvent<'score-contested'>> => {
    const [figure = expect.fail('no figure')] = lot.relay.figures.get(id)?.figures ?? [];
    const labels = await Promise.all(lot.relay.work.map(({ index }) => leafAt(index)));
    const body = { figure: commitFigure(id, figure), labels };
    const contested = lot.log.script.log('score-contested', by, { subject: { id }, body, refs: [known().scored?.id ?? ''] });
    await lot.log.sync();
    const { signed, salt = '' } = contested;
    lot.relay.contests = [{ event: contested.id, signed: signed, salt, index: lot.log.indexOf(contested.id) }];
    return contested;
  };

  it('are opened for the two who decide, who come to the same figure', async () => {
    const contested = await contest();
    await open();
    const opened = known().goldOpened?.get(contested.id)?.signed.event.body.boxes ?? [];
    expect(opened.map(({ key }) => key)).to.deep.equal([wei, han].map((actor) => toHex(actor?.key.publicKey ?? new Uint8Array())));
    await lot.reopen();
    await open();
    const boxes = lot.relay.boxes.get(contested.id)?.boxes ?? [];
    expect(boxes.map(({ sealed }) => toHex(sha256(parseBase64(sealed))))).to.deep.equal(opened.map(({ sealed }) => sealed));
    const shown = openGoldOpening(parseBase64(boxes[0]?.sealed ?? ''), contested.id, wei?.opening ?? expect.fail('nobody'));
    const leaves = await Promise.all(Array.from({ length: lot.log.own.ledger.size }, (_, index) => leafAt(index)));
    const state = lot.log.own.ledger.state();
    const premises = {
      ...scoredLot(state, id),
      state,
      contest: contested.signed.event,
      leafAt: (index: number) => leaves[index],
      score: scoreOpened,
    };
    expect(verifyGoldOpening(shown, premises)).to.have.length(2);
    expect(shown.labels.filter(({ opening }) => opening === undefined)).to.have.length(1);
    expect(lot.troubles).to.deep.equal([]);
  });

  it('are opened once, whatever the crash', async () => {
    const contested = await contest();
    lot.log.through({ submit: () => Promise.reject(new Error('away')) });
    await lot.own.contests.work(lot.signal);
    await lot.reopen();
    lot.log.through(lot.log.honest);
    await settle();
    await open();
    expect(known().goldOpened?.size).to.equal(1);
    expect(lot.relay.boxes.has(contested.id)).to.equal(true);
  });

  it('are not opened to somebody whose figure it is not, or for a contest that the log does not hold', async () => {
    await contest(lot.labelers[1]);
    await open();
    expect([known().goldOpened, lot.troubles]).to.deep.equal([undefined, ['contest-unfit']]);
    await contest();
    lot.relay.contests = lot.relay.contests.map((one) => ({ ...one, index: one.index - 1 }));
    await lot.reopen();
    await open();
    expect([known().goldOpened, lot.troubles.at(-1)]).to.deep.equal([undefined, 'contest-unfit']);
  });

  it('wait while the adjudicator has no two reviewers', async () => {
    await contest();
    lot.log.script.revoke(court, wei ?? expect.fail('nobody'));
    await lot.log.sync();
    await open();
    expect([known().goldOpened, lot.troubles]).to.deep.equal([undefined, ['adjudicators-unfit']]);
  });
});
