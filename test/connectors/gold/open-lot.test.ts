import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { DomainError } from '../../../common/errors.ts';
import { createGoldStore } from '../../../connectors/gold/store.ts';
import { goldRoot, toGoldEntry } from '../../../provenance/gold/commitments.ts';
import { expectCode } from '../../support/expect-code.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';
import { RESULT } from '../../support/scripted-lot.ts';

const ANSWER = { row: 0, result: RESULT };
const OTHER = { row: 3, result: [{ from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['目标'] } }] };

describe('gold answers at the owner’s connector', () => {
  let lot: OwnLot;
  let project = '';
  let adjudicator = '';
  beforeEach(async () => {
    lot = await startOwnLot();
    adjudicator = lot.log.script.join('auditor').org;
    await lot.register();
    project = await lot.openProject(await lot.grade('g1'));
    await lot.signRoster(project);
    fs.mkdirSync(path.join(lot.folder, 'gold'));
  });
  afterEach(() => lot.close());

  const lay = (text: string): void => fs.writeFileSync(path.join(lot.folder, 'gold', 'kinds.jsonl'), text);
  const layLines = (...lines: readonly object[]): void => lay(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const terms = () => ({ source: 'kinds.jsonl', adjudicator, contest: 72, open: 48, decide: 48 });
  const open = async (id = lot.log.script.newId(), rows?: number[]) => {
    await lot.open(project, id, { gold: terms(), ...(rows && { rows }) });
    await lot.log.sync();
    return lot.log.own.ledger.state().lots.get(id)?.opened.signed.event.body ?? expect.fail('not open');
  };
  const kept = (id: string) => createGoldStore(lot.log.database.manager).find(id);
  const reasonOf = async (rows?: number[]): Promise<unknown> => {
    const refused = await open(undefined, rows).then(
      () => expect.fail('it opened'),
      (error: unknown) => error as DomainError,
    );
    expect(refused.code).to.equal('gold-unfit');
    return [refused.details['line'], refused.details['reason']];
  };

  it('are committed to by the opening, salted, and stay in its database', async () => {
    layLines(ANSWER, OTHER);
    const id = lot.log.script.newId();
    const { gold, items } = await open(id);
    const answers = await kept(id);
    expect(gold).to.deep.include({ items: 2, adjudicator, contest: 72, open: 48, decide: 48 });
    expect(gold?.root).to.equal(goldRoot(answers.map((answer) => toGoldEntry(id, answer))));
    expect(answers.map(({ item }) => items.findIndex((listed) => listed.id === item))).to.have.members([0, 2]);
    expect(new Set(answers.flatMap(({ itemSalt, answerSalt }) => [itemSalt, answerSalt])).size).to.equal(4);
  });

  it('are committed to anew for each lot: nobody sees that two have the same', async () => {
    layLines(ANSWER);
    const [first, second] = [await open(), await open()];
    expect(first.gold?.root).not.to.equal(second.gold?.root);
  });

  it('are read once: the same command again goes on, whatever the file says by then', async () => {
    layLines(ANSWER);
    const id = lot.log.script.newId();
    const { gold } = await open(id);
    layLines(OTHER);
    expect((await open(id)).gold).to.deep.equal(gold);
    expect(await kept(id)).to.have.length(1);
  });

  it('go with an opening that was refused', async () => {
    layLines(ANSWER);
    const id = lot.log.script.newId();
    adjudicator = lot.owner.org;
    await expectCode(() => open(id), 'gold-terms-unfit');
    expect(await kept(id)).to.deep.equal([]);
  });

  it('are refused with the line that does not fit', async () => {
    layLines(ANSWER, { row: 1, result: RESULT });
    expect(await reasonOf([0, 3])).to.deep.equal([2, 'the row is not in the lot']);
    layLines(ANSWER, OTHER, ANSWER);
    expect(await reasonOf()).to.deep.equal([3, 'a row stands twice']);
    layLines({ ...ANSWER, result: [] });
    expect(await reasonOf()).to.deep.equal([1, 'answer-missing']);
    layLines({ ...OTHER, result: [{ from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['指标'] } }] });
    expect(await reasonOf()).to.deep.equal([1, 'choice-unknown']);
    lay(`\n{"row":0}\n`);
    expect(await reasonOf()).to.deep.equal([2, 'no row with a result']);
    lay('{"row":0,');
    expect(await reasonOf()).to.deep.equal([1, 'no row with a result']);
    lay('\n');
    expect(await reasonOf()).to.deep.equal([undefined, 'no line']);
  });

  it('come from a plain file of the folder alone', async () => {
    await expectCode(() => open(), 'source-unreadable');
    fs.writeFileSync(path.join(lot.folder, 'elsewhere.jsonl'), `${JSON.stringify(ANSWER)}\n`);
    fs.symlinkSync(path.join(lot.folder, 'elsewhere.jsonl'), path.join(lot.folder, 'gold', 'kinds.jsonl'));
    await expectCode(() => open(), 'source-unreadable');
  });
});
