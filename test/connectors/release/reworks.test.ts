import { expect } from 'chai';
import type { LotReworks } from '../../../api/reworks.ts';
import type { Json } from '../../../common/canonical-json.ts';
import { DomainError } from '../../../common/errors.ts';
import { verifyWork, type VerifiedLabel, type WorkPremises } from '../../../connectors/labeling/verify-work.ts';
import { assembleRelease } from '../../../connectors/release/assemble.ts';
import { withReworks } from '../../../connectors/release/reworks.ts';
import { parseConfiguration } from '../../../labeling/configuration.ts';
import { accountForItems, type Accounting } from '../../../provenance/space/accounting.ts';
import { parseLine } from '../../../provenance/evidence/line.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { toAcceptedReworks } from '../../../provenance/space/rework-basis.ts';
import type { WitnessedPoint } from '../../../provenance/log/witnessed-point.ts';
import { createReturnedLot, DEFECT, INSPECTION, type ReturnedLot } from '../../support/returned-lot.ts';
import { CONFIGURATION, RESULT } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type Actor, type EventDraft, type LoggedEvent, type ScriptedSpace } from '../../support/scripted-space.ts';

type Submitted = LotReworks['reworks'][number];

const BETTER: Json = [
  { from_name: 'who', to_name: 'text', type: 'labels', value: { start: 0, end: 4, labels: ['部门'] } },
  { from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['目标'] } },
];

/** The gateway hands out whatever it likes: only the connector's own checks stand between. */
describe('a release of a lot with a reworked label', () => {
  let s: ScriptedSpace;
  let lot: ReturnedLot;
  let accounting: Accounting<VerifiedLabel>;

  beforeEach(() => {
    s = createScriptedSpace('reworks');
    lot = createReturnedLot(s);
  });

  const known = <T>(value: T | undefined): T => value ?? expect.fail('nothing there');
  const premisesOf = (): WorkPremises => ({
    space: s.space,
    premises: s.premises,
    log: { size: s.entries.length, read: (from, count) => Promise.resolve(s.entries.slice(from, from + count)) },
    lot: lot.lot.signed,
    configuration: parseConfiguration(CONFIGURATION),
    texts: new Map(lot.items.map(({ id, opening }) => [id, opening.value as string])),
  });
  const toLogged = ({ id, signed, salt = '', index }: LoggedEvent): Submitted['verdict'] => ({
    event: id,
    signed,
    salt,
    index,
  });

  /** A logged rework with its verdict, as an honest gateway hands it out. */
  const rework = (by: Actor = lot.labelers[0], at = 0, draft: Partial<EventDraft<'label-reworked'>> = {}): Submitted => {
    const { opening, commitment } = s.seal('annotation', known(lot.items[at]).id, BETTER);
    const made = s.log('label-reworked', by, lot.reworkOf(at, { body: { lot: lot.id, method: 'manual', result: commitment }, ...draft }));
    return {
      label: toLogged(known(lot.labels[at]) as unknown as LoggedEvent),
      verdict: toLogged(known(lot.verdicts[at] ?? lot.verdicts[0]) as unknown as LoggedEvent),
      rework: { ...toLogged(made as unknown as LoggedEvent), opening: opening as NonNullable<Submitted['rework']['opening']> },
    };
  };
  /** The owner takes over these, in the order of the log. */
  const accept = (...taken: readonly Submitted[]): void => {
    const ended = lot.end();
    const body = toAcceptedReworks(taken.map(({ rework: { index } }) => leafHash(known(s.entries[index]))));
    s.log('lot-accepted', lot.keeper, { subject: { id: lot.id }, body, refs: [ended.id] });
  };
  const indices = (): number[] => lot.verdicts.map(({ index }) => index);
  const release = async (reworks: readonly Submitted[], verdicts = indices(), points: readonly WitnessedPoint[] = []) => {
    const { state } = s.replay();
    const premises = premisesOf();
    const work = await verifyWork(lot.labels, premises);
    accounting = accountForItems(lot.lot.signed, work);
    const counted = { lot: known(state.lots.get(lot.id)), accounting, premises };
    return await withReworks({ state, points }, counted, { verdicts, reworks: [...reworks] }, (error) => expect.fail(error.code));
  };
  const resultsOf = ({ labels }: Accounting<VerifiedLabel>): readonly unknown[] => labels.map(({ result }) => result);
  const refusal = async (reworks: readonly Submitted[], verdicts?: number[], points?: readonly WitnessedPoint[]): Promise<unknown[]> => {
    try {
      await release(reworks, verdicts, points);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return [error.code, error.details['reason']];
    }
    return ['released'];
  };

  it('gives the rework in the place of the label, and names both and the verdict', async () => {
    const made = rework();
    accept(made);
    const released = await release([made]);
    expect(resultsOf(released)).to.deep.equal([BETTER, RESULT, RESULT]);
    const items = new Map(lot.items.map(({ id, opening }, row) => [id, { id, row, text: opening.value as string }]));
    const ids = { release: s.newId(), space: s.space, project: lot.project, lot: lot.id, dataset: lot.dataset, org: lot.connector.org };
    const terms = {
      ...ids,
      level: 'g1',
      configuration: CONFIGURATION,
      title: { zh: '题', en: 'Title' },
      closedAt: 1,
      unreadable: 0,
    } as const;
    const { data, manifest } = assembleRelease({ ...terms, checkpoint: { size: 9, root: 'ab'.repeat(32) } }, items, released);
    const [first, second] = data.split('\n').slice(0, -1).map(parseLine);
    expect(first?.result).to.deep.equal(BETTER);
    expect([first?.event, first?.index]).to.deep.equal([known(lot.labels[0]).id, known(lot.labels[0]).index]);
    expect(first?.rework).to.deep.equal({ event: made.rework.event, index: made.rework.index, verdict: lot.verdicts[0].id });
    expect(second).not.to.have.property('rework');
    expect(manifest.labels.map(({ event }) => event)).to.deep.equal(lot.labels.map(({ id }) => id));
  });

  it('leaves a label as it was whose rework the owner was not shown', async () => {
    rework();
    accept();
    expect(resultsOf(await release([]))).to.deep.equal([RESULT, RESULT, RESULT]);
  });

  it('refuses where the gateway hides a rework that the owner took over, or shows one that she did not', async () => {
    const made = rework();
    accept(made);
    expect(await refusal([])).to.deep.equal(['rework-refused', 'reworks-accepted-differ']);
    expect(await refusal([made])).to.deep.equal(['released']);
    s = createScriptedSpace('unseen');
    lot = createReturnedLot(s);
    const unseen = rework();
    accept();
    expect(await refusal([unseen])).to.deep.equal(['rework-refused', 'reworks-accepted-differ']);
  });

  it('refuses before the owner has accepted', async () => {
    const made = rework();
    lot.end();
    expect(await refusal([made])).to.deep.equal(['rework-refused', 'release-unaccepted']);
  });

  it('refuses one that came behind a checkpoint from after the owner’s hours', async () => {
    lot = createReturnedLot(s, { inspection: { ...INSPECTION, answerHours: 24 } });
    const ended = lot.end();
    const size = s.entries.length;
    const made = rework();
    const body = toAcceptedReworks([leafHash(known(s.entries[made.rework.index]))]);
    s.log('lot-accepted', lot.keeper, { subject: { id: lot.id }, body, refs: [ended.id] });
    const after = (hours: number) => [{ size, time: ended.signed.event.time + hours * 3_600_000 }];
    expect(await refusal([made], indices(), after(23))).to.deep.equal(['released']);
    expect(await refusal([made], indices(), after(25))).to.deep.equal(['rework-refused', 'rework-late']);
  });

  it('refuses a rework of somebody else', async () => {
    const made = rework(lot.labelers[1]);
    accept(made);
    expect(await refusal([made])).to.deep.equal(['rework-refused', 'rework-foreign']);
  });

  it('refuses a rework without its verdict, or of a label that passed', async () => {
    const [made, passed] = [rework(), rework(lot.labelers[0], 1)];
    accept(made);
    expect(await refusal([{ ...made, verdict: passed.verdict }])).to.deep.equal(['rework-refused', 'rework-without-verdict']);
    expect(await refusal([passed])).to.deep.equal(['rework-refused', 'rework-without-verdict']);
    expect(await refusal([made])).to.deep.equal(['released']);
  });

  it('refuses a verdict that the inspection does not count', async () => {
    const late = lot.judge(2, DEFECT);
    const refs = [lot.closed.id, known(lot.labels[2]).id, late.id];
    const made = { ...rework(lot.labelers[1], 2, { refs }), verdict: toLogged(late as unknown as LoggedEvent) };
    accept(made);
    expect(await refusal([made])).to.deep.equal(['rework-refused', 'work-unfit']);
    expect(await refusal([made], [...indices(), late.index])).to.deep.equal(['rework-refused', 'work-unfit']);
    expect(await refusal([made], [])).to.deep.equal(['rework-refused', 'work-unfit']);
  });

  it('refuses one that is not logged where it is said to be, with another salt, or as another event', async () => {
    const made = rework();
    accept(made);
    const { rework: own, verdict } = made;
    const lies: readonly Submitted[] = [
      { ...made, rework: { ...own, index: own.index - 1 } },
      { ...made, rework: { ...own, index: own.index + 100 } },
      { ...made, rework: { ...own, salt: verdict.salt } },
      { ...made, verdict: { ...verdict, index: verdict.index + 1 } },
    ];
    for (const lie of lies) expect(await refusal([lie])).to.deep.equal(['rework-refused', 'work-not-logged']);
    expect(await refusal([{ ...made, rework: { ...own, ...verdict } }])).to.deep.equal(['rework-refused', 'work-unfit']);
  });

  it('refuses another answer than was signed, and none', async () => {
    const made = rework();
    const { opening } = s.seal('annotation', known(lot.items[0]).id, RESULT);
    accept(made);
    const { opening: _, ...closed } = made.rework;
    const swapped = { ...made.rework, opening: opening as NonNullable<Submitted['rework']['opening']> };
    expect(await refusal([{ ...made, rework: swapped }])).to.deep.equal(['rework-refused', 'commitment-not-opened']);
    expect(await refusal([{ ...made, rework: closed }])).to.deep.equal(['rework-refused', 'label-unopened']);
  });

  it('refuses one that does not fit', async () => {
    const beyond = [{ from_name: 'who', to_name: 'text', type: 'labels', value: { start: 0, end: 400, labels: ['部门'] } }];
    const { opening, commitment } = s.seal('annotation', known(lot.items[0]).id, beyond);
    const unfit = rework(lot.labelers[0], 0, { body: { lot: lot.id, method: 'manual', result: commitment } });
    accept(unfit);
    const own = { ...unfit.rework, opening: opening as NonNullable<Submitted['rework']['opening']> };
    expect(await refusal([{ ...unfit, rework: own }])).to.deep.equal(['rework-refused', 'offset-outside-text']);
  });

  it('refuses a second rework of a label, and one behind the answer', async () => {
    const [first, second] = [rework(), rework()];
    accept(first);
    expect(await refusal([first, second])).to.deep.equal(['rework-refused', 'rework-given']);
    expect(await refusal([rework()])).to.deep.equal(['rework-refused', 'rework-late']);
    expect(await refusal([first])).to.deep.equal(['released']);
  });
});
