import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { createOpeningKey } from '../../common/crypto/sealing.ts';
import { parseBase64, toHex } from '../../common/encodings.ts';
import { headerHash } from '../../privacy/sealing/header.ts';
import { openItem } from '../../privacy/sealing/item.ts';
import { sealLabel } from '../../privacy/sealing/label.ts';
import { labelHash } from '../../privacy/sealing/label-hash.ts';
import type { SealedLabel } from '../../privacy/sealing/messages.ts';
import { openBatchKey } from '../../privacy/sealing/wrap.ts';
import type { OwnLot } from './own-lot.ts';
import { RESULT } from './scripted-lot.ts';
import type { Actor, LoggedEvent } from './scripted-space.ts';

export interface SealedLabelDraft {
  readonly result?: Json;
  /** What is sealed in place of the opening. */
  readonly content?: Uint8Array;
  /** Changes what goes out before its hash is signed. */
  readonly spoil?: (sealed: SealedLabel) => SealedLabel;
  /** In place of the header that was handed out. */
  readonly header?: string;
  readonly replaces?: LoggedEvent<'annotation-signed'>;
}

const openedOf = ({ log }: OwnLot, lot: string) => {
  const found = log.own.ledger.state().lots.get(lot);
  if (found === undefined) throw new Error('no such lot');
  return found.opened;
};

/** What a labeler reads of an item of the lot, as her browser would. @throws DomainError of `openBatchKey` and `openItem` */
export const readItem = (own: OwnLot, lot: string, by: Actor, at: number): string => {
  const { signed } = openedOf(own, lot);
  const { actor, body, space } = signed.event;
  const connector = actor.key;
  const { id = '', commitment = '' } = body.items[at] ?? {};
  const sealed = own.relay.sealed.get(id);
  const header = sealed?.signed.header;
  if (sealed === undefined || header === undefined) throw new Error('not delivered');
  const place = { space, project: body.project, lot };
  const wrap = own.relay.wraps.get(`${header.batch}/${toHex(by.opening.publicKey)}`);
  const key = openBatchKey(wrap, { ...place, batch: header.batch }, by.opening, connector);
  const premise = { connector, expected: { ...place, item: id, commitment } };
  const { content } = openItem({ signed: sealed.signed, box: parseBase64(sealed.box) }, key, premise);
  return JSON.parse(new TextDecoder().decode(content)) as string;
};

/** A labeler seals and signs a label, and the gateway has it. */
export const sealedLabelOf = async (own: OwnLot, lot: string, by: Actor, at: number, draft: SealedLabelDraft = {}) => {
  const { script } = own.log;
  const opened = openedOf(own, lot);
  const { space, body } = opened.signed.event;
  const item = body.items[at];
  if (item === undefined) throw new Error('no such item');
  const { opening, commitment } = script.seal('annotation', item.id, draft.result ?? RESULT);
  const place = { space, lot, item: item.id, author: toHex(by.key.publicKey), lotEvent: opened.id };
  const readers = { lot: body.lotKey ?? '', author: toHex(by.opening.publicKey) };
  const content = draft.content ?? toSignableBytes(opening as unknown as Json);
  const { sealed: honest, labelKey } = sealLabel(content, { place, readers }, script.random);
  const sealed = draft.spoil?.(honest) ?? honest;
  const delivered = own.relay.sealed.get(item.id)?.signed.header;
  const header = draft.header ?? (delivered === undefined ? '0'.repeat(64) : headerHash(delivered));
  const { replaces } = draft;
  const logged = script.log('annotation-signed', by, {
    subject: item,
    body: {
      lot,
      revision: replaces === undefined ? 0 : replaces.signed.event.body.revision + 1,
      method: 'manual',
      result: commitment,
      sealed: { header, label: labelHash(sealed) },
    },
    refs: [opened.id, ...(replaces === undefined ? [] : [replaces.id])],
  });
  await own.log.sync();
  own.relay.work.push({ signed: logged.signed, salt: logged.salt ?? '', index: own.log.indexOf(logged.id), sealed });
  return { logged, sealed, labelKey, place, readers };
};

/** Nobody's key. */
export const strangerKey = createOpeningKey(new Uint8Array(32).fill(77));
