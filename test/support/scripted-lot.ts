import type { Json } from '../../common/canonical-json.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import type { Level } from '../../provenance/event/fields.ts';
import type { Opening } from '../../provenance/event/commitment.ts';
import type { InspectionTerms } from '../../provenance/space/inspection-terms.ts';
import type { GoldTerms } from '../../provenance/space/rules-gold.ts';
import type { PayTerms } from '../../provenance/space/rules-pay.ts';
import { memberOf, type Actor, type LoggedEvent, type ScriptedSpace } from './scripted-space.ts';

export const CONFIGURATION = `<View><Text name="text" value="$text"/>
<Labels name="who" toName="text"><Label value="部门"/><Label value="时间"/></Labels>
<Choices name="kind" toName="text" required="true"><Choice value="任务"/><Choice value="目标"/></Choices></View>`;

/** An answer that fits the configuration above. */
export const RESULT: Json = [
  { from_name: 'who', to_name: 'text', type: 'labels', value: { start: 0, end: 2, labels: ['部门'] } },
  { from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['任务'] } },
];

export interface ScriptedLot {
  readonly owner: Actor;
  readonly firm: Actor;
  readonly officer: Actor;
  readonly keeper: Actor;
  readonly connector: Actor;
  readonly labelers: readonly [Actor, Actor];
  readonly dataset: string;
  readonly registered: LoggedEvent<'dataset-registered'>;
  readonly graded: LoggedEvent<'dataset-graded'>;
  readonly project: string;
  readonly document: Opening;
  readonly opened: LoggedEvent<'project-opened'>;
  readonly roster: LoggedEvent<'roster-signed'>;
  readonly lot: LoggedEvent<'lot-opened'>;
  readonly items: readonly { readonly id: string; readonly commitment: string; readonly opening: Opening }[];
}

const TEXTS = ['市数据局牵头', '教育局配合', '到2027年完成'];

const register = (
  s: ScriptedSpace,
  connector: Actor,
  dataset: string,
  source?: LoggedEvent<'dataset-registered'>,
): LoggedEvent<'dataset-registered'> => {
  const profile = s.seal('profile', dataset, { title: { zh: '条款', en: 'Clauses' }, rows: TEXTS.length, columns: [] });
  const derived = source && { derived: { from: source.signed.event.subject.id, plan: '1'.repeat(64), report: '2'.repeat(64) } };
  const body = { rows: TEXTS.length, columns: 1, withheld: 0, root: '0'.repeat(64), ...derived };
  const refs = source === undefined ? [] : [source.id];
  return s.log('dataset-registered', connector, { subject: { id: dataset, commitment: profile.commitment }, body, refs });
};

export const grade = (
  s: ScriptedSpace,
  officer: Actor,
  registered: LoggedEvent<'dataset-registered'>,
  level: Level,
  spotCheck?: EventOf<'dataset-graded'>['body']['spotCheck'],
) =>
  s.log('dataset-graded', officer, {
    subject: { id: registered.signed.event.subject.id, commitment: registered.signed.event.subject.commitment ?? '' },
    body: { level, reasons: ['public-document'], matrix: { major: 1, minor: 0 }, ...(spotCheck && { spotCheck }) },
    refs: [registered.id],
  });

export const signRoster = (
  s: ScriptedSpace,
  keeper: Actor,
  opened: LoggedEvent<'project-opened'>,
  labelers: readonly Actor[],
  number = 1,
) =>
  s.log('roster-signed', keeper, {
    subject: { id: opened.signed.event.subject.id },
    body: {
      number,
      members: labelers.map(memberOf('labeler')),
    },
    refs: [opened.id],
  });

export interface ScriptedLotOptions {
  readonly deadline?: number;
  readonly level?: Level;
  /** X25519, hex: the project is sealed. */
  readonly lotKey?: string;
  readonly clearance?: Level;
  /** People who label each item. */
  readonly overlap?: number;
  /** Late work that is paid. */
  readonly late?: number;
  /** Is it inspected, and how: by the firm unless it names another. */
  readonly inspection?: Omit<InspectionTerms, 'by'> & { readonly by?: string };
  /** What may be withheld from a label's pay. */
  readonly pay?: PayTerms;
  /** What is said of answers that are known before. */
  readonly gold?: (lot: string, items: readonly { readonly id: string }[]) => GoldTerms;
  /** Who opens the lot, where it is not the connector. */
  readonly opener?: 'keeper';
  /** The data are a derivative, with a spot check, and who graded its source. */
  readonly derived?: 'officer' | 'keeper';
}

/** Everything up to an open lot of three items: an owner with its people and connector, a firm with two labelers. */
export const openScriptedLot = (s: ScriptedSpace, options: ScriptedLotOptions = {}): ScriptedLot => {
  const { level = 'g1', lotKey, clearance = 'g1', overlap, late, inspection, pay, gold, derived } = options;
  const { deadline = s.clock() + (inspection === undefined ? 1 : 2) * 86_400_000 } = options;
  const owner = s.join('owner');
  const firm = s.join('firm');
  const officer = s.certify(owner, ['grading-officer']);
  const keeper = s.certify(owner, ['data-owner']);
  const connector = s.certify(owner, ['connector', 'witness']);
  const labeler = (): Actor => s.certify(firm, ['labeler'], s.newActor(firm.org), clearance);
  const labelers = [labeler(), labeler()] as const;
  const [dataset, project, lotId] = [s.newId(), s.newId(), s.newId()];
  const source = derived && register(s, connector, s.newId());
  if (source) grade(s, derived === 'keeper' ? keeper : officer, source, 'important');
  const registered = register(s, connector, dataset, source);
  const graded = grade(s, officer, registered, level, source && { rows: TEXTS.length, findings: 0 });
  const titles = { title: { zh: '要素', en: 'Elements' }, instructions: { zh: '', en: '' } };
  const document = s.seal('project', project, { ...titles, configuration: CONFIGURATION, textColumn: 'text' });
  const opened = s.log('project-opened', keeper, {
    subject: { id: project, commitment: document.commitment },
    body: { dataset, delivery: lotKey === undefined ? 'open' : 'sealed' },
    refs: [graded.id],
  });
  const roster = signRoster(s, keeper, opened, labelers);
  const items = TEXTS.map((text) => {
    const id = s.newId();
    const { opening, commitment } = s.seal('item', id, text);
    return { id, opening, commitment };
  });
  const listed = items.map(({ id, commitment }) => ({ id, commitment }));
  const asked = { ...(overlap !== undefined && { overlap }), ...(late !== undefined && { late }), ...(lotKey !== undefined && { lotKey }) };
  const inspected = inspection && { inspection: { by: firm.org, ...inspection } };
  const body = {
    project,
    price: 32,
    deadline,
    ...asked,
    ...inspected,
    ...(pay && { pay }),
    ...(gold && { gold: gold(lotId, items) }),
    items: listed,
  };
  const lot = s.log('lot-opened', options.opener === 'keeper' ? keeper : connector, {
    subject: { id: lotId },
    body,
    refs: [opened.id, roster.id],
  });
  const people = { owner, firm, officer, keeper, connector, labelers };
  return { ...people, dataset, registered, graded, project, document: document.opening, opened, roster, lot, items };
};

export interface ScriptedLabel extends LoggedEvent<'annotation-signed'> {
  readonly salt: string;
  readonly opening: Opening;
}

export interface LabelDraft {
  readonly result?: Json;
  readonly replaces?: LoggedEvent<'annotation-signed'>;
  readonly body?: Partial<EventOf<'annotation-signed'>['body']>;
  /** Of the item's commitment. */
  readonly commitment?: string;
}

/** Signs a label without logging it. */
export const signLabel = (s: ScriptedSpace, lot: ScriptedLot, labeler: Actor, at: number, draft: LabelDraft = {}): ScriptedLabel => {
  const item = lot.items[at];
  if (item === undefined) throw new Error(`no item ${at}`);
  const { opening, commitment } = s.seal('annotation', item.id, draft.result ?? RESULT);
  const revision = draft.replaces === undefined ? 0 : draft.replaces.signed.event.body.revision + 1;
  const signed = s.sign('annotation-signed', labeler, {
    subject: { id: item.id, commitment: draft.commitment ?? item.commitment },
    body: { lot: lot.lot.signed.event.subject.id, revision, method: 'manual', result: commitment, ...draft.body },
    refs: [lot.lot.id, ...(draft.replaces === undefined ? [] : [draft.replaces.id])],
  });
  return { ...signed, salt: signed.salt ?? '', opening };
};

/** Signs and logs a label. */
export const label = (s: ScriptedSpace, lot: ScriptedLot, labeler: Actor, at: number, draft: LabelDraft = {}): ScriptedLabel => {
  const signed = signLabel(s, lot, labeler, at, draft);
  return { ...s.append(signed), salt: signed.salt, opening: signed.opening };
};

/** Signs and logs the report of a broken item. */
export const report = (s: ScriptedSpace, lot: ScriptedLot, labeler: Actor, at: number) => {
  const item = lot.items[at];
  if (item === undefined) throw new Error(`no item ${at}`);
  const logged = s.log('item-reported', labeler, {
    subject: { id: item.id, commitment: item.commitment },
    body: { lot: lot.lot.signed.event.subject.id, reason: 'unreadable' },
    refs: [lot.lot.id],
  });
  return { ...logged, salt: logged.salt ?? '' };
};
