import type { TestGateway } from '../../support/gateway.ts';
import { drawLot } from '../../support/drawn-lot.ts';
import { createInspection } from '../../support/inspected-lot.ts';
import { drawSealedLot } from '../../support/drawn-sealed-lot.ts';
import { finishLot, hire, label, openLot, signRelease, type OpenLot } from '../../support/labeling.ts';
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

/** A signed release whose files are uploaded. */
export const uploadedRelease = once(async (gateway) => {
  const lot = await openLot(gateway);
  const release = await signRelease(gateway, lot, await finishLot(gateway, lot, gateway.space.labeler));
  await release.upload();
  return { ...release, lot };
});
