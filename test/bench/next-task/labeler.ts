import type { Document } from '../../../api/documents.ts';
import { createSignedFetch } from '../../../api/message-signature.ts';
import type { Lease } from '../../../api/work.ts';
import { toSignableBytes, type Json } from '../../../common/canonical-json.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { randomBytes } from '../../../common/crypto/random.ts';
import { createOpeningKey, type OpeningKey } from '../../../common/crypto/sealing.ts';
import { createSigningKey, type SigningKey } from '../../../common/crypto/signature.ts';
import { toHex } from '../../../common/encodings.ts';
import { commitTo } from '../../../console/src/space/commit.ts';
import { headerHash } from '../../../privacy/sealing/header.ts';
import { sealLabel } from '../../../privacy/sealing/label.ts';
import { NO_EVENT } from '../../../provenance/event/chain.ts';
import type { EventOf } from '../../../provenance/event/event.ts';
import { eventId, signEvent } from '../../../provenance/event/signing.ts';
import type { Lot } from '../../../provenance/space/state.ts';

/** A labeler's keys; her certificate names the public halves. */
export interface LabelerKeys {
  readonly signing: SigningKey;
  readonly opening: OpeningKey;
}

export const createLabelerKeys = (): LabelerKeys => ({
  signing: createSigningKey(randomBytes(32)),
  opening: createOpeningKey(randomBytes(32)),
});

/** Somebody who labels by script: real requests and signatures, with nothing on the device that a browser would do besides. */
export interface ScriptedLabeler {
  readonly key: string;
  /** The next item of the lot that is none of those `held`; undefined where nothing is free. @returns with the milliseconds that it took */
  take(lot: Lot, held: readonly string[]): Promise<{ readonly lease: Lease | undefined; readonly milliseconds: number }>;
  /** Signs a label and hands it in. @returns the code of a refusal */
  submit(lot: Lot, lease: Lease): Promise<string | undefined>;
}

export interface ScriptedLabelerOptions {
  readonly gateway: string;
  readonly space: string;
  readonly org: string;
  readonly keys: LabelerKeys;
  readonly result: Json;
}

/** The lot has nothing for her. */
const FINISHED: readonly string[] = ['nothing-free', 'lot-closed'];

interface Answer {
  readonly status: number;
  readonly json: { readonly code?: string };
}

interface Labeled {
  readonly body: EventOf<'annotation-signed'>['body'];
  readonly document: Document;
}

const label = (lot: Lot, lease: Lease, { space, keys, result }: ScriptedLabelerOptions): Labeled => {
  const { item } = lease;
  const author = toHex(keys.signing.publicKey);
  const { opening, commitment } = commitTo({ random: randomBytes }, 'annotation', item, result);
  const body = { lot: lot.id, revision: 0, method: 'manual' as const, result: commitment };
  if (!('sealed' in lease)) return { body, document: { kind: 'annotation', opening } as Document };
  const place = { space, lot: lot.id, item, author, lotEvent: lot.opened.id };
  const readers = { lot: lot.opened.signed.event.body.lotKey ?? '', author: toHex(keys.opening.publicKey) };
  const { sealed, hash } = sealLabel(toSignableBytes(opening), { place, readers }, randomBytes);
  const header = headerHash(lease.sealed.signed.header);
  return { body: { ...body, sealed: { header, label: hash } }, document: { kind: 'sealed-label', sealed } };
};

export const createScriptedLabeler = (options: ScriptedLabelerOptions): ScriptedLabeler => {
  const { gateway, space, org, keys } = options;
  const send = createSignedFetch(keys.signing);
  const key = toHex(keys.signing.publicKey);
  let head = { seq: -1, id: NO_EVENT };
  const post = async (path: string, body?: unknown): Promise<Answer> => {
    const payload = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await send(`${gateway}${path}`, { method: 'POST', ...payload });
    return { status: response.status, json: (await response.json()) as Answer['json'] };
  };
  return {
    key,
    take: async (lot, held) => {
      const query = held.length === 0 ? '' : `?held=${held.join(',')}`;
      const began = performance.now();
      const { status, json } = await post(`/api/lots/${lot.id}/leases${query}`);
      const milliseconds = performance.now() - began;
      if (status !== 200 && !FINISHED.includes(json.code ?? '')) throw new Error(`no next task: ${status} ${JSON.stringify(json)}`);
      return { lease: status === 200 ? (json as unknown as Lease) : undefined, milliseconds };
    },
    submit: async (lot, lease) => {
      const { body, document } = label(lot, lease, options);
      const listed = lot.opened.signed.event.body.items.find(({ id }) => id === lease.item);
      const event = {
        v: 1,
        suite: 'xinbiao-1',
        type: 'annotation-signed',
        space,
        actor: { org, key },
        seq: head.seq + 1,
        prev: head.id,
        time: Date.now(),
        checkpoint: { size: 0, root: toHex(sha256()) },
        subject: { kind: 'item', id: lease.item, commitment: listed?.commitment ?? '' },
        refs: [lot.opened.id],
        body,
      } as EventOf<'annotation-signed'>;
      const signed = signEvent(event, keys.signing);
      const { status, json } = await post('/api/events', { signed, salt: toHex(randomBytes(32)), documents: [document] });
      if (status !== 201) return json.code ?? String(status);
      head = { seq: event.seq, id: eventId(event) };
      return undefined;
    },
  };
};
