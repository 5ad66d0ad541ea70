import { createOpeningKey, type OpeningKey } from '../../common/crypto/sealing.ts';
import { createSigningKey, type SigningKey } from '../../common/crypto/signature.ts';
import { toHex, toUtf8 } from '../../common/encodings.ts';
import { createBatch, type Batch, type BatchHead, type BatchItem } from '../../privacy/sealing/batch.ts';
import { sealItem, type ItemSealing, type SealedItem } from '../../privacy/sealing/item.ts';
import type { HeaderPremise } from '../../privacy/sealing/header.ts';
import { deriveItemKey } from '../../privacy/sealing/item-key.ts';
import type { LabelAddress } from '../../privacy/sealing/label-key.ts';
import { sealLabel, type LabelPremise, type LabelSealed } from '../../privacy/sealing/label.ts';
import { seededRandom } from './random.ts';

/** Repeatable ids, keys and content for what is sealed. */
export const idOf = (name: string): string => {
  const digits = toHex(seededRandom(name)(16));
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-7${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
};
export const bytesOf = (name: string): Uint8Array => seededRandom(name)(32);
export const signingKeyOf = (name: string): SigningKey => createSigningKey(bytesOf(name));
export const openingKeyOf = (name: string): OpeningKey => createOpeningKey(bytesOf(name));
export const publicKeyOf = (key: { readonly publicKey: Uint8Array }): string => toHex(key.publicKey);

export const connector = signingKeyOf('connector');
export const batchKey = bytesOf('batch key');
export const [labeler, colleague, lotKey] = [openingKeyOf('labeler'), openingKeyOf('colleague'), openingKeyOf('lot')];

export const head: BatchHead = {
  space: idOf('space'),
  project: idOf('project'),
  lot: idOf('lot'),
  batch: idOf('batch'),
  level: 'g3',
  policy: { major: 2, minor: 1 },
};
export const batchPlace = { space: head.space, project: head.project, lot: idOf('lot'), batch: head.batch };
export const lotPlace = { space: head.space, project: head.project, lot: idOf('lot') };

export const itemOf = (name: string, text = `"${name}：路灯坏了"`): BatchItem => ({
  item: idOf(name),
  version: 1,
  row: toHex(bytesOf(`row of ${name}`)),
  salt: bytesOf(`salt of ${name}`),
  content: toUtf8(text),
});

export const batchOf = (items: readonly BatchItem[], seed = 'nonces', key = batchKey, own = head): Batch =>
  createBatch({ head: own, items: items.map(({ item }) => item), key, connector, random: seededRandom(seed) });

/** One item, sealed as an honest connector does; `changed` says what is different about its header's draft. */
export const sealOne = (name: string, changed: Partial<BatchHead & BatchItem> = {}, sealing: Partial<ItemSealing> = {}): SealedItem => {
  const { salt, content, ...draft } = { ...head, ...itemOf(name), ...changed };
  const itemKey = deriveItemKey(batchKey, draft);
  return sealItem(draft, { salt, content }, { itemKey, connector, random: seededRandom(`nonce of ${name}`), ...sealing });
};

export const premiseOf = (name: string, expected: Partial<HeaderPremise['expected']> = {}): HeaderPremise => ({
  connector: publicKeyOf(connector),
  expected: { space: head.space, project: head.project, lot: idOf('lot'), item: idOf(name), ...expected },
});

export const address: LabelAddress = {
  place: {
    space: head.space,
    lot: idOf('lot'),
    item: idOf('item'),
    author: publicKeyOf(signingKeyOf('labeler')),
    lotEvent: toHex(bytesOf('lot-opened')),
  },
  readers: { lot: publicKeyOf(lotKey), author: publicKeyOf(labeler) },
};

export const labelContent = toUtf8('{"salt":"00","value":[]}');
export const labelOf = (seed = 'label', content = labelContent, to = address): LabelSealed => sealLabel(content, to, seededRandom(seed));
export const labelPremise = (hash: string, to = address): LabelPremise => ({ ...to, hash });

/** Every copy of `bytes` with one bit changed. */
export const flips = (bytes: Uint8Array): Uint8Array[] =>
  Array.from(bytes, (_, at) => bytes.map((byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte)));
