import { expect } from 'chai';
import { createHash, createHmac } from 'node:crypto';
import { toCanonicalJson } from '../../../common/canonical-json.ts';
import { toHex } from '../../../common/encodings.ts';
import { goldLeaf, goldRoot, toGoldEntry, type GoldAnswer } from '../../../provenance/gold/commitments.ts';
import { RESULT } from '../../support/scripted-lot.ts';

const LOT = '019ab697-e82d-7c11-9d2a-5b6f0c8e4a31';
const ITEMS = ['019ab697-e82e-7d52-8c4b-1a7e3f905b66', '019ab697-e827-73b8-b58b-323ba8a36f91', '019ab697-e828-7000-8000-000000000000'];
const goldAt = (at: number): GoldAnswer => ({
  item: ITEMS[at] ?? '',
  itemSalt: `${at}1`.repeat(32),
  answerSalt: `${at}2`.repeat(32),
  answer: RESULT,
});
const rootOf = (gold: readonly GoldAnswer[]): string => goldRoot(gold.map((one) => toGoldEntry(LOT, one)));

/** By Node's own cryptography, from what docs/protocols/gold.md says. */
const byNode = ({ item, itemSalt, answerSalt, answer }: GoldAnswer): Buffer => {
  const commit = (salt: string, kind: string, id: string, text: string): Buffer =>
    createHmac('sha256', Buffer.from(salt, 'hex')).update(`xinbiao/commit/1\n${kind}\n${id}\n${text}`).digest();
  return Buffer.concat([commit(itemSalt, 'gold-item', LOT, `"${item}"`), commit(answerSalt, 'gold', item, toCanonicalJson(answer))]);
};
const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

describe('the commitment to gold answers', () => {
  const gold = [0, 1, 2].map(goldAt);

  it('is an RFC 6962 root over both commitments, ascending, as another implementation makes it', () => {
    const entries = gold.map(byNode).toSorted((a, b) => Buffer.compare(a, b));
    const [first, second, third] = entries.map((entry) => sha256(Buffer.of(0), entry));
    const left = sha256(Buffer.of(1), first ?? Buffer.of(), second ?? Buffer.of());
    expect(rootOf(gold)).to.equal(sha256(Buffer.of(1), left, third ?? Buffer.of()).toString('hex'));
    const [one] = gold.map((answer) => toHex(goldLeaf(toGoldEntry(LOT, answer))));
    expect(one).to.equal(sha256(Buffer.of(0), byNode(goldAt(0))).toString('hex'));
  });

  it('does not depend on the order in which the items are named, so it tells nothing of it', () =>
    expect(rootOf(gold.toReversed())).to.equal(rootOf(gold)));

  it('is another one for another answer, item, lot or salt, and for one answer more or less', () => {
    const [first, ...rest] = gold as [GoldAnswer, ...GoldAnswer[]];
    const others: readonly (readonly GoldAnswer[])[] = [
      rest,
      [...gold, goldAt(2)],
      [{ ...first, answer: [] }, ...rest],
      [{ ...first, item: goldAt(1).item }, ...rest],
      [{ ...first, itemSalt: 'ff'.repeat(32) }, ...rest],
      [{ ...first, answerSalt: 'ff'.repeat(32) }, ...rest],
    ];
    const roots = [rootOf(gold), ...others.map(rootOf), goldRoot(gold.map((one) => toGoldEntry(ITEMS[0] ?? '', one)))];
    expect(new Set(roots).size).to.equal(roots.length);
  });
});
