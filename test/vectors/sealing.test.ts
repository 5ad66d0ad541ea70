import { expect } from 'chai';
import { createOpeningKey } from '../../common/crypto/sealing.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import type { HeaderPremise } from '../../privacy/sealing/header.ts';
import { openItem, openItemAlone } from '../../privacy/sealing/item.ts';
import type { LabelReader } from '../../privacy/sealing/label-key.ts';
import { judgeLabel } from '../../privacy/sealing/label-judgement.ts';
import { openLabel, type LabelPremise } from '../../privacy/sealing/label.ts';
import type { ItemHeader, SealedLabel } from '../../privacy/sealing/messages.ts';
import { bucketOf } from '../../privacy/sealing/padding.ts';
import { openBatchKey, openLotKey, type BatchPlace } from '../../privacy/sealing/wrap.ts';
import { expectCode } from '../support/expect-code.ts';
import { itemByNode, labelByNode, wrapByNode, type ItemInputs, type LabelInputs, type WrapInputs } from '../support/sealing-by-node.ts';
import { sealingVectors } from '../support/sealing-vectors.ts';
import { connector, publicKeyOf } from '../support/sealing.ts';
import { listVectorJson, readVectorJson } from '../support/vectors.ts';

interface Refused {
  readonly why: string;
  readonly code: string;
}

type ItemVector = ItemInputs & {
  readonly what: string;
  readonly itemKey: string;
  readonly data: string;
  readonly header: ItemHeader;
  readonly signature: string;
  readonly headerHash: string;
  readonly box: string;
};

type WrapVector = WrapInputs & {
  readonly what: string;
  readonly recipientSecret: string;
  readonly info: string;
  readonly wrap: object;
  readonly signature: string;
};

type LabelVector = LabelInputs & {
  readonly what: string;
  readonly place: LabelPremise['place'];
  readonly secrets: Readonly<Record<LabelReader, string>>;
  readonly data: string;
  readonly sealed: SealedLabel;
  readonly hash: string;
};

const items = readVectorJson<{
  items: ItemVector[];
  refused: (Refused & { batchKey: string; premise: HeaderPremise; signed: unknown; box: string })[];
}>('sealing/items.json');
const wraps = readVectorJson<{
  wraps: WrapVector[];
  refused: (Refused & { place: BatchPlace; secret: string; connector: string; wrap: unknown })[];
}>('sealing/wraps.json');
const labels = readVectorJson<{
  labels: LabelVector[];
  refused: (Refused & { reader: LabelReader; secret: string; premise: LabelPremise; label: unknown })[];
}>('sealing/labels.json');
const { verdicts } = readVectorJson<{
  verdicts: { what: string; labelKey: string; sealed: unknown; premise: LabelPremise; verdict: string }[];
}>('sealing/verdicts.json');
const { buckets } = readVectorJson<{ buckets: { length: number; bucket: number }[] }>('sealing/padding.json');

describe('sealing vectors', () => {
  for (const [name, content] of Object.entries(sealingVectors()))
    it(`${name} is regenerated`, () => expect(JSON.parse(JSON.stringify(content))).to.deep.equal(readVectorJson(`sealing/${name}`)));
  it('are all there is', () =>
    expect(listVectorJson('sealing')).to.have.members(Object.keys(sealingVectors()).map((name) => `sealing/${name}`)));
});

describe('sealing vectors: items', () => {
  for (const vector of items.items) {
    const { what, itemKey, data, header, signature, headerHash, box } = vector;
    it(`${what} is the same by another implementation`, () =>
      expect(itemByNode(vector)).to.deep.equal({ itemKey, data, header, signature, headerHash, box }));
    it(`${what} opens`, () => {
      const sealed = { signed: { header, signature }, box: parseHex(box) };
      const premise = { connector: publicKeyOf(connector), expected: header };
      const opened = openItem(sealed, parseHex(vector.batchKey), premise);
      expect([toHex(opened.salt), toHex(opened.content), opened.headerHash]).to.deep.equal([vector.salt, vector.content, headerHash]);
      expect(openItemAlone(sealed, parseHex(itemKey), premise)).to.deep.equal(opened);
    });
  }
  for (const { why, code, batchKey, premise, signed, box } of items.refused)
    it(`${why}: ${code}`, () => expectCode(() => openItem({ signed, box: parseHex(box) }, parseHex(batchKey), premise), code));
});

describe('sealing vectors: wraps', () => {
  for (const vector of wraps.wraps) {
    const { what, info, wrap, signature, address } = vector;
    it(`${what} is the same by another implementation`, () => expect(wrapByNode(vector)).to.deep.equal({ info, wrap, signature }));
    it(`${what} opens`, () => {
      const { purpose, recipient: _, ...place } = address as unknown as BatchPlace & { purpose: string; recipient: string };
      const opening = createOpeningKey(parseHex(vector.recipientSecret));
      const signer = publicKeyOf(connector);
      if (purpose === 'batch-key') return expect(toHex(openBatchKey({ wrap, signature }, place, opening, signer))).to.equal(vector.key);
      const lotKey = publicKeyOf(createOpeningKey(parseHex(vector.key)));
      const lotPlace = { ...place, lot: place.lot ?? '' };
      return expect(publicKeyOf(openLotKey({ wrap, signature }, lotPlace, opening, { connector: signer, lotKey }))).to.equal(lotKey);
    });
  }
  for (const { why, code, place, secret, connector: signer, wrap } of wraps.refused)
    it(`${why}: ${code}`, () => expectCode(() => openBatchKey(wrap, place, createOpeningKey(parseHex(secret)), signer), code));
});

describe('sealing vectors: labels', () => {
  for (const vector of labels.labels) {
    const { what, data, sealed, hash, place, readers, secrets } = vector;
    it(`${what} is the same by another implementation`, () => expect(labelByNode(vector)).to.deep.equal({ data, sealed, hash }));
    for (const reader of ['lot', 'author'] as const)
      it(`${what} opens for its ${reader}`, () => {
        const opened = openLabel(sealed, reader, createOpeningKey(parseHex(secrets[reader])), { place, readers, hash });
        expect([toHex(opened.content), toHex(opened.labelKey)]).to.deep.equal([vector.content, vector.labelKey]);
      });
  }
  for (const { why, code, reader, secret, premise, label } of labels.refused)
    it(`${why}: ${code}`, () => expectCode(() => openLabel(label, reader, createOpeningKey(parseHex(secret)), premise), code));
});

describe('sealing vectors: verdicts', () => {
  for (const { what, labelKey, sealed, premise, verdict } of verdicts)
    it(`${what}: ${verdict}`, () => expect(judgeLabel(parseHex(labelKey), sealed, premise).verdict).to.equal(verdict));
});

describe('sealing vectors: padding', () => {
  for (const { length, bucket } of buckets) it(`takes ${length} bytes into ${bucket}`, () => expect(bucketOf(length)).to.equal(bucket));
});
