import type { SealedItem, SignedWrap } from '../../api/sealed.ts';
import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { createOpeningKey } from '../../common/crypto/sealing.ts';
import { parseHex, toBase64, toHex } from '../../common/encodings.ts';
import { createBatch } from '../../privacy/sealing/batch.ts';
import { headerHash } from '../../privacy/sealing/header.ts';
import { sealLabel } from '../../privacy/sealing/label.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { labelHash } from '../../privacy/sealing/label-hash.ts';
import type { SealedLabel } from '../../privacy/sealing/messages.ts';
import type { TestGateway } from './gateway.ts';
import type { InspectionTerms } from '../../provenance/space/inspection-terms.ts';
import { createSender, createTable, projectOf, registerTable, signRoster } from './labeling.ts';
import { RESULT } from './scripted-lot.ts';
import type { Actor, LoggedEvent } from './scripted-space.ts';

const TEXTS = ['王女士反映路灯不亮', '李先生反映井盖破损', '张先生反映噪声扰民'];
const POLICY = { major: 1, minor: 0 };

interface Label {
  readonly signed: unknown;
  readonly salt?: string;
}

const openingKeyOf = (by: Actor): string => toHex(by.opening.publicKey);

/** A lot of a sealed project at a real gateway; its connector seals what is asked for. */
export const openSealedLot = async (
  gateway: TestGateway,
  labelers: readonly Actor[] = [gateway.space.labeler],
  terms: { readonly overlap?: number; readonly late?: number; readonly deadline?: number; readonly inspection?: InspectionTerms } = {},
) => {
  const { script, space } = gateway;
  const { send, attempt } = createSender(gateway);
  const table = createTable(script, TEXTS);
  const { graded } = await registerTable(gateway, table);
  const { id: project, subject, documents } = projectOf(script);
  const body = { dataset: table.dataset, delivery: 'sealed' as const };
  const opened = await send('project-opened', space.keeper, { subject, body, refs: [graded.id] }, documents);
  const roster = await signRoster(gateway, { project, opened }, labelers);
  const items = TEXTS.map((text) => {
    const id = script.newId();
    return { id, text, ...script.seal('item', id, text) };
  });
  const secret = script.random(32);
  const lotKey = createOpeningKey(secret);
  const id = script.newId();
  const lot = await send('lot-opened', space.connector, {
    subject: { id },
    body: {
      project,
      price: 35,
      deadline: Date.now() + 86_400_000,
      lotKey: toHex(lotKey.publicKey),
      ...terms,
      items: items.map((item) => ({ id: item.id, commitment: item.commitment })),
    },
    refs: [opened.id, roster.id],
  });
  const { actor } = lot.signed.event;

  /** Items under a new key, at this version; `as` changes what the headers say. */
  const seal = (version = 1, as: { readonly lot?: string; readonly by?: Actor } = {}) => {
    const batchId = script.newId();
    const head = { space: script.space, project, lot: as.lot ?? id, batch: batchId, level: 'g1' as const, policy: POLICY };
    const connector = (as.by ?? space.connector).key;
    const key = script.random(32);
    const batch = createBatch({ head, items: items.map((item) => item.id), key, connector, random: script.random });
    const sealed = items.map(({ id: item, text, opening }): SealedItem => {
      const content = { salt: parseHex(opening.salt), content: toSignableBytes(text) };
      const { signed, box } = batch.seal({ item, version, row: '0'.repeat(64), ...content });
      return { signed, box: toBase64(box) };
    });
    return { sealed, batch: batchId, key, wrapFor: (person: Actor): SignedWrap => batch.wrapFor(openingKeyOf(person)) };
  };
  const deliver = (sealed: readonly SealedItem[], by = space.connector) =>
    gateway.call('PUT', `/api/lots/${id}/sealed-items`, { by, json: { items: sealed } });
  const wrap = (wraps: readonly SignedWrap[], by = space.connector) =>
    gateway.call('PUT', `/api/lots/${id}/wraps`, { by, json: { wraps } });

  /** An answer, sealed for its author and the owner, and what an event says of it. */
  const sealAnswer = (at: number, by: Actor, sealedItem: SealedItem, spoil?: () => SealedLabel) => {
    const item = items[at] ?? { id: '', commitment: '' };
    const { opening, commitment } = script.seal('annotation', item.id, RESULT);
    const place = { space: script.space, lot: id, item: item.id, author: toHex(by.key.publicKey), lotEvent: lot.id };
    const readers = { lot: toHex(lotKey.publicKey), author: openingKeyOf(by) };
    const { sealed: honest } = sealLabel(toSignableBytes(opening as unknown as Json), { place, readers }, script.random);
    const sealed = spoil?.() ?? honest;
    const hashes = { header: headerHash(sealedItem.signed.header), label: labelHash(sealed) };
    const about = { id: item.id, commitment: item.commitment };
    return { about, said: { lot: id, method: 'manual' as const, result: commitment, sealed: hashes }, sealed };
  };

  /** A sealed label, handed in; `document` is what goes out with the event. */
  const label = async (
    at: number,
    by: Actor,
    {
      item: sealedItem,
      document,
      revision = 0,
      replaces,
      spoil,
      besides = [],
    }: {
      readonly item: SealedItem;
      readonly document?: SealedLabel;
      readonly revision?: number;
      readonly replaces?: string;
      /** What goes out in place of the label, signed as it is. */
      readonly spoil?: () => SealedLabel;
      /** Ids of events to which the label refers before the one that it replaces. */
      readonly besides?: readonly string[];
    },
  ) => {
    const { about, said, sealed } = sealAnswer(at, by, sealedItem, spoil);
    const draft = {
      subject: about,
      body: { ...said, revision },
      refs: [lot.id, ...besides, ...(replaces === undefined ? [] : [replaces])],
    };
    const answer = await attempt('annotation-signed', by, draft, [{ kind: 'sealed-label', sealed: document ?? sealed }]);
    return { ...answer, sealed };
  };
  const declare = (at: number, event: string, by = space.connector) => {
    const { id: item, commitment } = items[at] ?? { id: '', commitment: '' };
    const draft = { subject: { id: item, commitment }, body: { lot: id, reason: 'wrap-unopened' as const }, refs: [lot.id, event] };
    return attempt('label-unreadable', by, draft);
  };
  /** The connector says that these items have no older version any more. */
  const reseal = (positions: readonly number[], version: number) => {
    const anew = positions.map((at) => ({ id: items[at]?.id ?? '', version }));
    return attempt('lot-resealed', space.connector, { subject: { id }, body: { items: anew }, refs: [lot.id] });
  };
  /** Closes the lot over these labels, one of each item. */
  const close = async (labels: readonly Label[], time = Date.now()): Promise<LoggedEvent<'lot-closed'>> => {
    const entries = labels.map(({ signed, salt = '' }) => ({ entry: toLogEntry(signed as SignedEvent, parseHex(salt)) }));
    const closing = { cause: 'complete' as const, labels: labels.length, reports: 0, left: [], root: labelsRoot(entries) };
    return await send('lot-closed', space.connector, { subject: { id }, body: closing, refs: [lot.id], envelope: { time } });
  };
  /** Closes it, and signs its release. */
  const release = async (labels: readonly Label[]): Promise<string> => {
    const closed = await close(labels);
    const [name, hash] = [script.newId(), '0'.repeat(64)];
    await send('release-signed', space.keeper, {
      subject: { id: name },
      body: { project, lot: id, manifest: hash, data: hash, labels: labels.length, items: items.length },
      refs: [closed.id],
    });
    return name;
  };
  /** A sealed rework, handed in. */
  const rework = async (at: number, by: Actor, { item, refs }: { readonly item: SealedItem; readonly refs: readonly string[] }) => {
    const { about, said, sealed } = sealAnswer(at, by, item);
    const answer = await attempt('label-reworked', by, { subject: about, body: said, refs }, [{ kind: 'sealed-label', sealed }]);
    return { ...answer, sealed };
  };
  return {
    id,
    project,
    lot,
    secret,
    items,
    connector: actor.key,
    opened,
    seal,
    deliver,
    wrap,
    label,
    rework,
    reseal,
    declare,
    close,
    release,
  };
};
export type SealedLot = Awaited<ReturnType<typeof openSealedLot>>;
