import type { Sample } from '../../api/samples.ts';
import type { SealedItem, SignedWrap } from '../../api/sealed.ts';
import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { createOpeningKey } from '../../common/crypto/sealing.ts';
import { parseHex, toBase64, toHex } from '../../common/encodings.ts';
import { createBatch } from '../../privacy/sealing/batch.ts';
import { labelHash } from '../../privacy/sealing/label-hash.ts';
import { sealLabel } from '../../privacy/sealing/label.ts';
import type { SealedLabel } from '../../privacy/sealing/messages.ts';
import { wrapLotKey } from '../../privacy/sealing/wrap.ts';
import type { Stage } from './device.ts';
import { inspectLot, type InspectedStage } from './drawn-stage.ts';
import { label, RESULT, type ScriptedLabel } from './scripted-lot.ts';
import type { Actor } from './scripted-space.ts';

type Row = Extract<Sample['labels'][number], { sealed: unknown }>;

/** An inspected lot of a sealed project, with what its connector and its labelers sealed. */
export interface SealedStage extends InspectedStage {
  /** The key of the lot for somebody; `secret` in the place of the right one. */
  readonly lotKeyFor: (person: Actor, secret?: Uint8Array) => SignedWrap;
  /** The sample's items under a key, as an honest connector seals them, or under another `batchKey` than it wraps. */
  readonly sealSample: (options?: { readonly batchKey?: Uint8Array; readonly by?: Actor }) => {
    readonly itemOf: (item: string) => SealedItem;
    readonly wrapFor: (person: Actor) => SignedWrap;
  };
  /** As an honest gateway hands it out. */
  readonly rowOf: (position: number, itemOf: (item: string) => SealedItem) => Row;
}

/** @param spoil changes a sealed label before its hash is signed; `at`: place of its item */
export const inspectSealedLot = (
  seed: string,
  spoil: (sealed: SealedLabel, at: number) => SealedLabel = (sealed) => sealed,
): SealedStage => {
  const secret = new Uint8Array(32).fill(9);
  const lotKey = toHex(createOpeningKey(secret).publicKey);
  const answers = new Map<string, SealedLabel>();

  const sign = ({ log: { space: s }, lot }: Stage, by: Actor, at: number): ScriptedLabel => {
    const item = lot.items[at];
    if (item === undefined) throw new Error(`no item ${at}`);
    const { opening, commitment } = s.seal('annotation', item.id, RESULT);
    const { signed, id: lotEvent } = lot.lot;
    const place = { space: s.space, lot: signed.event.subject.id, item: item.id, author: toHex(by.key.publicKey), lotEvent };
    const readers = { lot: lotKey, author: toHex(by.opening.publicKey) };
    const sealed = spoil(sealLabel(toSignableBytes(opening as unknown as Json), { place, readers }, s.random).sealed, at);
    const body = { result: commitment, sealed: { header: '0'.repeat(64), label: labelHash(sealed) } };
    const logged = label(s, lot, by, at, { body });
    answers.set(logged.id, sealed);
    return logged;
  };

  const stage = inspectLot(seed, { lot: { lotKey, level: 'g3', clearance: 'g3' }, sign });
  const { log, lot, id } = stage;
  const { space: s } = log;
  const place = { space: s.space, project: lot.project, lot: id };

  return {
    ...stage,
    lotKeyFor: ({ opening }, other = secret) =>
      wrapLotKey(other, place, toHex(opening.publicKey), { connector: lot.connector.key, random: s.random }),
    sealSample: ({ batchKey, by = lot.connector } = {}) => {
      const head = { ...place, batch: s.newId(), level: 'g3' as const, policy: { major: 1, minor: 0 } };
      const batchOf = (key: Uint8Array) =>
        createBatch({ head, items: lot.items.map((item) => item.id), key, connector: by.key, random: s.random });
      const key = s.random(32);
      const batch = batchOf(key);
      const sealed = lot.items.map(({ id: item, opening }) => {
        const content = { salt: parseHex(opening.salt), content: toSignableBytes(opening.value) };
        const { signed, box } = batch.seal({ item, version: 2, row: '0'.repeat(64), ...content });
        return { signed, box: toBase64(box) };
      });
      const found = (item: string) => sealed.find(({ signed }) => signed.header.item === item);
      return {
        itemOf: (item) => found(item) ?? lackOf(item),
        wrapFor: ({ opening }) => batchOf(batchKey ?? key).wrapFor(toHex(opening.publicKey)),
      };
    },
    rowOf: (position, itemOf) => {
      const { id: event, signed, salt, index } = stage.labels[position] ?? lackOf(`label ${position}`);
      const item = signed.event.subject.id;
      const sealed = answers.get(event) ?? lackOf(event);
      return { position, item, sealed: itemOf(item), label: { event, signed, salt, index, sealed } };
    },
  };
};

const lackOf = (what: string): never => {
  throw new Error(`nothing for ${what}`);
};
