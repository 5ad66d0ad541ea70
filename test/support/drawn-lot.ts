import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { leafHash, treeRoot } from '../../provenance/log/merkle.ts';
import type { TestGateway } from './gateway.ts';
import { createSender, finishLot, openLot, type LotOptions } from './labeling.ts';
import type { Actor, LoggedEvent } from './scripted-space.ts';

const DAY = 86_400_000;
const SECRETS = ['11'.repeat(32), '22'.repeat(32)] as const;

/** Terms by which two of a lot's three labels are drawn. */
export const TWO_OF_THREE = { plan: { kind: 'zero-defect', share: 500 }, hours: 24, inspectHours: 48, answerHours: 72 } as const;

/** A lot's owner's connector and this reviewer of the firm commit to its draw; `reveal` follows the closing. */
export const commitToDraw = async (
  gateway: TestGateway,
  { id, lot }: { readonly id: string; readonly lot: Pick<LoggedEvent, 'id'> },
  reviewer: Actor,
) => {
  const { script, space } = gateway;
  const { send } = createSender(gateway);
  const sides = [space.connector, reviewer].map((actor, at) => ({ actor, secret: SECRETS[at] ?? '' }));
  const committed: LoggedEvent<'inspection-committed'>[] = [];
  for (const { actor, secret } of sides) {
    const body = { commitment: toHex(sha256(parseHex(secret))) };
    committed.push(await send('inspection-committed', actor, { subject: { id }, body, refs: [lot.id] }));
  }
  return async (closed: LoggedEvent<'lot-closed'>, now = Date.now()): Promise<void> => {
    await gateway.witness(undefined, now);
    const checkpoint = { size: script.entries.length, root: toHex(treeRoot(script.entries.map(leafHash))) };
    const refs = [closed.id, ...committed.map((commitment) => commitment.id)];
    for (const { actor, secret } of sides)
      await send('inspection-revealed', actor, { subject: { id }, body: { secret }, refs, envelope: { time: now, checkpoint } });
  };
};

/** A closed lot to whose draw both sides have committed; `reveal` draws its sample. */
export const closeCommittedLot = async (gateway: TestGateway, reviewer: Actor, now = Date.now(), terms: Pick<LotOptions, 'pay'> = {}) => {
  const lot = await openLot(gateway, { inspection: TWO_OF_THREE, deadline: now + 2 * DAY, ...terms });
  const revealAfter = await commitToDraw(gateway, lot, reviewer);
  const { closed, labels } = await finishLot(gateway, lot, gateway.space.labeler, now);
  return { ...lot, labels, closed, reveal: () => revealAfter(closed, now) };
};

/** A closed lot whose sample is drawn: of its three labels two. */
export const drawLot = async (gateway: TestGateway, reviewer: Actor, now?: number, terms: Pick<LotOptions, 'pay'> = {}) => {
  const lot = await closeCommittedLot(gateway, reviewer, now, terms);
  await lot.reveal();
  return lot;
};
