import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import type { TestGateway } from './gateway.ts';
import { createSender, finishLot, openLot } from './labeling.ts';
import type { Actor } from './scripted-space.ts';

const DAY = 86_400_000;
const SECRETS = ['11'.repeat(32), '22'.repeat(32)] as const;

/** A closed lot whose sample its owner's connector and this reviewer of the firm have drawn. */
export const drawLot = async (gateway: TestGateway, reviewer: Actor) => {
  const { script, space } = gateway;
  const { send } = createSender(gateway);
  const lot = await openLot(gateway, {
    inspection: { plan: { kind: 'zero-defect', share: 500 }, hours: 24 },
    deadline: Date.now() + 2 * DAY,
  });
  const subject = { id: lot.id };
  const sides = [space.connector, reviewer].map((actor, at) => ({ actor, secret: SECRETS[at] ?? '' }));
  const committed = [];
  for (const { actor, secret } of sides) {
    const body = { commitment: toHex(sha256(parseHex(secret))) };
    committed.push(await send('inspection-committed', actor, { subject, body, refs: [lot.lot.id] }));
  }
  const { closed, labels } = await finishLot(gateway, lot, space.labeler, Date.now());
  await gateway.witness();
  const checkpoint = { size: script.entries.length, root: '0'.repeat(64) };
  for (const { actor, secret } of sides) {
    const refs = [closed.id, ...committed.map(({ id }) => id)];
    await send('inspection-revealed', actor, { subject, body: { secret }, refs, envelope: { time: Date.now(), checkpoint } });
  }
  return { ...lot, labels, closed };
};
