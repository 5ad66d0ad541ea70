import { expect } from 'chai';
import type { RedoneDraw } from '../../../console/src/space/acts/redraw.ts';
import { toHex } from '../../../common/encodings.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { writeLotFile, type LotFile } from '../../../provenance/evidence/draw/lot-file.ts';
import { entryOf, inspectLot, type InspectedStage } from '../../support/drawn-stage.ts';
import { openPerson } from '../../support/people.ts';

type Drawn = Extract<LotFile['outcome'], { kind: 'drawn' }>;

const withOutcome = (file: LotFile, change: (outcome: Drawn) => LotFile['outcome']): LotFile => {
  if (file.outcome.kind !== 'drawn') return expect.fail('not drawn');
  return { ...file, outcome: change(file.outcome) };
};

describe('the draw of a lot, redone on a reviewer’s device', () => {
  let stage: InspectedStage;
  let file: LotFile;
  before(async () => {
    stage = inspectLot('redraw');
    file = await stage.lotFile();
  });

  /** What the device makes of this file, from a gateway that gives it out. */
  const redo = async (given: LotFile | string): Promise<RedoneDraw> => {
    const { log, id, reviewer, lot } = stage;
    const text = typeof given === 'string' ? given : writeLotFile(given);
    log.handlers.splice(0, log.handlers.length, (path) => (path === `/api/lots/${id}/draw` ? text : undefined));
    const { inspector } = await openPerson(log, reviewer, lot.firm);
    let passed = 0;
    return await inspector.redraw(id, () => (passed += 1));
  };
  const failure = async (given: LotFile | string) => {
    const { verdict, failed, sample } = await redo(given);
    expect([verdict, sample.length]).to.deep.equal(['failed', 0]);
    return failed;
  };

  it('agrees, and gives each label of the sample with its leaf as it stands in the log', async () => {
    const { verdict, failed, checks, sample } = await redo(file);
    expect([verdict, failed]).to.deep.equal(['verified', undefined]);
    expect(checks.filter(({ result }) => result === 'failed')).to.deep.equal([]);
    expect(checks.map(({ name }) => name)).to.include('own-log-agrees');
    expect(sample).to.have.length(2);
    for (const { position, label, leaf, item } of sample) {
      const signed = stage.labels[position] ?? expect.fail('no label');
      expect([label, item]).to.deep.equal([signed.id, signed.signed.event.subject.id]);
      expect(leaf).to.equal(toHex(leafHash(entryOf(signed))));
    }
  });

  it('names another sample, another seed and another size as what they are', async () => {
    const moved = withOutcome(file, ({ sample, ...rest }) => ({
      ...rest,
      sample: sample.map((one, at) => {
        if (at > 0) return one;
        const position = [...file.labels.keys()].find((place) => !sample.some((taken) => taken.position === place)) ?? 0;
        return { position, label: stage.labels[position]?.id ?? '' };
      }),
    }));
    expect(await failure(moved)).to.equal('sample-redone');
    expect(await failure(withOutcome(file, (outcome) => ({ ...outcome, seed: 'ab'.repeat(32) })))).to.equal('seed-redone');
    expect(await failure(withOutcome(file, (outcome) => ({ ...outcome, accept: outcome.accept + 1 })))).to.equal('size-redone');
    expect(await failure(withOutcome(file, () => ({ kind: 'whole', reason: 'unrevealed', cost: ['owner'] })))).to.equal('seed-redone');
  });

  it('refuses a label left out or put in the place of another, and what is no lot file', async () => {
    const [first, second, ...rest] = file.labels;
    if (first === undefined || second === undefined) return expect.fail('no labels');
    expect(await failure({ ...file, labels: [second, first, ...rest] })).to.equal('labels-of-this-lot');
    expect(await failure({ ...file, labels: [first, ...rest] })).to.equal('labels-of-this-lot');
    expect(await failure('{}\n')).to.equal('lot-readable');
    return undefined;
  });

  it('refuses an honest file of another lot by the own copy of the log alone', async () => {
    const { log, lot, reviewer, id } = stage;
    const body = { ...lot.lot.signed.event.body, items: [{ id: log.space.newId(), commitment: 'ab'.repeat(32) }] };
    const other = log.space.log('lot-opened', lot.connector, {
      subject: { id: log.space.newId() },
      body,
      refs: [lot.opened.id, lot.roster.id],
    });
    log.publish();
    log.handlers.splice(0, log.handlers.length, (path) => (path.endsWith('/draw') ? writeLotFile(file) : undefined));
    const { inspector } = await openPerson(log, reviewer, lot.firm);
    const { verdict, failed, sample } = await inspector.redraw(other.signed.event.subject.id, () => 0);
    expect([verdict, failed, sample.length]).to.deep.equal(['failed', 'own-log-agrees', 0]);
    expect((await inspector.redraw(id, () => 0)).verdict).to.equal('verified');
  });

  it('refuses an honest file of another space', async () => {
    expect(await failure(await inspectLot('another').lotFile())).to.equal('space-matches');
  });
});
