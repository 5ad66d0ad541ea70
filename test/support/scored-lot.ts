import { parseHex, toHex } from '../../common/encodings.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import { goldLeaf, toGoldEntry, type GoldAnswer } from '../../provenance/gold/commitments.ts';
import {
  addScores,
  commitFigure,
  comparisonsRoot,
  figuresRoot,
  type FigureOpening,
  type GoldScore,
} from '../../provenance/gold/figures.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import type { TestGateway } from './gateway.ts';
import { knownAnswers, termsOf } from './gold.ts';
import { createSender, finishLot, openLot } from './labeling.ts';
import type { Actor, LoggedEvent } from './scripted-space.ts';

/** As the answers of `RESULT` score against themselves. */
const RIGHT: GoldScore = { labels: 1, choices: { compared: 1, right: 1 }, spans: { wanted: 1, found: 1, matched: 1 } };

export const labelLeaf = ({ signed, salt = '' }: LoggedEvent<'annotation-signed'>): Uint8Array =>
  leafHash(toLogEntry(signed as unknown as SignedEvent, parseHex(salt)));

/** A closed lot of three items, of which the first two have known answers; all are labeled rightly, and the figures signed. */
export const scoreLot = async (
  gateway: TestGateway,
  adjudicator: string,
  by: Actor = gateway.space.labeler,
  now = Date.now(),
  scoredAt = now,
) => {
  const { script, space } = gateway;
  let gold: readonly GoldAnswer[] = [];
  const lot = await openLot(gateway, {
    labelers: [space.labeler, ...(by === space.labeler ? [] : [by])],
    deadline: now + 86_400_000,
    gold: (id, items) => {
      gold = knownAnswers(items.slice(0, 2), script.random);
      return termsOf(id, gold, adjudicator);
    },
  });
  const { closed, labels } = await finishLot(gateway, lot, by, now);
  const compared = gold.map((answer, at) => {
    const label = labels[at];
    if (label === undefined) throw new Error('no label');
    return { gold: goldLeaf(toGoldEntry(lot.id, answer)), label: labelLeaf(label) };
  });
  const value = { labeler: toHex(by.key.publicKey), ...addScores(gold.map(() => RIGHT)), root: comparisonsRoot(compared) };
  const figures: readonly FigureOpening[] = [{ salt: toHex(script.random(32)), value }];
  const body = { ...addScores([value]), people: 1, figures: figuresRoot(figures.map((figure) => commitFigure(lot.id, figure))) };
  const envelope = { time: scoredAt };
  const scored = await createSender(gateway).send('gold-scored', space.connector, {
    subject: { id: lot.id },
    body,
    refs: [closed.id],
    envelope,
  });
  const deliver = (given: readonly FigureOpening[] = figures, as: Actor = space.connector) =>
    gateway.call('PUT', `/api/lots/${lot.id}/figures`, { by: as, json: { figures: given } });
  return { ...lot, closed, labels, gold, figures, scored, deliver };
};
