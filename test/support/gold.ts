import type { Json } from '../../common/canonical-json.ts';
import { toHex } from '../../common/encodings.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { goldRoot, toGoldEntry, type GoldAnswer } from '../../provenance/gold/commitments.ts';
import type { GoldTerms } from '../../provenance/space/rules-gold.ts';
import { RESULT } from './scripted-lot.ts';

export const GOLD_HOURS = { contest: 72, open: 48, decide: 96 };

/** An answer to each of these items, with salts. */
export const knownAnswers = (
  items: readonly { readonly id: string }[],
  random: RandomBytes,
  answer: Json = RESULT,
): readonly GoldAnswer[] => items.map(({ id }) => ({ item: id, itemSalt: toHex(random(32)), answerSalt: toHex(random(32)), answer }));

/** What a lot's opening says of them. */
export const termsOf = (lot: string, gold: readonly GoldAnswer[], adjudicator: string): GoldTerms => ({
  ...GOLD_HOURS,
  adjudicator,
  items: gold.length,
  root: goldRoot(gold.map((answer) => toGoldEntry(lot, answer))),
});
