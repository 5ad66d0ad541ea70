import { sha256 } from '../../../common/crypto/hash.ts';
import { toBase64, toHex, toUtf8 } from '../../../common/encodings.ts';
import { commitFigure } from '../../../provenance/gold/figures.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { drawLot } from '../../support/drawn-lot.ts';
import { createInspection } from '../../support/inspected-lot.ts';
import { drawSealedLot } from '../../support/drawn-sealed-lot.ts';
import { createSender, finishLot, hire, label, openLot, signRelease, type OpenLot } from '../../support/labeling.ts';
import { scoreLot } from '../../support/scored-lot.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';
import { labelSealedLot } from '../../support/reviewed-lot.ts';
import { openSealedLot } from '../../support/sealed-lot.ts';

/** What rows rest on, made once for each gateway. */
const once = <T>(make: (gateway: TestGateway) => Promise<T>): ((gateway: TestGateway) => Promise<T>) => {
  const made = new WeakMap<TestGateway, Promise<T>>();
  return (gateway) => {
    const value = made.get(gateway) ?? make(gateway);
    made.set(gateway, value);
    return value;
  };
};

/** A lot whose items are delivered; the first has a label. */
export const openedLot = once(async (gateway): Promise<OpenLot> => {
  const lot = await openLot(gateway, { texts: Array.from({ length: 9 }, (_, at) => `第${at}项任务`) });
  await label(gateway, lot, 0, gateway.space.labeler);
  return lot;
});

/** A lot of a sealed project, of which nothing is delivered. */
export const sealedLot = once((gateway) => openSealedLot(gateway));

/** A closed lot of a sealed project whose key is sealed for its reviewer. */
export const reviewedLot = once(async (gateway) => {
  const reviewer = await hire(gateway, ['reviewer']);
  const { id, wrap, close, lotKeyFor } = await labelSealedLot(gateway, [reviewer]);
  await close();
  await wrap([lotKeyFor(reviewer)]);
  return { id, reviewer };
});

/** A closed lot with its drawn sample, and who inspects it. */
export const drawnLot = once(async (gateway) => {
  const reviewer = await hire(gateway, ['reviewer']);
  return { ...(await drawLot(gateway, reviewer)), reviewer };
});

/** A lot of its own whose inspection has ended. */
export const endedLot = once(async (gateway) => {
  const reviewer = await hire(gateway, ['reviewer']);
  const lot = await drawLot(gateway, reviewer);
  const { judgeAll, sumsOf, end } = createInspection(gateway, lot, reviewer);
  await end(sumsOf(await judgeAll()));
  return { ...lot, reviewer };
});

/** A closed lot of a sealed project with its drawn sample, and who inspects it. */
export const drawnSealedLot = once(async (gateway) => {
  const reviewer = await hire(gateway, ['reviewer']);
  const lot = await drawSealedLot(gateway, [reviewer]);
  await lot.reveal();
  return { ...lot, reviewer };
});

/** A closed lot whose gold figures are signed, and the figures. */
export const scoredLot = once(async (gateway) => {
  const isCourt = ({ signed: { event } }: LoggedEvent): boolean => event.type === 'organisation-joined' && event.body.role === 'auditor';
  const joined = gateway.script.events.find(isCourt);
  if (joined === undefined) throw new Error('no auditor has joined');
  await gateway.submit(joined);
  return await scoreLot(gateway, joined.signed.event.subject.id);
});

/** A contested figure that is opened for two who decide, and what was sealed for them. */
export const contestedLot = once(async (gateway) => {
  const lot = await scoredLot(gateway);
  const { connector, labeler } = gateway.space;
  const isCourt = ({ signed: { event } }: LoggedEvent): boolean => event.type === 'organisation-joined' && event.body.role === 'auditor';
  const court = gateway.script.rootOf(gateway.script.events.find(isCourt)?.signed.event.subject.id ?? '');
  const reviewers = [gateway.script.certify(court, ['reviewer']), gateway.script.certify(court, ['reviewer'])];
  for (const event of gateway.script.events.slice(-2)) await gateway.submit(event);
  await lot.deliver();
  const { send } = createSender(gateway);
  const subject = { id: lot.id };
  const [figure] = lot.figures;
  if (figure === undefined) throw new Error('no figure');
  const body = { figure: commitFigure(lot.id, figure), labels: ['ab'.repeat(32)] };
  const envelope = { time: Date.now() };
  const { id: contested } = await send('score-contested', labeler, { subject, body, refs: [lot.scored.id], envelope });
  const sealed = reviewers.map(({ key }, at) => ({ key: toHex(key.publicKey), bytes: toUtf8(`box ${at}`) }));
  const signed = sealed.map(({ key, bytes }) => ({ key, sealed: toHex(sha256(bytes)) }));
  await send('gold-opened', connector, { subject, body: { boxes: signed }, refs: [lot.scored.id, contested], envelope });
  const boxes = sealed.map(({ key, bytes }) => ({ key, sealed: toBase64(bytes) }));
  return { id: lot.id, contested, boxes, reviewer: reviewers[0] ?? labeler };
});

/** A signed release whose files are uploaded. */
export const uploadedRelease = once(async (gateway) => {
  const lot = await openLot(gateway);
  const release = await signRelease(gateway, lot, await finishLot(gateway, lot, gateway.space.labeler));
  await release.upload();
  return { ...release, lot };
});
