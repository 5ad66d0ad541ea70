import { toHex } from '../../common/encodings.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { scoreAgainstGold } from '../../labeling/agreement/gold.ts';
import { parseConfiguration } from '../../labeling/configuration.ts';
import { parseResult } from '../../labeling/result.ts';
import { commitGoldAnswer, goldLeaf, toGoldEntry, type GoldAnswer } from '../../provenance/gold/commitments.ts';
import { addScores, commitFigure, comparisonsRoot, figuresRoot, type FigureOpening } from '../../provenance/gold/figures.ts';
import { sealGoldOpening, type GoldOpening, type OpenedComparison } from '../../provenance/gold/opening.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { knownAnswers, termsOf } from './gold.ts';
import { CONFIGURATION, label, openScriptedLot } from './scripted-lot.ts';
import type { Actor, ScriptedSpace } from './scripted-space.ts';

const ROOT = 'ab'.repeat(32);
export const QUESTIONS = parseConfiguration(CONFIGURATION).controls;
export const scoreOpened = (all: readonly OpenedComparison[]) =>
  scoreAgainstGold(
    QUESTIONS,
    all.map(({ known, given }) => ({ known: parseResult(known), given: parseResult(given) })),
  );

/**
 * A closed lot of three items, the first two of which have known answers; its first labeler has labeled all of them, rightly, and contests her figure.
 * `opening` is what an honest owner shows.
 */
export const contestScriptedLot = (s: ScriptedSpace) => {
  const court = s.join('auditor');
  const [wei, han, third] = [0, 1, 2].map(() => s.certify(court, ['reviewer'])) as [Actor, Actor, Actor];
  let gold: readonly GoldAnswer[] = [];
  const lot = openScriptedLot(s, {
    deadline: 1_900_000_000_000,
    gold: (id, items) => {
      gold = knownAnswers(items.slice(0, 2), s.random);
      return termsOf(id, gold, court.org);
    },
  });
  const id = lot.lot.signed.event.subject.id;
  const [author] = lot.labelers;
  const labels = lot.items.map((_, at) => label(s, lot, author, at));
  const leafOf = ({ index }: { readonly index: number }): Uint8Array => leafHash(s.entries[index] ?? new Uint8Array());
  const closing = { cause: 'complete' as const, labels: 3, reports: 0, left: [], root: ROOT };
  const closed = s.log('lot-closed', lot.connector, { subject: { id }, body: closing, refs: [lot.lot.id] });
  const compared = gold.map((answer, at) => ({ answer, label: labels[at] ?? closed }));
  const score = scoreOpened(gold.map((answer) => ({ item: answer.item, known: answer.answer, given: answer.answer })));
  const value = {
    labeler: toHex(author.key.publicKey),
    labels: 2,
    ...score,
    root: comparisonsRoot(compared.map(({ answer, label: own }) => ({ gold: goldLeaf(toGoldEntry(id, answer)), label: leafOf(own) }))),
  };
  const figure: FigureOpening = { salt: toHex(s.random(32)), value };
  const commitment = commitFigure(id, figure);
  const sums = { ...addScores([value]), people: 1, figures: figuresRoot([commitment]) };
  const scored = s.log('gold-scored', lot.connector, { subject: { id }, body: sums, refs: [closed.id] });
  const leaves = labels.map((own) => toHex(leafOf(own)));
  const contestDraft = { subject: { id }, body: { figure: commitment, labels: leaves }, refs: [scored.id] };
  const opening: GoldOpening = {
    salt: figure.salt,
    figure: value,
    items: gold.map((answer) => ({ item: answer.item, itemSalt: answer.itemSalt, answer: commitGoldAnswer(answer) })),
    answers: gold.map(({ item, answerSalt, answer }) => ({ item, answerSalt, answer: answer as never })),
    labels: labels.map(({ signed, salt, index, opening: result }, at) => ({
      signed,
      salt,
      index,
      ...(at < 2 && { opening: result as never }),
    })),
  };
  /** What the owner seals for whom. */
  const seal = (contest: string, people: readonly Actor[] = [wei, han], shown = opening) =>
    people.map((person) => {
      const sealed = sealGoldOpening(shown, contest, toHex(person.opening.publicKey), s.random);
      return { person, sealed, box: { key: toHex(person.key.publicKey), sealed: toHex(sha256(sealed)) } };
    });
  return {
    ...lot,
    id,
    court,
    wei,
    han,
    third,
    gold,
    labels,
    author,
    closed,
    scored,
    figure,
    commitment,
    leaves,
    contestDraft,
    opening,
    seal,
    leafOf,
  };
};
export type ContestedLot = ReturnType<typeof contestScriptedLot>;
