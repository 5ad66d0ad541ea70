import type { Json } from '../../common/canonical-json.ts';
import { concatBytes, parseHex, toHex } from '../../common/encodings.ts';
import { commitJson } from '../event/commitment.ts';
import { leafHash, treeRoot } from '../log/merkle.ts';

/** Which item it is, and what opens that: 32 bytes each, hex. */
export interface GoldItem {
  /** The item's id. */
  readonly item: string;
  readonly itemSalt: string;
}

/** An answer that the owner knew before the lot opened, with what opens the commitment to it; salts are 32 bytes each, hex. */
export interface GoldAnswer extends GoldItem {
  readonly answerSalt: string;
  /** As a labeler's result. */
  readonly answer: Json;
}

/** To which item of the lot it is. @throws DomainError `salt-malformed` */
export const commitGoldItem = (lot: string, { item, itemSalt }: GoldItem): string =>
  commitJson({ salt: itemSalt, value: item }, 'gold-item', lot);

/** To the answer. @throws DomainError `salt-malformed`, `not-canonical-json` */
export const commitGoldAnswer = ({ item, answerSalt, answer }: GoldAnswer): string =>
  commitJson({ salt: answerSalt, value: answer }, 'gold', item);

/** Both commitments, so that it can be shown which items had an answer without showing the answers; hex. */
export interface GoldEntry {
  readonly item: string;
  readonly answer: string;
}

export const toGoldEntry = (lot: string, gold: GoldAnswer): GoldEntry => ({
  item: commitGoldItem(lot, gold),
  answer: commitGoldAnswer(gold),
});

const toBytes = ({ item, answer }: GoldEntry): Uint8Array => concatBytes(parseHex(item), parseHex(answer));

const byBytes = (one: GoldEntry, other: GoldEntry): number => (`${one.item}${one.answer}` < `${other.item}${other.answer}` ? -1 : 1);

/** RFC 6962 root over item's and answer's commitment, 64 bytes an entry, ascending; hex. */
export const goldRoot = (entries: readonly GoldEntry[]): string =>
  toHex(treeRoot(entries.toSorted(byBytes).map((entry) => leafHash(toBytes(entry)))));

/** RFC 6962 leaf hash of an entry, as a figure names what it was made of; 32 bytes. */
export const goldLeaf = (entry: GoldEntry): Uint8Array => leafHash(toBytes(entry));
