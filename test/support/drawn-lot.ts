import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import type { TestGateway } from './gateway.ts';
import { createSender, finishLot, openLot } from './labeling.ts';
import type { Actor, LoggedEvent } from './scripted-space.ts';

const DAY = 86_400_000;
const SECRETS = ['11'.repeat(32), '22'.repeat(32)] as const;

/** A closed lot to whose draw its owner's connector and this reviewer of the firm have committed; `reveal` draws its sample. */
export const closeCommittedLot = async (gateway: TestGateway, reviewer: Actor, now = Date.now()) => {
  const { script, space } = gateway;
  const { send } = createSender(gateway);
  const lot = await openLot(gateway, {
    inspection: { plan: { kind: 'zero-defect', share: 500 }, hours: 24 },
    deadline: now + 2 * DAY,
  });
  const subject = { id: lot.id };
  const sides = [space.connector, reviewer].map((actor, at) => ({ actor, secret: SECRETS[at] ?? '' }));
  const committed: LoggedEvent<'inspection-committed'>[] = [];
  for (const { actor, secret } of sides) {
    const body = { commitment: toHex(sha256(parseHex(secret))) };
    committed.push(await send('inspection-committed', actor, { subject, body, refs: [lot.lot.id] }));
  }
  const { closed, labels } = await finishLot(gateway, lot, space.labeler, now);
  const reveal = async (): Promise<readonly LoggedEvent<'inspection-revealed'>[]> => {
    await gateway.witness(undefined, now);
    const checkpoint = { size: script.entries.length, root: '0'.repeat(64) };
    const refs = [closed.id, ...committed.map(({ id }) => id)];
    const revealed = [];
    for (const { actor, secret } of sides) {
      revealed.push(await send('inspection-revealed', actor, { subject, body: { secret }, refs, envelope: { time: now, checkpoint } }));
    }
    return revealed;
  };
  return { ...lot, labels, closed, reveal };
};

/** A closed lot whose sample is drawn: of its three labels two. */
export const drawLot = async (gateway: TestGateway, reviewer: Actor, now?: number) => {
  const lot = await closeCommittedLot(gateway, reviewer, now);
  return { ...lot, reveals: await lot.reveal() };
};
