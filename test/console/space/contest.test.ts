import { expect } from 'chai';
import type { OwnFigures, SealedContests } from '../../../api/gold.ts';
import { toBase64 } from '../../../common/encodings.ts';
import { placeFigure } from '../../../provenance/gold/figures.ts';
import { contestScriptedLot, QUESTIONS, type ContestedLot } from '../../support/contested-lot.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { createScriptedSpace, type LoggedEvent } from '../../support/scripted-space.ts';
import { createTinyLog, type TinyLog } from '../../support/tiny-log.ts';

type Shown = SealedContests['contests'][number];

describe('a contested figure on the devices of those whom it concerns', () => {
  let log: TinyLog;
  let lot: ContestedLot;
  let contested: LoggedEvent<'score-contested'>;
  let honest: Shown;
  let shown: readonly Shown[];
  let person: TestPerson;

  const relay = ({ id, signed, salt = '', index }: LoggedEvent) => ({ event: id, signed: signed as never, salt, index });
  const begin = (twist: (lot: ContestedLot) => ContestedLot['opening'] = ({ opening }) => opening) => {
    const s = createScriptedSpace('contest');
    lot = contestScriptedLot(s);
    contested = s.log('score-contested', lot.author, lot.contestDraft);
    const boxes = lot.seal(contested.id, undefined, twist(lot));
    const body = { boxes: boxes.map(({ box }) => box) };
    s.log('gold-opened', lot.connector, { subject: { id: lot.id }, body, refs: [lot.scored.id, contested.id] });
    log = createTinyLog(s, [lot.owner, lot.firm, lot.court]);
    log.now = s.clock();
    honest = {
      contested: relay(contested as unknown as LoggedEvent),
      sealed: toBase64(boxes[0]?.sealed ?? new Uint8Array()),
      decisions: [],
    };
    shown = [honest];
    log.handlers.push((path) => (path.startsWith('/api/contests') ? { contests: shown } : undefined));
    log.publish();
  };
  const read = async () => {
    log.publish();
    await person.client.follow();
    return await person.adjudicator.contests(() => Promise.resolve(QUESTIONS));
  };

  it('is recomputed by one who decides, from what the owner sealed for her', async () => {
    begin();
    person = await openPerson(log, lot.wei, lot.court);
    const [found] = await read();
    expect([found?.contest, found?.flaw, found?.compared?.length]).to.deep.equal([contested.id, undefined, 2]);
  });

  it('names what the owner’s opening does not bear out', async () => {
    begin(({ opening }) => ({ ...opening, items: opening.items.slice(1) }));
    person = await openPerson(log, lot.wei, lot.court);
    const [found] = await read();
    expect([found?.flaw, found?.compared]).to.deep.equal(['gold-root-differs', undefined]);
  });

  it('is refused where contest or box is not the one in the log, and kept as evidence', async () => {
    begin();
    person = await openPerson(log, lot.wei, lot.court);
    const [, other] = lot.seal(contested.id);
    const lies: readonly Shown[] = [
      { ...honest, sealed: toBase64(other?.sealed ?? new Uint8Array()) },
      { ...honest, contested: { ...honest.contested, index: honest.contested.index - 1 } },
      { ...honest, contested: { ...honest.contested, salt: 'ab'.repeat(32) } },
    ];
    for (const [at, lie] of lies.entries()) {
      shown = [lie];
      await expectCode(read, 'contest-differs');
      expect(await person.client.alarms.list()).to.have.length(at + 1);
    }
  });

  it('is decided over its opening', async () => {
    begin();
    person = await openPerson(log, lot.wei, lot.court);
    await person.adjudicator.decideScore(lot.id, contested.id, { decision: 'upheld' });
    const { event } = log.seen.at(-1) ?? expect.fail('nothing was signed');
    expect([event.type, event.refs[0]]).to.deep.equal(['score-decided', contested.id]);
  });

  it('is contested by the labeler over the figure that she verified', async () => {
    begin();
    const place = placeFigure([lot.commitment], lot.commitment);
    const figures: OwnFigures['figures'] = [{ lot: lot.id, opening: lot.figure, index: place.index, proof: [...place.proof] }];
    log.handlers.push((path) => (path.startsWith('/api/me/figures') ? { figures } : undefined));
    const labels = lot.labels.map(({ id: event, index, signed, salt, opening }) => ({
      item: signed.event.subject.id,
      event,
      index,
      signed,
      salt,
      opening,
    }));
    log.handlers.push((path) => (path.startsWith(`/api/lots/${lot.id}/mine`) ? { labels } : undefined));
    person = await openPerson(log, lot.author, lot.firm);
    await person.labeler.contestFigure(lot.id);
    const { event } = log.seen.at(-1) ?? expect.fail('nothing was signed');
    expect(event.body).to.deep.equal({ figure: lot.commitment, labels: lot.leaves });
  });

  it('is followed by the labeler: both overturn it by events of the log, or it stands', async () => {
    begin();
    const s = log.space;
    const opened = s.replay().state.lots.get(lot.id)?.goldOpened?.get(contested.id)?.id ?? expect.fail('not opened');
    const finding = { decision: 'overturned', reason: 'score-differs' } as const;
    const decisions = [lot.wei, lot.han].map((by) =>
      s.log('score-decided', by, { subject: { id: lot.id }, body: { finding }, refs: [contested.id, opened] }),
    );
    const { index, proof } = placeFigure([lot.commitment], lot.commitment);
    let relayed = decisions.map((one) => relay(one as unknown as LoggedEvent));
    const figure = () => ({
      lot: lot.id,
      opening: lot.figure,
      index,
      proof: [...proof],
      contested: honest.contested,
      decisions: relayed,
    });
    log.handlers.push((path) => (path.startsWith('/api/me/figures') ? { figures: [figure()] } : undefined));
    person = await openPerson(log, lot.author, lot.firm);
    const follow = async () => {
      log.publish();
      await person.client.follow();
      return (await person.labeler.figures())[0]?.contest;
    };
    expect(await follow()).to.equal('overturned');
    const [first = expect.fail('none'), second = expect.fail('none')] = relayed;
    relayed = [first];
    expect(await follow()).to.equal('awaiting-decision');
    relayed = [first, { ...second, salt: 'ab'.repeat(32) }];
    await expectCode(follow, 'contest-differs');
  });
});
