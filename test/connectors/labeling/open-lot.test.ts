import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseHex } from '../../../common/encodings.ts';
import type { DomainError } from '../../../common/errors.ts';
import { toRowEntry } from '../../../connectors/publishing/commitments.ts';
import { verifyLotItem } from '../../../gateway/lots/verify-item.ts';
import { DEFAULT_MATRIX } from '../../../policies/levels/matrix.ts';
import { verifyOpening } from '../../../provenance/event/commitment.ts';
import { leafHash, verifyInclusion } from '../../../provenance/log/merkle.ts';
import { expectCode } from '../../support/expect-code.ts';
import { findLotBasis, requireDelivery } from '../../../connectors/labeling/lot-premises.ts';
import { openScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace } from '../../support/scripted-space.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';

describe('what a lot rests on', () => {
  it('is refused when nobody signed a level, with the rule and who can approve', async () => {
    const s = createScriptedSpace('unsigned');
    const { project, dataset, owner } = openScriptedLot(s);
    const { state } = s.replay();
    const { grading: _, ...unsigned } = state.datasets.get(dataset)!;
    // No replay counts a project on unsigned data; the connector asks the rule all the same.
    const without = { ...state, datasets: new Map([[dataset, unsigned]]) };
    findLotBasis(state, project, owner.org);
    await expectCode(() => findLotBasis(without, project, owner.org), 'level-forbids-delivery');
    try {
      findLotBasis(without, project, owner.org);
    } catch (error) {
      expect((error as DomainError).details).to.deep.equal({
        rule: 'LV-UNSIGNED',
        values: { level: 'unsigned', mode: 'download', matrix: DEFAULT_MATRIX.version },
        whoCanApprove: 'grading-officer',
        dataset,
      });
    }
  });

  it('is no other organisation’s project or dataset', async () => {
    const s = createScriptedSpace('foreign');
    const { project, dataset, firm } = openScriptedLot(s);
    const { state } = s.replay();
    await expectCode(() => findLotBasis(state, project, firm.org), 'project-unknown');
    await expectCode(() => requireDelivery(state, dataset, firm.org, 'open'), 'dataset-unknown');
  });
});

describe('opening a lot', () => {
  let lot: OwnLot;
  beforeEach(async () => {
    lot = await startOwnLot();
    await lot.register();
  });
  afterEach(() => lot.close());

  const ready = async (): Promise<string> => {
    const project = await lot.openProject(await lot.grade('g1'));
    await lot.signRoster(project);
    return project;
  };
  const opened = (id: string) => lot.log.own.ledger.state().lots.get(id)?.opened.signed.event;
  const detailsOf = async (call: () => Promise<unknown>): Promise<unknown> => {
    const error = await call().then(
      () => expect.fail('no refusal'),
      (refused: unknown) => refused as DomainError,
    );
    return { code: error.code, ...error.details };
  };

  it('fixes an item for each row with a text, each with a commitment of its own', async () => {
    const id = lot.log.script.newId();
    const project = await ready();
    const { items } = await lot.open(project, id);
    await lot.log.sync();
    expect(items).to.equal(3);
    const body = opened(id)?.body;
    expect(body).to.include({ project, price: 32 });
    expect(new Set(body?.items.map(({ commitment }) => commitment)).size).to.equal(3);
  });

  it('fixes what may be withheld of pay, as it was asked for', async () => {
    const [id, project, court] = [lot.log.script.newId(), await ready(), lot.log.script.join('auditor')];
    const inspection = { by: lot.firm.org, plan: { kind: 'zero-defect' as const, share: 10 }, hours: 24 };
    const pay = { withhold: 240, appeal: 72, decide: 48, adjudicator: court.org };
    await lot.log.sync();
    const deadline = Date.now() + 48 * 3_600_000;
    const unfit = (terms: object) => lot.open(project, lot.log.script.newId(), { inspection, pay, deadline, ...terms });
    await expectCode(() => lot.open(project, lot.log.script.newId(), { pay, deadline }), 'pay-terms-unfit');
    for (const adjudicator of [lot.firm.org, lot.log.script.newId()])
      await expectCode(() => unfit({ pay: { ...pay, adjudicator } }), 'pay-terms-unfit');
    await lot.open(project, id, { inspection, pay, deadline });
    await lot.log.sync();
    expect(opened(id)?.body.pay).to.deep.equal(pay);
  });

  it('takes the rows that are asked for', async () => {
    const id = lot.log.script.newId();
    expect((await lot.open(await ready(), id, { rows: [3, 0] })).items).to.equal(2);
  });

  it('delivers each item with its row under the dataset’s root, and of other fields only commitments', async () => {
    const id = lot.log.script.newId();
    await lot.open(await ready(), id);
    await lot.round();
    const items = opened(id)?.body.items ?? [];
    const root = parseHex(lot.log.own.ledger.state().datasets.get(lot.dataset)?.registered.signed.event.body.root ?? '');
    expect([...lot.relay.delivered.keys()].toSorted()).to.deep.equal(items.map((item) => item.id).toSorted());
    for (const { id: item, commitment } of items) {
      const { opening, row } = lot.relay.delivered.get(item) ?? expect.fail('not delivered');
      verifyOpening(opening, 'item', item, commitment);
      const leaf = leafHash(toRowEntry(row.fields.map((field) => field.commitment)));
      verifyInclusion({ index: row.index, size: 4, leaf, root, proof: row.proof.map(parseHex) });
      expect(row.fields.map((field) => 'text' in field)).to.deep.equal([false, true, false]);
      expect(JSON.stringify(row)).to.not.match(/甲|乙|丙|丁/);
    }
  });

  it('delivers again what a crash interrupted, and only that', async () => {
    const id = lot.log.script.newId();
    await lot.open(await ready(), id);
    lot.relay.before = (method) => {
      if (method === 'PUT') throw new Error('connection lost');
    };
    await lot.round();
    expect([lot.relay.delivered.size, lot.troubles]).to.deep.equal([0, ['Error: connection lost']]);
    await lot.reopen();
    lot.relay.before = () => undefined;
    await lot.round();
    expect(lot.relay.delivered.size).to.equal(3);
    lot.relay.before = (method) => expect.fail(method);
    await lot.round();
  });

  it('goes on where the same command was: one lot, one event', async () => {
    const [id, project] = [lot.log.script.newId(), await ready()];
    const before = await lot.open(project, id, { command: 'same' });
    await lot.reopen();
    expect(await lot.open(project, id, { command: 'same' })).to.deep.equal(before);
    await expectCode(() => lot.open(project, id, { command: 'another' }), 'lot-taken');
    expect(await lot.log.database.query(`select seq from chain_event`)).to.have.length(2);
  });

  for (const level of ['g2', 'g3', 'g4', 'important', 'core'] as const)
    it(`refuses data that was graded ${level} since, with the rule`, async () => {
      const project = await ready();
      await lot.grade(level);
      expect(await detailsOf(() => lot.open(project, lot.log.script.newId()))).to.deep.equal({
        code: 'level-forbids-delivery',
        rule: `LV-${level.toUpperCase()}-OPEN`,
        values: { level, mode: 'download', matrix: DEFAULT_MATRIX.version },
        whoCanApprove: 'nobody',
        dataset: lot.dataset,
      });
      expect(await lot.log.database.query('select id from lot')).to.deep.equal([]);
    });

  it('delivers nothing of a lot whose data was graded higher after it opened', async () => {
    const id = lot.log.script.newId();
    await lot.open(await ready(), id);
    await lot.grade('g3');
    await lot.round();
    expect([lot.relay.delivered.size, lot.troubles]).to.deep.equal([0, ['level-forbids-delivery']]);
  });

  it('refuses a project that is unknown or another organisation’s, and one without a roster', async () => {
    await expectCode(() => lot.open(lot.log.script.newId(), lot.log.script.newId()), 'project-unknown');
    const project = await lot.openProject(await lot.grade('g1'));
    await expectCode(() => lot.open(project, lot.log.script.newId()), 'roster-missing');
  });

  it('refuses a text column that is withheld or not there', async () => {
    for (const [column, code] of [
      ['secret', 'column-withheld'],
      ['gone', 'column-unknown'],
    ] as const) {
      const project = await lot.openProject(await lot.grade('g1'), column);
      await lot.signRoster(project);
      await expectCode(() => lot.open(project, lot.log.script.newId()), code);
    }
  });

  it('refuses another project document than the owner signed', async () => {
    const project = await ready();
    const opening = lot.relay.projects.get(project) ?? expect.fail('no document');
    lot.relay.projects.set(project, { ...opening, value: { ...(opening.value as object), textColumn: 'id' } });
    await expectCode(() => lot.open(project, lot.log.script.newId()), 'commitment-not-opened');
  });

  it('refuses rows that do not exist, stand twice or have no text, and a deadline that has passed', async () => {
    const project = await ready();
    for (const rows of [[4], [0, 0], [2]]) await expectCode(() => lot.open(project, lot.log.script.newId(), { rows }), 'rows-unfit');
    await expectCode(() => lot.open(project, lot.log.script.newId(), { deadline: Date.now() - 1 }), 'deadline-passed');
  });
});

describe('a lot of a JSON Lines file', () => {
  let lot: OwnLot;
  beforeEach(async () => {
    lot = await startOwnLot();
  });
  afterEach(() => lot.close());

  it('labels what the strings of a JSON Lines file stand for, which the row’s evidence bears out', async () => {
    const text = '第一行\r\n"𠮷"';
    const lines = [
      { text, secret: '甲' },
      { text: '', secret: '乙' },
      { text: 7, secret: '丙' },
      { text: null, secret: '丁' },
    ];
    fs.writeFileSync(path.join(lot.folder, 'source/clauses.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await lot.register('clauses.jsonl');
    const project = await lot.openProject(await lot.grade('g1'));
    await lot.signRoster(project);
    await expectCode(() => lot.open(project, lot.log.script.newId(), { rows: [2] }), 'rows-unfit');
    const id = lot.log.script.newId();
    expect((await lot.open(project, id)).items).to.equal(1);
    await lot.round();
    const [{ id: item, commitment } = expect.fail('no item')] =
      lot.log.own.ledger.state().lots.get(id)?.opened.signed.event.body.items ?? [];
    const delivered = lot.relay.delivered.get(item) ?? expect.fail('not delivered');
    expect(delivered.opening.value).to.equal(text);
    const { rows, root } =
      lot.log.own.ledger.state().datasets.get(lot.dataset)?.registered.signed.event.body ?? expect.fail('not registered');
    const columns = ['text', 'secret'].map((name) => ({ name, filled: 1, distinct: 1, longest: 1, withheld: name === 'secret' }));
    const basis = { lot: id, dataset: lot.dataset, rows, root, columns, textColumn: 'text', commitments: new Map([[item, commitment]]) };
    verifyLotItem({ ...basis, form: 'json' }, delivered);
    await expectCode(() => verifyLotItem({ ...basis, form: 'text' }, delivered), 'item-text-differs');
  });
});
