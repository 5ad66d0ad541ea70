import { z } from 'zod';
import { toCanonicalJson, toSignableBytes, type Json } from '../../common/canonical-json.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { seal, type OpeningKey } from '../../common/crypto/sealing.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { goldFigure } from '../event/bodies/gold.ts';
import { commitJson } from '../event/commitment.ts';
import { toLogEntry } from '../event/entry.ts';
import { isOfType, type EventOf, type SignedEvent } from '../event/event.ts';
import { count, hash, uuid } from '../event/fields.ts';
import { parseSignedEventJson } from '../event/signing.ts';
import { leafHash } from '../log/merkle.ts';
import { personsIn } from '../space/people.ts';
import type { ScoredLot } from '../space/rules-contest.ts';
import type { SpaceState } from '../space/state.ts';
import { commitGoldItem, goldLeaf, goldRoot, type GoldEntry } from './commitments.ts';
import { commitFigure, comparisonsRoot, type GoldScore } from './figures.ts';

/** What an owner's connector shows the two who decide about a contested figure. */
export const goldOpening = z.strictObject({
  salt: hash,
  figure: goldFigure,
  /** Every item of the lot with a known answer; the answer itself stays a commitment. */
  items: z
    .array(z.strictObject({ item: uuid, itemSalt: hash, answer: hash }))
    .min(1)
    .max(400),
  /** The answers to items that she labeled. */
  answers: z.array(z.strictObject({ item: uuid, answerSalt: hash, answer: z.json() })).max(400),
  /** All labels of hers that count, and of those on such items what opens them. */
  labels: z
    .array(
      z.strictObject({
        signed: z.unknown(),
        salt: hash,
        index: count,
        opening: z.strictObject({ salt: hash, value: z.json() }).exactOptional(),
      }),
    )
    .max(400),
});
export type GoldOpening = z.infer<typeof goldOpening>;

/** What an opening does not bear out; each is a reason to overturn the figure. */
export type ContestCode =
  | 'gold-opening-malformed'
  /** The answers are not those that the opening of the lot committed to: one was changed, left out or added. */
  | 'gold-root-differs'
  /** A known answer to an item that is not in the lot, or two to one. */
  | 'gold-item-foreign'
  | 'gold-answer-differs'
  /** A label that she says counts, or the answer to an item that she labeled, is not shown. */
  | 'contest-label-left-out'
  /** A label that is not hers, not of the lot, not in the log, or opens to another result. */
  | 'contest-label-foreign'
  /** Another figure than was signed. */
  | 'contest-figure-differs'
  /** The figure is not what labels and answers give. */
  | 'gold-score-differs';

const fail = (code: ContestCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<ContestCode>(code, details);
};

const toInfo = (contest: string): Uint8Array => toSignableBytes({ purpose: 'gold-opening', contest });

/** For one of the two who decide; its hash stands in the event that says so. */
export const sealGoldOpening = (opening: GoldOpening, contest: string, recipient: string, random: RandomBytes): Uint8Array =>
  seal(toSignableBytes(opening as unknown as Json), parseHex(recipient), { info: toInfo(contest), random });

/** @throws DomainError `seal-unopened`, `gold-opening-malformed` */
export const openGoldOpening = (box: Uint8Array, contest: string, key: OpeningKey): GoldOpening => {
  const plaintext = key.open(box, toInfo(contest));
  try {
    return goldOpening.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext)));
  } catch {
    return fail('gold-opening-malformed');
  }
};

/** A label beside the known answer. */
export interface OpenedComparison {
  readonly item: string;
  readonly known: Json;
  readonly given: Json;
}

export interface ContestPremises extends ScoredLot {
  readonly state: SpaceState;
  readonly contest: EventOf<'score-contested'>;
  /** Leaf hash of the own copy of the log at an index, hex. */
  readonly leafAt: (index: number) => string | undefined;
  /** Counts what is right (labeling/agreement/gold.ts). @throws DomainError for a result that is none */
  readonly score: (comparisons: readonly OpenedComparison[]) => Omit<GoldScore, 'labels'>;
}

interface OwnLabel {
  readonly event: EventOf<'annotation-signed'>;
  readonly leaf: string;
  readonly given: Json | undefined;
}

const readLabel = (shown: GoldOpening['labels'][number]): Omit<OwnLabel, 'given'> => {
  try {
    const signed: SignedEvent = parseSignedEventJson(shown.signed);
    if (!isOfType(signed, 'annotation-signed')) return fail('contest-label-foreign', { index: shown.index });
    return { event: signed.event, leaf: toHex(leafHash(toLogEntry(signed, parseHex(shown.salt)))) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return fail('contest-label-foreign', { index: shown.index, reason: error.code });
  }
};

/** Each is signed by her, of this lot, in the log, of an item of its own, and opens to what she signed. */
const verifyLabels = ({ labels }: GoldOpening, { state, lot, contest, leafAt }: ContestPremises): readonly OwnLabel[] => {
  const personOf = personsIn(state);
  const read = labels.map((shown) => {
    const { event, leaf } = readLabel(shown);
    const { opening, index } = shown;
    const isHers = personOf(event.actor.key) === personOf(contest.actor.key) && event.body.lot === lot.id && leafAt(index) === leaf;
    const opens = opening === undefined || commitJson(opening, 'annotation', event.subject.id) === event.body.result;
    if (!isHers || !opens) fail('contest-label-foreign', { index, item: event.subject.id });
    return { event, leaf, given: opening?.value };
  });
  const items = read.map(({ event }) => event.subject.id);
  if (new Set(items).size !== items.length) fail('contest-label-foreign', { reason: 'an item stands twice' });
  const leaves = new Set(read.map(({ leaf }) => leaf));
  const missing = contest.body.labels.filter((leaf) => !leaves.has(leaf));
  if (missing.length > 0) fail('contest-label-left-out', { labels: missing });
  return read;
};

/** By item: the entry of each known answer, all of those that the lot's opening commits to. */
const verifyItems = ({ items }: GoldOpening, { lot, terms }: ContestPremises): ReadonlyMap<string, GoldEntry> => {
  const entries = items.map(({ item, itemSalt, answer }) => [item, { item: commitGoldItem(lot.id, { item, itemSalt }), answer }] as const);
  const root = goldRoot(entries.map(([, entry]) => entry));
  if (items.length !== terms.items || root !== terms.root) fail('gold-root-differs', { items: items.length, committed: terms.items });
  const listed = new Set(lot.opened.signed.event.body.items.map(({ id }) => id));
  const foreign = items.find(({ item }, at) => !listed.has(item) || items.findIndex((one) => one.item === item) < at);
  if (foreign !== undefined) fail('gold-item-foreign', { item: foreign.item });
  return new Map(entries);
};

/**
 * Recomputes a contested figure from what its owner shows: the answers are those that the lot's opening committed to, the labels those of who
 * contests, all of them, and the figure is what they give.
 * @returns what was compared
 * @throws DomainError of `ContestCode`; those of `score`
 */
export const verifyGoldOpening = (opening: GoldOpening, premises: ContestPremises): readonly OpenedComparison[] => {
  const { lot, contest, score } = premises;
  const { salt, figure: value } = opening;
  if (commitFigure(lot.id, { salt, value }) !== contest.body.figure) fail('contest-figure-differs');
  const [entries, labels] = [verifyItems(opening, premises), verifyLabels(opening, premises)];
  const answers = new Map(opening.answers.map((answer) => [answer.item, answer] as const));
  const compared = labels.flatMap(({ event, leaf, given }) => {
    const item = event.subject.id;
    const entry = entries.get(item);
    if (entry === undefined) return [];
    const answer = answers.get(item);
    if (answer === undefined || given === undefined) return fail('contest-label-left-out', { item });
    if (commitJson({ salt: answer.answerSalt, value: answer.answer }, 'gold', item) !== entry.answer) fail('gold-answer-differs', { item });
    return [{ item, known: answer.answer, given, gold: goldLeaf(entry), label: parseHex(leaf) }];
  });
  const { labeler } = value;
  const found = { labeler, labels: compared.length, ...score(compared), root: comparisonsRoot(compared) };
  if (toCanonicalJson(found) !== toCanonicalJson(value)) fail('gold-score-differs', { signed: value, found });
  return compared.map(({ item, known, given }) => ({ item, known, given }));
};
