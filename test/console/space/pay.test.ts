import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import type { Connection } from '../../../console/src/data/connected/connection.ts';
import { createPayData } from '../../../console/src/data/connected/pay.ts';
import { labelsRoot } from '../../../provenance/space/accounting.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { openStage, type Stage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { label, type ScriptedLabel } from '../../support/scripted-lot.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';

const SECRETS = ['11'.repeat(32), '22'.repeat(32)] as const;
const ROOT = 'ab'.repeat(32);
const HOURS = { withhold: 240, appeal: 72, decide: 48 };
const HOUR = 3_600_000;

/** What the gateway shows of a private event. */
interface Relayed {
  readonly id: string;
  readonly index: number;
  readonly signed: unknown;
  readonly salt: string;
}

describe('a labeler’s pay, redone on her own device', () => {
  let stage: Stage;
  let person: TestPerson;
  let labels: readonly ScriptedLabel[];
  let verdict: LoggedEvent<'verdict-signed'>;
  let withheld: LoggedEvent<'pay-withheld'>;
  /** What the gateway makes of an honest answer. */
  let lie: (events: readonly Relayed[]) => readonly Relayed[];
  let shown: readonly LoggedEvent[];
  /** Which verdicts the gateway says the end of the inspection counts. */
  let counted: number[];
  let id = '';

  const relay = ({ id: event, index, signed, salt = '' }: LoggedEvent): Relayed => ({ id: event, index, signed, salt });
  const sums = { earned: 0, due: 0, atRisk: 0, withheld: 0, appealed: 0 };
  const answer = () => ({
    size: 0,
    points: [],
    lines: [],
    sums,
    flaws: [],
    events: lie(shown.map(relay)),
    inspections: [{ lot: id, verdicts: counted }],
  });

  /** Three labels of hers, closed and drawn; the first was found to be a defect, and 20 of its 32 fen are withheld. */
  beforeEach(async () => {
    stage = openStage('pay', { inspection: { plan: { kind: 'zero-defect', share: 500 }, hours: 24 }, pay: HOURS });
    const { log, lot } = stage;
    const { space: s } = log;
    id = lot.lot.signed.event.subject.id;
    const subject = { id };
    const reviewer = s.certify(lot.firm, ['reviewer']);
    const sides = [lot.connector, reviewer].map((actor, at) => ({ actor, secret: SECRETS[at] ?? '' }));
    const committed = sides.map(({ actor, secret }) =>
      s.log('inspection-committed', actor, { subject, body: { commitment: toHex(sha256(parseHex(secret))) }, refs: [lot.lot.id] }),
    );
    labels = lot.items.map((_, at) => label(s, lot, lot.labelers[0], at));
    const envelope = { time: log.now };
    const body = { cause: 'complete' as const, labels: 3, reports: 0, left: [], root: ROOT };
    const closed = s.log('lot-closed', lot.connector, { subject, body, refs: [lot.lot.id], envelope });
    const checkpoint = { size: s.entries.length, root: ROOT };
    const refs = [closed.id, ...committed.map((event) => event.id)];
    const reveals = sides.map(({ actor, secret }) =>
      s.log('inspection-revealed', actor, { subject, body: { secret }, refs, envelope: { ...envelope, checkpoint } }),
    );
    const [first = expect.fail('no label')] = labels;
    verdict = s.log('verdict-signed', reviewer, {
      subject: { id: first.signed.event.subject.id, commitment: first.signed.event.subject.commitment ?? '' },
      body: {
        lot: id,
        label: toHex(leafHash(s.entries[first.index] ?? expect.fail('no entry'))),
        finding: { verdict: 'defect', reason: 'boundary', severity: 'slight' },
      },
      refs: [closed.id, first.id],
    });
    const inspected = s.log('lot-inspected', reviewer, {
      subject,
      body: { inspected: 1, defects: 1, root: labelsRoot([{ entry: s.entries[verdict.index] ?? expect.fail('no entry') }]) },
      refs: [closed.id, ...reveals.map((reveal) => reveal.id)],
    });
    withheld = s.log('pay-withheld', lot.keeper, {
      subject,
      body: { reason: 'boundary', clause: 3, amount: 20 },
      refs: [inspected.id, first.id, verdict.id],
      envelope,
    });
    shown = [...labels, verdict] as unknown as readonly LoggedEvent[];
    lie = (events) => events;
    counted = [verdict.index];
    log.handlers.push((path) => (path.startsWith('/api/me/statement') ? answer() : undefined));
    log.publish();
    person = await openPerson(log, lot.labelers[0], lot.firm);
  });

  const read = async () => {
    stage.log.publish();
    await person.client.follow();
    return await person.labeler.statement();
  };

  it('follows from her events and the public log, whatever the gateway adds up', async () => {
    const { sums: mine, lines, flaws, unwitnessed } = await read();
    expect(mine).to.deep.equal({ earned: 96, due: 12, atRisk: 64, withheld: 20, appealed: 0 });
    expect(lines[0]).to.include({ state: 'withheld', rule: 'may-be-appealed', work: labels[0]?.id });
    expect(lines[0]?.because).to.deep.equal([withheld.id]);
    expect([flaws, unwitnessed]).to.deep.equal([[], 0]);
  });

  it('shows what is withheld though the gateway keeps it back, and deducts nothing by a verdict that it does not show', async () => {
    lie = (events) => events.filter((one) => one.id !== verdict.id);
    const { sums: mine, flaws } = await read();
    expect(mine).to.deep.equal({ earned: 96, due: 0, atRisk: 96, withheld: 0, appealed: 0 });
    expect(flaws).to.deep.equal([{ event: withheld.id, code: 'withholding-without-verdict' }]);
  });

  it('refuses an event that the log does not hold, and keeps it as evidence', async () => {
    const lies: readonly ((event: Relayed) => Relayed)[] = [
      (event) => ({ ...event, salt: 'cd'.repeat(32) }),
      (event) => ({ ...event, index: event.index - 1 }),
      (event) => ({ ...event, id: 'ef'.repeat(32) }),
      (event) => ({ ...event, signed: { ...(event.signed as object), signature: '00'.repeat(64) } }),
    ];
    for (const [at, twist] of lies.entries()) {
      lie = ([first, ...rest]) => [twist(first ?? expect.fail('nothing is shown')), ...rest];
      await expectCode(read, 'statement-differs');
      expect((await person.client.alarms.list()).map(({ code }) => code)).to.have.length(at + 1);
    }
  });

  it('refuses verdicts that are not those of the inspection, and deducts nothing where none are shown', async () => {
    for (const other of [[], [verdict.index - 1], [verdict.index, verdict.index + 1], [verdict.index + 10_000]]) {
      counted = other;
      await expectCode(read, 'statement-differs');
    }
    expect(await person.client.alarms.list()).to.have.length(4);
  });

  it('names what is withheld of a label of hers that the gateway lists no more', async () => {
    expect((await read()).leftOut).to.deep.equal([]);
    const [first = expect.fail('no label')] = labels;
    lie = (events) => events.filter((one) => one.id !== first.id);
    const { leftOut, sums: mine } = await read();
    expect(leftOut).to.deep.equal([{ lot: id, label: first.id, withholding: withheld.id, index: withheld.index }]);
    expect(mine).to.include({ earned: 64, withheld: 0 });
    expect((await person.client.alarms.list()).map(({ code }) => code)).to.deep.equal(['statement-differs']);
    lie = (events) => events;
    expect((await read()).leftOut).to.deep.equal([]);
  });

  it('leaves out what no witness has seen yet', async () => {
    stage.log.publish();
    await person.client.follow();
    const { lot, log } = stage;
    const late = log.space.log('pay-appealed', lot.labelers[0], {
      subject: { id },
      body: { ground: 'no-defect' },
      refs: [withheld.id],
      envelope: { time: log.now },
    });
    shown = [...shown, late as unknown as LoggedEvent];
    expect((await person.labeler.statement()).unwitnessed).to.equal(1);
    const { lines, unwitnessed } = await read();
    expect([lines[0]?.rule, unwitnessed]).to.deep.equal(['appeal-pending', 0]);
  });

  it('appeals by an event over what was withheld', async () => {
    await person.labeler.appeal(id, withheld.id, 'no-defect');
    const sent = stage.log.received().filter(({ signed }) => signed.event.type === 'pay-appealed');
    expect(sent.map(({ signed }) => [signed.event.refs, signed.event.subject.id])).to.deep.equal([[[withheld.id], id]]);
    shown = [...shown, ...sent];
    const { lines } = await read();
    expect(lines[0]).to.include({ state: 'appealed', withheld: 20 });
  });

  it('is shown with reason, clause and hours, and written as files that say the same', async () => {
    const { lines, sums: mine } = await read();
    const connection = {
      person: async () => person,
      client: async () => person.client,
      seen: async (acted: object) => acted,
    } as unknown as Connection;
    const data = createPayData(connection);
    const { held, files } = await data.pay();
    const until = withheld.signed.event.time + HOURS.appeal * HOUR;
    const said = { lot: id, label: labels[0]?.id, withholding: withheld.id, index: withheld.index, withheld: 20, price: 32 };
    expect(held).to.deep.equal([{ ...said, reason: 'boundary', clause: 3, rule: 'may-be-appealed', until }]);
    expect(files.csv.split('\r\n')).to.have.length(5);
    expect(JSON.parse(files.json)).to.deep.include({ kind: 'pay-statement', space: stage.log.space.space, lines, sums: mine });
    await data.appeal(id, withheld.id, 'no-defect');
    shown = [...shown, ...stage.log.received().filter(({ signed }) => signed.event.type === 'pay-appealed')];
    expect((await read()).sums.appealed).to.equal(20);
    const { log, lot } = stage;
    const appeal = log.received().find(({ signed }) => signed.event.type === 'pay-appealed') ?? expect.fail('no appeal');
    const decision = log.space.log('appeal-decided', lot.keeper, {
      subject: { id },
      body: { decision: 'overturned' },
      refs: [appeal.id],
      envelope: { time: log.now },
    });
    shown = [...shown, decision as unknown as LoggedEvent];
    await read();
    const given = await data.pay();
    const decided = { reason: 'boundary', clause: 3, rule: 'appeal-overturned', decided: decision.index };
    expect([given.held, given.givenBack]).to.deep.equal([[], [{ ...said, ...decided }]]);
    expect(given.files.csv).to.include(`appeal-overturned,,${withheld.id} ${appeal.id} ${decision.id}`);
  });

  it('settles by the witnesses’ time and no clock of hers', async () => {
    stage.log.now += HOURS.appeal * HOUR + 60_000;
    const { lines } = await person.labeler.statement();
    expect(lines[0]?.rule).to.equal('may-be-appealed');
    expect((await read()).lines[0]?.rule).to.equal('not-appealed');
  });
});
