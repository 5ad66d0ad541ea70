import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createProtecting, type Protecting } from '../../../connectors/protection/protecting.ts';
import { createDerivationStore } from '../../../connectors/protection/store.ts';
import { createDatasetStore } from '../../../connectors/publishing/store.ts';
import { hotlinePlan } from '../../../demo/hotline/plan.ts';
import { writeHotlineTable } from '../../../demo/hotline/table.ts';
import { workOrders, type WorkOrder } from '../../../demo/hotline/work-orders.ts';
import { planHash, type ProtectionPlan } from '../../../privacy/deidentification/plan.ts';
import { reportHash } from '../../../privacy/deidentification/report.ts';
import type { EventOf, SignedEvent } from '../../../provenance/event/event.ts';
import type { Level } from '../../../provenance/event/fields.ts';
import { expectCode } from '../../support/expect-code.ts';
import { until } from '../../support/until.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';

const ROWS = 240;
const TITLE = { zh: '工单', en: 'Work orders' };

describe('protecting a dataset at its connector', function () {
  this.timeout(60_000);
  let own: OwnLot;
  let protecting: Protecting;
  let derived = '';
  const orders: readonly WorkOrder[] = [...workOrders('protecting', ROWS)];

  beforeEach(async () => {
    own = await startOwnLot();
    const { database, clock, script } = own.log;
    fs.writeFileSync(path.join(own.folder, 'source/hotline.csv'), writeHotlineTable({ seed: 'protecting', rows: ROWS }));
    const request = { source: 'hotline.csv', dataset: own.dataset, title: TITLE, withhold: [] };
    await own.log.during(own.own.publishing.register(request, 'register', own.signal));
    await own.log.sync();
    protecting = createProtecting({ database, ledger: own.log.own.ledger, chain: own.log.own.chain, random: script.random, clock });
    derived = script.newId();
  });
  afterEach(() => own.close());

  /** The bureau's plan with districts alone for quasi-identifiers: so few rows have no large classes of both. */
  const plan = (change: (columns: ProtectionPlan['columns']) => ProtectionPlan['columns'] = (columns) => columns): ProtectionPlan => {
    const base = hotlinePlan(own.dataset);
    const columns = base.columns.map((column) => (column.name === 'category' ? { rule: 'keep' as const, name: 'category' } : column));
    return { ...base, columns: change(columns) };
  };
  const protect = (as: ProtectionPlan = plan(), command = 'protect') =>
    own.log.during(protecting.protect({ derived, title: TITLE, plan: as }, command, own.signal));
  const registered = () => own.log.own.ledger.state().datasets.get(derived)?.registered.signed.event;
  type Grading = EventOf<'dataset-graded'>['body'];
  const gradingOf = (dataset: string, level: Level, more: Partial<Grading> = {}) => {
    const found = own.log.own.ledger.state().datasets.get(dataset)?.registered;
    return {
      subject: { id: dataset, commitment: found?.signed.event.subject.commitment ?? '' },
      body: { level, reasons: ['personal-information' as const], matrix: { major: 1, minor: 0 }, ...more },
      refs: [found?.id ?? ''],
    };
  };
  const grade = async (...of: Parameters<typeof gradingOf>): Promise<void> => {
    own.log.script.log('dataset-graded', own.officer, gradingOf(...of));
    await own.log.sync();
  };
  /** Would everybody count it? */
  const judge = (...of: Parameters<typeof gradingOf>): void => {
    const { signed } = own.log.script.sign('dataset-graded', own.officer, gradingOf(...of));
    own.log.own.ledger.judge(signed as unknown as SignedEvent);
  };

  it('registers a derivative that names its source, its plan and its report', async () => {
    const { report } = await protect();
    await own.log.sync();
    expect(registered()?.body.derived).to.deep.equal({ from: own.dataset, plan: planHash(plan()), report: reportHash(report) });
    expect(report.residual.findings).to.equal(0);
    expect(report.classes?.k).to.be.greaterThanOrEqual(20);
    expect(registered()?.body.rows).to.equal(report.rows.released);
  });

  it('keeps no value of its caller in any row that could leave', async () => {
    await protect();
    const found = await createDatasetStore(own.log.database.manager).slice(derived, 0, ROWS);
    const released = found.map(({ row }) => row.cells.join('\n')).join('\n');
    const secrets = orders
      .flatMap(({ id_number, mobile, email, landline }) => [id_number, mobile, email, landline])
      .filter((value) => value !== '');
    for (const secret of secrets) expect(released.includes(secret), secret).to.equal(false);
  });

  it('tells how far it is while it counts and protects, and hands the report out again for ever', async () => {
    const { database, clock, script, own: sides } = own.log;
    const [seen, told, listed]: [unknown[], string[], unknown[]] = [[], [], []];
    const others: unknown[] = [];
    /** Its clock is asked at each step. */
    const look = (): number => {
      void watched.showProtection({ dataset: derived }).then(
        (shown) => seen.push(shown),
        () => undefined,
      );
      void watched.listProtections({ dataset: own.dataset }).then((shown) => listed.push(...shown));
      void watched.listProtections({ dataset: derived }).then((shown) => others.push(...shown));
      return clock();
    };
    const watched = createProtecting({
      database,
      ledger: sides.ledger,
      chain: sides.chain,
      random: script.random,
      clock: look,
      progress: (id, { step, rows }) => told.push(`${id === derived} ${step} ${rows}`),
    });
    await expectCode(() => protecting.showProtection({ dataset: derived }), 'dataset-unknown');
    const { report } = await own.log.during(watched.protect({ derived, title: TITLE, plan: plan() }, 'protect', own.signal));
    expect(seen).to.deep.include({ protecting: { step: 'counting', rows: ROWS, share: 0.5 } });
    expect(seen).to.deep.include({ protecting: { step: 'protecting', rows: ROWS, share: 1 } });
    expect(listed).to.deep.include({ dataset: derived, step: 'counting', rows: ROWS, share: 0.5 });
    expect(others).to.deep.equal([]);
    expect(await watched.listProtections({ dataset: own.dataset })).to.deep.equal([]);
    expect(told.at(-1)).to.equal(`true protecting ${ROWS}`);
    await own.log.sync();
    // Another process of the same connector has it too.
    expect(await protecting.showProtection({ dataset: derived })).to.deep.equal({ report });
  });

  it('hands out no report of what is not on the log, was refused or is no derivative', async () => {
    const stopped = new AbortController();
    const running = protecting.protect({ derived, title: TITLE, plan: plan() }, 'protect', stopped.signal);
    const { database } = own.log;
    await until('a report', async () => (await createDerivationStore(database.manager).find(derived))?.report !== undefined);
    await until('the end of protecting', async () => {
      await expectCode(() => protecting.showProtection({ dataset: derived }), 'dataset-unknown');
      return true;
    });
    stopped.abort(new Error('killed'));
    await running.catch(() => undefined);
    const refused = own.log.script.newId();
    const leaky = plan((columns) => columns.map((column) => (column.name === 'mobile' ? { rule: 'keep', name: 'mobile' } : column)));
    await expectCode(
      () => own.log.during(protecting.protect({ derived: refused, title: TITLE, plan: leaky }, 'leaky', own.signal)),
      'identifier-remains',
    );
    for (const dataset of [refused, own.dataset]) await expectCode(() => protecting.showProtection({ dataset }), 'dataset-unknown');
  });

  it('gives the same rows again after it was killed on the way', async () => {
    const stopped = new AbortController();
    const { database } = own.log;
    const store = createDatasetStore(database.manager);
    const running = protecting.protect({ derived, title: TITLE, plan: plan() }, 'protect', stopped.signal);
    stopped.abort(new Error('killed'));
    await running.catch(() => undefined);
    expect(registered()).to.equal(undefined);
    await protect();
    const first = await store.slice(derived, 0, ROWS);
    const again = await protect();
    expect(again.index).to.equal(own.log.own.ledger.own(again.id)?.index ?? again.index);
    expect(await store.slice(derived, 0, ROWS)).to.deep.equal(first);
  });

  it('registers nothing where an identifier would remain, and forgets it', async () => {
    // The callers' names are not looked for, and one column is delivered as it is.
    const leaky = plan((columns) => columns.map((column) => (column.name === 'mobile' ? { rule: 'keep', name: 'mobile' } : column)));
    await expectCode(() => protect(leaky), 'identifier-remains');
    expect(registered()).to.equal(undefined);
    expect(await createDatasetStore(own.log.database.manager).draft(derived)).to.equal(undefined);
    expect(await createDerivationStore(own.log.database.manager).find(derived)).to.equal(undefined);
    expect((await protect()).report.residual.findings).to.equal(0);
  });

  it('leaves rows of small classes out', async () => {
    const { report } = await protect({ ...plan(), minimumClass: 35 });
    expect(report.classes?.k).to.be.greaterThanOrEqual(35);
    expect(report.rows.suppressed.smallClass).to.be.greaterThan(0);
    expect(report.rows.released + report.rows.suppressed.smallClass).to.equal(ROWS);
  });

  it('takes no plan with smaller classes than the level of its source asks for', async () => {
    const asked = (minimumClass: number | undefined) => {
      const { minimumClass: _, ...rest } = plan();
      return protect(minimumClass === undefined ? rest : { ...rest, minimumClass });
    };
    for (const minimumClass of [undefined, 2, 19]) await expectCode(() => asked(minimumClass), 'plan-class-too-small');
    expect(await createDerivationStore(own.log.database.manager).find(derived)).to.equal(undefined);
    await grade(own.dataset, 'g3');
    await expectCode(() => asked(9), 'plan-class-too-small');
    expect((await asked(10)).report.classes?.minimum).to.equal(10);
  });

  it('takes no plan that leaves what it generalizes of a person out of the classes', async () => {
    const blurred = plan((columns) =>
      columns.map((column) => (column.name === 'address' ? { rule: 'district' as const, name: 'address' } : column)),
    );
    await expectCode(() => protect(blurred), 'quasi-identifier-unmarked');
    await grade(own.dataset, 'g2');
    await protect(blurred);
    expect(registered()?.body.derived?.from).to.equal(own.dataset);
  });

  it('refuses plans for other columns, unknown datasets, and an id that is taken', async () => {
    await expectCode(() => protect(plan((columns) => columns.slice(1))), 'plan-columns-differ');
    await expectCode(() => protect({ ...plan(), dataset: own.log.script.newId() }), 'dataset-unknown');
    await protect();
    await expectCode(() => protect(plan(), 'another command'), 'dataset-taken');
  });

  it('never delivers a column that was withheld when its table was registered', async () => {
    const { database, clock, script } = own.log;
    const dataset = script.newId();
    const request = { source: 'hotline.csv', dataset, title: TITLE, withhold: ['unit'] };
    await own.log.during(own.own.publishing.register(request, 'register again', own.signal));
    await own.log.sync();
    const other = createProtecting({ database, ledger: own.log.own.ledger, chain: own.log.own.chain, random: script.random, clock });
    const asked = other.protect({ derived, title: TITLE, plan: { ...plan(), dataset } }, 'protect', own.signal);
    await expectCode(() => own.log.during(asked), 'column-withheld');
  });

  describe('is graded afresh', () => {
    const levelOf = (dataset: string): Level | undefined =>
      own.log.own.ledger.state().datasets.get(dataset)?.grading?.signed.event.body.level;
    beforeEach(async () => {
      await grade(own.dataset, 'g4');
      await protect();
      await own.log.sync();
    });

    it('looser than its source only with a spot check in which nobody was recognized', async () => {
      for (const spotCheck of [undefined, { rows: 19, findings: 0 }, { rows: 30, findings: 1 }])
        await expectCode(() => judge(derived, 'g3', spotCheck && { spotCheck }), 'spot-check-missing');
      expect(levelOf(derived)).to.equal(undefined);
      await grade(derived, 'g4');
      await grade(derived, 'g3', { spotCheck: { rows: 20, findings: 0 } });
      expect(levelOf(derived)).to.equal('g3');
    });

    it('after its officer has read rows of it', async () => {
      const { columns, rows } = await protecting.show({ dataset: derived, rows: [0, 5] });
      expect(columns).to.include('text').and.not.include('caller');
      expect(rows.map(({ row }) => row)).to.deep.equal([0, 5]);
      await expectCode(() => protecting.show({ dataset: own.dataset, rows: [0] }), 'dataset-unknown');
      await expectCode(() => protecting.show({ dataset: derived, rows: [100_000] }), 'rows-unfit');
    });
  });
});
