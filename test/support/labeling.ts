import type { DataSource } from 'typeorm';
import type { LotItem, RowEvidence } from '../../api/lots.ts';
import type { ReleaseManifest } from '../../api/releases.ts';
import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { concatBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import type { SealedLabel } from '../../privacy/sealing/messages.ts';
import { commit, fieldId, type Opening } from '../../provenance/event/commitment.ts';
import type { EventOf, EventType } from '../../provenance/event/event.ts';
import type { Level, Role } from '../../provenance/event/fields.ts';
import { leafHash, proveInclusion, treeRoot } from '../../provenance/log/merkle.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import type { InspectionTerms } from '../../provenance/space/inspection-terms.ts';
import type { GoldTerms } from '../../provenance/space/rules-gold.ts';
import type { PayTerms } from '../../provenance/space/rules-pay.ts';
import { createPartsWith } from '../../gateway/parts.ts';
import { believePersons, startTestGateway, type TestGateway, type TestSpace } from './gateway.ts';
import { toWork } from './logged-work.ts';
import { CONFIGURATION, RESULT } from './scripted-lot.ts';
import { memberOf, type Actor, type EventDraft, type LoggedEvent, type ScriptedSpace } from './scripted-space.ts';

export const COLUMNS = ['clause', 'text', 'departments'] as const;
const TEXT = 1;
const WITHHELD = 2;
const TITLE = { zh: '条款', en: 'Clauses' };

type Documents = readonly (
  | { readonly kind: string; readonly opening: Opening }
  | { readonly kind: string; readonly sealed: SealedLabel }
)[];

/** A table whose every field is committed to. */
export const createTable = (script: ScriptedSpace, texts: readonly string[]) => {
  const dataset = script.newId();
  const rows = texts.map((text, row) =>
    [String(row + 1), text, '市数据局'].map((cell, column) => {
      const salt = script.random(32);
      return { salt: toHex(salt), text: cell, commitment: commit(salt, 'field', fieldId(dataset, row, column), toUtf8(cell)) };
    }),
  );
  const leaves = rows.map((fields) => leafHash(concatBytes(...fields.map(({ commitment }) => parseHex(commitment)))));
  /** A row as a connector delivers it: the text is opened, the rest is not. */
  const evidence = (row: number, opened: readonly number[] = [TEXT]): RowEvidence => ({
    index: row,
    fields: (rows[row] ?? []).map((field, column) => (opened.includes(column) ? field : { commitment: field.commitment })),
    proof: proveInclusion(leaves, row).map(toHex),
  });
  const profile = {
    title: TITLE,
    rows: rows.length,
    columns: COLUMNS.map((name, column) => ({
      name,
      filled: rows.length,
      distinct: rows.length,
      longest: 40,
      withheld: column === WITHHELD,
    })),
  };
  return { dataset, root: toHex(treeRoot(leaves)), texts, evidence, profile };
};
export type Table = ReturnType<typeof createTable>;

/** Sends signed events with their documents; what the gateway takes goes onto the script's chain. */
export const createSender = (gateway: TestGateway) => {
  const { script } = gateway;
  const attempt = async <T extends EventType>(type: T, by: Actor, draft: EventDraft<T>, documents: Documents = []) => {
    const event = script.sign(type, by, draft);
    const answer = await gateway.submit(event as unknown as LoggedEvent, documents);
    if (answer.status === 201) script.append(event);
    return {
      event: { ...event, index: Number(answer.json['index'] ?? -1) },
      status: answer.status,
      json: answer.json,
      code: answer.json['code'],
    };
  };
  const send = async <T extends EventType>(
    type: T,
    by: Actor,
    draft: EventDraft<T>,
    documents: Documents = [],
  ): Promise<LoggedEvent<T>> => {
    const { event, status, json } = await attempt(type, by, draft, documents);
    if (status !== 201) throw new Error(`${type} was refused: ${JSON.stringify(json)}`);
    return event;
  };
  return { attempt, send };
};

export const registration = (
  script: ScriptedSpace,
  { dataset, root, profile }: Table,
  changes: Partial<EventOf<'dataset-registered'>['body']> = {},
) => {
  const { opening, commitment } = script.seal('profile', dataset, profile);
  const body = { rows: profile.rows, columns: COLUMNS.length, withheld: 1, root, ...changes };
  return { draft: { subject: { id: dataset, commitment }, body }, documents: [{ kind: 'profile', opening }] };
};

export const catalogue = (
  script: ScriptedSpace,
  dataset: string,
  level: Level,
  columns: readonly string[] = COLUMNS.slice(0, WITHHELD),
) => {
  const entry = { title: TITLE, summary: { zh: '公开文件', en: 'A public document' }, columns: [...columns], level };
  const { opening, commitment } = script.seal('catalogue-entry', dataset, entry);
  return { subject: { id: dataset, commitment }, documents: [{ kind: 'catalogue-entry', opening }] };
};

export const projectOf = (script: ScriptedSpace, changes: { readonly configuration?: string; readonly textColumn?: string } = {}) => {
  const id = script.newId();
  const document = { title: TITLE, configuration: CONFIGURATION, textColumn: 'text', instructions: { zh: '', en: '' }, ...changes };
  const { opening, commitment } = script.seal('project', id, document);
  return { id, subject: { id, commitment }, documents: [{ kind: 'project', opening }] };
};

/** A registered and graded dataset; made of another one where its registration is given. */
export const registerTable = async (
  gateway: TestGateway,
  table: Table,
  level: Level = 'g1',
  source?: LoggedEvent<'dataset-registered'>,
) => {
  const { script, space } = gateway;
  const { send } = createSender(gateway);
  const derived = source && { derived: { from: source.signed.event.subject.id, plan: '1'.repeat(64), report: '2'.repeat(64) } };
  const { draft, documents } = registration(script, table, derived);
  const refs = source === undefined ? [] : [source.id];
  const registered = await send('dataset-registered', space.connector, { ...draft, refs }, documents);
  const graded = await send('dataset-graded', space.officer, {
    subject: draft.subject,
    body: { level, reasons: ['public-document'], matrix: { major: 1, minor: 0 } },
    refs: [registered.id],
  });
  return { registered, graded };
};

const TEXTS = ['市数据局牵头负责', '教育局配合实施', '到2027年完成任务'];

export interface LotOptions {
  readonly texts?: readonly string[];
  readonly labelers?: readonly Actor[];
  readonly price?: number;
  readonly deadline?: number;
  readonly overlap?: number;
  /** Late work that is paid. */
  readonly late?: number;
  /** Is it inspected, and how: by the firm unless it names another. */
  readonly inspection?: Omit<InspectionTerms, 'by'> & { readonly by?: string };
  /** What may be withheld from a label's pay. */
  readonly pay?: PayTerms;
  /** What the opening says of answers that are known before. */
  readonly gold?: (lot: string, items: readonly { readonly id: string }[]) => GoldTerms;
  /** Its data are a derivative. */
  readonly derived?: boolean;
  /** Items to deliver; all where absent. */
  readonly deliver?: number;
}

/** Everything up to a lot whose items are delivered. */
export const openLot = async (gateway: TestGateway, options: LotOptions = {}) => {
  const { script, space } = gateway;
  const {
    texts = TEXTS,
    labelers = [space.labeler],
    price = 35,
    deadline = Date.now() + 86_400_000,
    overlap,
    late,
    inspection,
    pay,
    gold,
    derived,
  } = options;
  const { send } = createSender(gateway);
  const table = createTable(script, texts);
  const source = derived === true ? (await registerTable(gateway, createTable(script, texts))).registered : undefined;
  const { registered, graded } = await registerTable(gateway, table, 'g1', source);
  const { id: project, subject, documents } = projectOf(script);
  const opened = await send(
    'project-opened',
    space.keeper,
    { subject, body: { dataset: table.dataset, delivery: 'open' }, refs: [graded.id] },
    documents,
  );
  const roster = await signRoster(gateway, { project, opened }, labelers);
  const items = texts.map((text) => {
    const id = script.newId();
    return { id, ...script.seal('item', id, text) };
  });
  const lotId = script.newId();
  const lot = await send('lot-opened', space.connector, {
    subject: { id: lotId },
    body: {
      project,
      price,
      deadline,
      ...(overlap !== undefined && { overlap }),
      ...(late !== undefined && { late }),
      ...(inspection && { inspection: { by: space.roots.firm.org, ...inspection } }),
      ...(pay && { pay }),
      ...(gold && { gold: gold(lotId, items) }),
      items: items.map(({ id, commitment }) => ({ id, commitment })),
    },
    refs: [opened.id, roster.id],
  });
  const delivery: LotItem[] = items.map(({ id, opening }, row) => ({
    id,
    opening: opening as LotItem['opening'],
    row: table.evidence(row),
  }));
  const id = lotId;
  const deliver = (given: readonly LotItem[], by = space.connector) =>
    gateway.call('PUT', `/api/lots/${id}/items`, { by, json: { items: given } });
  const first = delivery.slice(0, options.deliver ?? delivery.length);
  if (first.length > 0) {
    const { status, text } = await deliver(first);
    if (status !== 200) throw new Error(text);
  }
  return { id, project, table, registered, graded, opened, roster, lot, items, delivery, deliver, price, deadline };
};
export type OpenLot = Awaited<ReturnType<typeof openLot>>;

export const signRoster = async (
  gateway: TestGateway,
  { project, opened }: { readonly project: string; readonly opened: LoggedEvent<'project-opened'> },
  labelers: readonly Actor[],
  number = 1,
) =>
  await createSender(gateway).send('roster-signed', gateway.space.keeper, {
    subject: { id: project },
    body: {
      number,
      members: labelers.map(memberOf('labeler')),
    },
    refs: [opened.id],
  });

export interface LabelOptions {
  readonly result?: Json;
  readonly revision?: number;
  readonly replaces?: string;
  readonly body?: Partial<EventOf<'annotation-signed'>['body']>;
  /** Swapped in for the document that the event commits to. */
  readonly document?: Opening;
}

/** Signs a label and hands it in. */
export const label = async (gateway: TestGateway, lot: OpenLot, item: number, by: Actor, options: LabelOptions = {}) => {
  const { id, commitment } = lot.items[item] ?? { id: '', commitment: '' };
  const { result = RESULT, revision = 0, replaces, body = {}, document } = options;
  const sealed = gateway.script.seal('annotation', id, result);
  const draft = {
    subject: { id, commitment },
    body: { lot: lot.id, revision, method: 'manual' as const, result: sealed.commitment, ...body },
    refs: [lot.lot.id, ...(replaces === undefined ? [] : [replaces])],
  };
  const answer = await createSender(gateway).attempt('annotation-signed', by, draft, [
    { kind: 'annotation', opening: document ?? sealed.opening },
  ]);
  return { ...answer, opening: sealed.opening };
};

/** Signs the report of a broken item and hands it in. */
export const report = async (
  gateway: TestGateway,
  lot: OpenLot,
  item: number,
  by: Actor,
  reason: EventOf<'item-reported'>['body']['reason'] = 'unreadable',
) => {
  const { id, commitment } = lot.items[item] ?? { id: '', commitment: '' };
  const draft = { subject: { id, commitment }, body: { lot: lot.id, reason }, refs: [lot.lot.id] };
  return await createSender(gateway).attempt('item-reported', by, draft);
};

/** Certifies one more person of the firm. */
export const hire = async (gateway: TestGateway, roles: readonly Role[], clearance: Level = 'g1'): Promise<Actor> => {
  const { script, roots } = gateway.space;
  const actor = script.certify(roots.firm, roles, script.newActor(roots.firm.org), clearance);
  const { status, text } = await gateway.submit(script.events.at(-1) as LoggedEvent);
  if (status !== 201) throw new Error(text);
  return actor;
};

export const hireLabeler = async (gateway: TestGateway): Promise<Actor> => await hire(gateway, ['labeler']);

/** Grades the data of a project once more. */
export const gradeAnew = async (gateway: TestGateway, project: string, level: Level): Promise<void> => {
  const { projects, datasets } = gateway.foundation.directory.state();
  const { registered } = datasets.get(projects.get(project)?.opened.signed.event.body.dataset ?? '') ?? {};
  if (registered === undefined) throw new Error(`no dataset of project ${project}`);
  const { id, commitment = '' } = registered.signed.event.subject;
  const body = { level, reasons: ['public-document' as const], matrix: { major: 1, minor: 0 } };
  await createSender(gateway).send('dataset-graded', gateway.space.officer, { subject: { id, commitment }, body, refs: [registered.id] });
};

interface LabelingOptions {
  readonly leaseTime?: number;
  readonly bytesAnItem?: number;
  readonly clock?: () => number;
  readonly database?: DataSource;
  readonly space?: TestSpace;
  readonly isLogged?: boolean;
}

/** All resources, with {@link believePersons} in place of sessions. */
export const startLabelingGateway = async ({ leaseTime, bytesAnItem, ...options }: LabelingOptions = {}) =>
  await startTestGateway({
    ...options,
    createParts: async (foundation) => {
      const { personOf } = await believePersons(foundation);
      const settings = { ...(leaseTime !== undefined && { leaseTime }), ...(bytesAnItem !== undefined && { bytesAnItem }) };
      return { ...(await createPartsWith(settings)(foundation)), personOf };
    },
  });

/** Labels every item of a lot and closes it; `time` where the closing's is looked at. */
export const finishLot = async (gateway: TestGateway, lot: OpenLot, by: Actor, time?: number) => {
  const labels: LoggedEvent<'annotation-signed'>[] = [];
  for (const at of lot.items.keys()) labels.push((await label(gateway, lot, at, by)).event);
  const root = labelsRoot(labels.map(toWork));
  const closed = await createSender(gateway).send('lot-closed', gateway.space.connector, {
    subject: { id: lot.id },
    body: { cause: 'complete', labels: labels.length, reports: 0, left: [], root },
    refs: [lot.lot.id],
    ...(time !== undefined && { envelope: { time } }),
  });
  return { labels, closed };
};

/** Signs a release of a finished lot, as its connector assembled it; its files are not uploaded yet. */
export const signRelease = async (
  gateway: TestGateway,
  lot: OpenLot,
  { labels, closed, accepted }: Awaited<ReturnType<typeof finishLot>> & { readonly accepted?: Pick<LoggedEvent, 'id'> },
  former?: LoggedEvent<'release-signed'>,
) => {
  const { script, space } = gateway;
  const id = script.newId();
  const lines = lot.items.map(({ id: item }, at) => `${JSON.stringify({ id: item, text: lot.table.texts[at] })}\n`);
  const data = lines.join('');
  const hashOf = (text: string): string => toHex(sha256(toUtf8(text)));
  const croissant = `{"conformsTo":"http://mlcommons.org/croissant/1.1"}\n`;
  const manifest: ReleaseManifest = {
    v: 1,
    release: id,
    space: script.space,
    project: lot.project,
    lot: lot.id,
    dataset: lot.table.dataset,
    level: 'g1',
    configuration: hashOf(CONFIGURATION),
    data: { sha256: hashOf(data), bytes: toUtf8(data).length, lines: lines.length },
    croissant: { sha256: hashOf(croissant), bytes: toUtf8(croissant).length },
    completeness: { items: lot.items.length, labeled: labels.length, reported: 0, left: 0 },
    checkpoint: { size: 0, root: hashOf('') },
    labels: labels.map(({ id: event, index, signed }, at) => ({
      item: signed.event.subject.id,
      event,
      index,
      line: hashOf(lines[at] ?? ''),
    })),
  };
  const release = await createSender(gateway).send('release-signed', space.keeper, {
    subject: { id },
    body: {
      project: lot.project,
      lot: lot.id,
      manifest: toHex(sha256(toSignableBytes(manifest))),
      data: hashOf(data),
      labels: labels.length,
      items: lot.items.length,
      ...(former && { supersedes: former.signed.event.subject.id }),
    },
    refs: [closed.id, ...[accepted, former].flatMap((one) => (one === undefined ? [] : [one.id]))],
  });
  const given = { manifest, data, croissant };
  const upload = (
    files: { readonly manifest: unknown; readonly data: string; readonly croissant?: string } = given,
    by = space.connector,
  ) => gateway.call('PUT', `/api/releases/${id}/files`, { by, json: files });
  return { id, manifest, data, croissant, release, upload };
};
