import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toBase64, toHex, toUtf8 } from '../../../common/encodings.ts';
import type { LotContests, OwnFigures, SealedContests } from '../../../api/gold.ts';
import type { EventOf, EventType } from '../../../provenance/event/event.ts';
import { commitFigure } from '../../../provenance/gold/figures.ts';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { GOLD_HOURS } from '../../support/gold.ts';
import { createSender, hire, startLabelingGateway } from '../../support/labeling.ts';
import { labelLeaf, scoreLot } from '../../support/scored-lot.ts';
import type { Actor, EventDraft, LoggedEvent } from '../../support/scripted-space.ts';

const HOUR = 3_600_000;
const OVERTURNED = { decision: 'overturned', reason: 'score-differs' } as const;

describe('contested gold figures at the gateway', () => {
  let gateway: TestGateway;
  let court: Actor;
  let [wei, han, third]: Actor[] = [];
  let colleague: Actor;
  let now = Date.now();
  before(async () => {
    const space = createTestSpace();
    court = space.script.join('auditor');
    gateway = await startLabelingGateway({ space, clock: () => now });
    const certify = async (): Promise<Actor> => {
      const actor = gateway.script.certify(court, ['reviewer']);
      expect((await gateway.submit(gateway.script.events.at(-1) as LoggedEvent)).status).to.equal(201);
      return actor;
    };
    [wei, han, third] = [await certify(), await certify(), await certify()];
    colleague = await hire(gateway, ['labeler']);
  });
  after(() => gateway.close());

  const known = (actor: Actor | undefined): Actor => actor ?? expect.fail('nobody');
  const outcome = ({ status, code }: { readonly status: number; readonly code: unknown }) => [status, code];

  /** A lot with figures; what may be signed about hers, dated by the clock. */
  const begin = async () => {
    const lot = await scoreLot(gateway, court.org, undefined, now);
    expect((await lot.deliver()).status).to.equal(200);
    const { attempt } = createSender(gateway);
    const subject = { id: lot.id };
    const say = async <Type extends EventType>(type: Type, by: Actor, draft: EventDraft<Type>) =>
      await attempt(type, by, { envelope: { time: now }, ...draft });
    const [figure = expect.fail('no figure')] = lot.figures;
    const body = { figure: commitFigure(lot.id, figure), labels: lot.labels.map((label) => toHex(labelLeaf(label))) };
    const sealed = [known(wei), known(han)].map((person, at) => ({
      key: toHex(person.key.publicKey),
      bytes: toUtf8(`box ${at} ${lot.id}`),
    }));
    const boxes = sealed.map(({ key, bytes }) => ({ key, sealed: toHex(sha256(bytes)) }));
    const contest = (by = gateway.space.labeler, changes: Partial<typeof body> = {}, envelope = { time: now }) =>
      say('score-contested', by, { subject, body: { ...body, ...changes }, refs: [lot.scored.id], envelope });
    const open = (contested: string) =>
      say('gold-opened', gateway.space.connector, { subject, body: { boxes }, refs: [lot.scored.id, contested] });
    const decide = (by: Actor, contested: string, opened: string, finding: EventOf<'score-decided'>['body']['finding'] = OVERTURNED) =>
      say('score-decided', by, { subject, body: { finding }, refs: [contested, opened] });
    const hand = (contested: string, given = sealed) =>
      gateway.call('PUT', `/api/contests/${contested}/boxes`, {
        by: gateway.space.connector,
        json: { boxes: given.map(({ key, bytes }) => ({ key, sealed: toBase64(bytes) })) },
      });
    return { ...lot, contest, open, decide, hand, sealed };
  };

  it('are contested by her once, opened once, and decided by each of the two once', async () => {
    const { contest, open, decide, hand, sealed, id } = await begin();
    const { event: contested, status } = await contest();
    expect(status).to.equal(201);
    expect(outcome(await contest())).to.deep.equal([409, 'contest-given']);
    const listed = await gateway.call('GET', `/api/lots/${id}/contests`, { by: gateway.space.connector });
    expect((listed.json as unknown as LotContests).contests.map(({ event }) => event)).to.deep.equal([contested.id]);
    expect((await hand(contested.id)).json['code']).to.equal('contest-unknown');
    const { event: opened } = await open(contested.id);
    expect(outcome(await open(contested.id))).to.deep.equal([409, 'gold-opened']);
    expect((await hand(contested.id, sealed.toReversed())).status).to.equal(200);
    expect((await decide(known(wei), contested.id, opened.id)).status).to.equal(201);
    expect(outcome(await decide(known(wei), contested.id, opened.id))).to.deep.equal([409, 'figure-decision-given']);
    expect((await decide(known(han), contested.id, opened.id, { decision: 'upheld' })).status).to.equal(201);
    expect(outcome(await decide(known(third), contested.id, opened.id))).to.deep.equal([403, 'figure-decision-foreign']);
    const { figures } = (await gateway.call('GET', '/api/me/figures', { as: gateway.space.labeler })).json as unknown as OwnFigures;
    const own = figures.find(({ lot }) => lot === id);
    expect([own?.contested?.event, own?.decisions?.length]).to.deep.equal([contested.id, 2]);
  });

  it('give each box to the one for whom it was sealed alone, and take none that was not signed', async () => {
    const { contest, open, hand, sealed } = await begin();
    const { event: contested } = await contest();
    await open(contested.id);
    const [first = expect.fail(), second = expect.fail()] = sealed;
    const swapped = [
      { ...first, bytes: second.bytes },
      { ...second, bytes: first.bytes },
    ];
    for (const lie of [swapped, [first, { ...second, bytes: toUtf8('other') }]])
      expect((await hand(contested.id, lie)).json['code']).to.equal('gold-figures-differ');
    expect((await hand(contested.id)).status).to.equal(200);
    const boxOf = async (as: Actor) => {
      const { json } = await gateway.call('GET', '/api/contests', { as });
      return (json as unknown as SealedContests).contests.find(({ contested: { event } }) => event === contested.id)?.sealed;
    };
    expect([await boxOf(known(wei)), await boxOf(known(han)), await boxOf(known(third))]).to.deep.equal([
      toBase64(first.bytes),
      toBase64(second.bytes),
      undefined,
    ]);
  });

  it('are not contested by another person, over another figure, late, or under a false date', async () => {
    const { contest } = await begin();
    expect(outcome(await contest(colleague))).to.deep.equal([403, 'contest-foreign']);
    expect(outcome(await contest(undefined, { figure: 'ab'.repeat(32) }))).to.deep.equal([403, 'contest-foreign']);
    expect(outcome(await contest(undefined, {}, { time: now - 601_000 }))).to.deep.equal([409, 'contest-misdated']);
    const begun = now;
    now = begun + GOLD_HOURS.contest * HOUR + 1;
    expect(outcome(await contest())).to.deep.equal([409, 'contest-hours-over']);
  });

  it('are neither opened nor decided late', async () => {
    const [unopened, undecided] = [await begin(), await begin()];
    const [{ event: first }, { event: second }] = [await unopened.contest(), await undecided.contest()];
    const { event: opened } = await undecided.open(second.id);
    const begun = now;
    now = begun + GOLD_HOURS.open * HOUR + 1;
    expect(outcome(await unopened.open(first.id))).to.deep.equal([409, 'opening-hours-over']);
    now = begun + GOLD_HOURS.decide * HOUR + 1;
    expect(outcome(await undecided.decide(known(wei), second.id, opened.id))).to.deep.equal([409, 'figure-decision-late']);
  });

  it('show contest and decision to her, the owner’s side and the adjudicator, and to nobody else', async () => {
    const { contest, open, decide } = await begin();
    const { event: contested } = await contest();
    const { event: opened } = await open(contested.id);
    const { event: decided } = await decide(known(wei), contested.id, opened.id);
    const { keeper, connector, labeler, lead, operator, officer } = gateway.space;
    const read = async (id: string, as: Actor) => {
      const { status, json } = await gateway.call('GET', `/api/events/${id}`, as === connector ? { by: as } : { as });
      return status === 200 ? 200 : json['code'];
    };
    for (const { id } of [contested, decided]) {
      for (const actor of [keeper, connector, labeler, known(third)]) expect(await read(id, actor)).to.equal(200);
      for (const actor of [colleague, lead, operator, officer]) expect(await read(id, actor)).to.equal('event-withheld');
    }
  });
});
