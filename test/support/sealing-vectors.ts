import { toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../common/encodings.ts';
import { headerHash, signHeader, toAssociatedData } from '../../privacy/sealing/header.ts';
import { deriveItemKey } from '../../privacy/sealing/item-key.ts';
import { sealItem, type SealedItem } from '../../privacy/sealing/item.ts';
import { wrapLabelKey } from '../../privacy/sealing/label-key.ts';
import type { LabelVerdict } from '../../privacy/sealing/label-judgement.ts';
import { bucketOf } from '../../privacy/sealing/padding.ts';
import { wrapBatchKey, wrapLotKey, type BatchPlace } from '../../privacy/sealing/wrap.ts';
import { forgeLabel, labelKey, wrapAtRandom, type LabelParts } from './dishonest-label.ts';
import { seededRandom } from './random.ts';
import {
  address,
  batchKey,
  batchPlace,
  bytesOf,
  colleague,
  connector,
  head,
  idOf,
  itemOf,
  labelContent,
  labeler,
  labelOf,
  labelPremise,
  lotPlace,
  premiseOf,
  publicKeyOf,
  sealOne,
  signingKeyOf,
} from './sealing.ts';

/** What test/vectors/sealing holds, made by the product from repeatable randomness; the refusals are named by hand. */

const SEED = toHex(bytesOf('connector'));
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const itemVector = (
  what: string,
  name: string,
  content: Uint8Array,
  changed: Partial<typeof head & { version: number }> = {},
  lotless = false,
) => {
  const { lot, ...rest } = { ...head, ...itemOf(name), content, ...changed };
  const { salt, content: _, ...draft } = lotless || lot === undefined ? rest : { ...rest, lot };
  const itemKey = deriveItemKey(batchKey, draft);
  const { signed, box } = sealItem(draft, { salt, content }, { itemKey, connector, random: seededRandom(`nonce of ${name}`) });
  return {
    what,
    seed: SEED,
    batchKey: toHex(batchKey),
    draft,
    salt: toHex(salt),
    content: toHex(content),
    bucket: bucketOf(32 + content.length),
    nonce: toHex(box.slice(0, 24)),
    itemKey: toHex(itemKey),
    data: text(toAssociatedData(signed.header)),
    header: signed.header,
    signature: signed.signature,
    headerHash: headerHash(signed.header),
    box: toHex(box),
  };
};

const items = () => [
  itemVector('a text', 'streetlight', toUtf8(toCanonicalJson('路灯坏了，请派人修理。'))),
  itemVector('nothing', 'empty', new Uint8Array()),
  itemVector('the most that the smallest bucket takes', 'full', new Uint8Array(991).fill(7)),
  itemVector('one byte more', 'over', new Uint8Array(992).fill(7)),
  itemVector('sealed anew', 'streetlight', toUtf8('"masked"'), { version: 2, level: 'g2' }),
  itemVector('sealed before a lot took it', 'lotless', toUtf8('"lotless"'), {}, true),
];

const wrapVector = (what: string, key: Uint8Array, ephemeral: string, place: BatchPlace | typeof lotPlace) => {
  const signing = { connector, random: seededRandom(ephemeral) };
  const recipient = publicKeyOf(labeler);
  const addressed = { purpose: 'batch' in place ? ('batch-key' as const) : ('lot-key' as const), ...place, recipient };
  const { wrap, signature } = 'batch' in place ? wrapBatchKey(key, place, recipient, signing) : wrapLotKey(key, place, recipient, signing);
  return {
    what,
    seed: SEED,
    key: toHex(key),
    recipientSecret: toHex(bytesOf('labeler')),
    address: addressed,
    ephemeral: toHex(bytesOf(ephemeral)),
    info: toCanonicalJson({ v: 1, ...addressed } as Json),
    wrap,
    signature,
  };
};

const wraps = () => {
  const { lot: _, ...lotless } = batchPlace;
  return [
    wrapVector('a batch key', batchKey, 'ephemeral 1', batchPlace),
    wrapVector('the key of a batch without lot', batchKey, 'ephemeral 2', lotless),
    wrapVector("a closed lot's key", bytesOf('lot'), 'ephemeral 3', lotPlace),
  ];
};

const labelVector = (what: string, seed: string, content: Uint8Array) => {
  const { sealed, hash, labelKey: key } = labelOf(seed, content);
  const random = seededRandom(seed);
  random(32);
  return {
    what,
    labelKey: toHex(key),
    nonce: toHex(random(24)),
    content: toHex(content),
    bucket: bucketOf(content.length),
    ...address,
    secrets: { lot: toHex(bytesOf('lot')), author: toHex(bytesOf('labeler')) },
    data: toCanonicalJson({ v: 1, purpose: 'label', ...address.place }),
    sealed,
    hash,
  };
};

const labels = () => [
  labelVector('a label', 'label', labelContent),
  labelVector('nothing', 'empty label', new Uint8Array()),
  labelVector('one byte too many for the smallest bucket', 'long label', new Uint8Array(1024).fill(7)),
];

const verdicts = () => {
  const other = bytesOf('another label key');
  const entry = (what: string, parts: LabelParts, verdict: LabelVerdict['verdict'], key = labelKey) => ({
    what,
    labelKey: toHex(key),
    ...forgeLabel(parts),
    verdict,
  });
  return [
    entry('an honest label', {}, 'readable'),
    entry('another key', {}, 'key-foreign', other),
    entry('the key and a zero', {}, 'key-foreign', Uint8Array.from([...labelKey, 0])),
    entry('garbage for the lot', { wraps: { lot: '5a'.repeat(80) } }, 'author-wrapped-garbage'),
    entry('another key for the lot', { wraps: { lot: wrapLabelKey(other, address, 'lot') } }, 'author-wrapped-garbage'),
    entry('a wrap that nobody can make again', { wraps: { lot: wrapAtRandom(labelKey, 'lot') } }, 'author-wrapped-garbage'),
    entry('a commitment to another key', { committed: other }, 'author-committed-to-another-key'),
    entry('content under another key', { contentKey: other }, 'author-sealed-garbage'),
    entry('content without padding', { padded: labelContent }, 'author-sealed-garbage'),
  ];
};

const refusedItems = () => {
  const [a, b] = [sealOne('a'), sealOne('b')];
  const box = a.box.map((byte, i) => (i === 100 ? byte ^ 1 : byte));
  const entry = (why: string, code: string, { signed, box: bytes }: SealedItem, key = batchKey, premise = premiseOf('a')) => ({
    why,
    code,
    batchKey: toHex(key),
    premise,
    signed,
    box: toHex(bytes),
  });
  return [
    entry('another item', 'header-foreign', b),
    entry('a level raised afterwards', 'header-signature-invalid', {
      ...a,
      signed: { ...a.signed, header: { ...a.signed.header, level: 'g1' } },
    }),
    entry("another item's box", 'item-ciphertext-differs', { ...a, box: b.box }),
    entry('another batch key', 'item-key-differs', a, bytesOf('another batch key')),
    entry('a changed box, signed for', 'item-unopened', {
      box,
      signed: signHeader({ ...a.signed.header, ciphertext: toHex(sha256(box)) }, connector),
    }),
    entry('signed by a labeler', 'header-signature-invalid', sealOne('a', {}, { connector: signingKeyOf('labeler') })),
  ];
};

const refusedWraps = () => {
  const [mine, hers] = [labeler, colleague].map((person) =>
    wrapBatchKey(batchKey, batchPlace, publicKeyOf(person), { connector, random: seededRandom('wraps') }),
  );
  const entry = (why: string, code: string, wrap: unknown, place: BatchPlace = batchPlace) => ({
    why,
    code,
    place,
    secret: toHex(bytesOf('labeler')),
    connector: publicKeyOf(connector),
    wrap,
  });
  return [
    entry('for somebody else', 'wrap-foreign', hers),
    entry('for another lot', 'wrap-foreign', mine, { ...batchPlace, lot: idOf('another lot') }),
    entry("another wrap's signature", 'wrap-signature-invalid', { wrap: mine?.wrap, signature: hers?.signature }),
  ];
};

const refusedLabels = () => {
  const { sealed, hash } = labelOf();
  const other = labelOf('another label');
  const moved = { ...address, place: { ...address.place, item: idOf('another item') } };
  const entry = (why: string, code: string, label: unknown, premise: unknown) => ({
    why,
    code,
    reader: 'lot' as const,
    secret: toHex(bytesOf('lot')),
    premise,
    label,
  });
  const garbage = forgeLabel({ wraps: { author: '5a'.repeat(80) } });
  const committed = forgeLabel({ committed: bytesOf('another label key') });
  return [
    entry('another label than was signed', 'label-differs', other.sealed, labelPremise(hash)),
    entry("replayed into another item's event", 'label-wrap-unopened', sealed, labelPremise(hash, moved)),
    entry('garbage for the author', 'label-wrap-differs', garbage.sealed, garbage.premise),
    entry('a commitment to another key', 'label-key-differs', committed.sealed, committed.premise),
  ];
};

const LENGTHS = [0, 1, 1023, 1024, 2047, 2048, 65_535, 65_536, 73_727, 73_728, 131_071, 131_072, 1_048_576, 16_777_248];

/** File name -> its content. */
export const sealingVectors = (): Readonly<Record<string, unknown>> => ({
  'items.json': { items: items(), refused: refusedItems() },
  'wraps.json': { wraps: wraps(), refused: refusedWraps() },
  'labels.json': { labels: labels(), refused: refusedLabels() },
  'verdicts.json': { verdicts: verdicts() },
  'padding.json': { buckets: LENGTHS.map((length) => ({ length, bucket: bucketOf(length) })) },
});
