import type { Result } from '../../../../labeling/result.ts';
import type { Annotation, LabelerActs } from '../../space/acts/labeler.ts';
import type { ReturnedLabel } from '../../space/acts/returned.ts';
import type { LoggedEvent } from '../../space/prover.ts';
import { stateOf, type EventRecord } from '../../space/records.ts';
import type { LabelEntry, LabelState } from '../work.ts';

type OwnLabel = Awaited<ReturnType<LabelerActs['mine']>>[number];

/** A label of one's own on a lot, wherever it is on its way. */
export interface Label {
  readonly item: string;
  readonly state: LabelState;
  readonly revision: number;
  /** Once it is signed. */
  readonly event?: string;
  readonly index?: number;
  /** Code of a refusal. */
  readonly code?: string;
  readonly result?: Result;
  /** Name of its record in the outbox. */
  readonly order?: string;
  /** What it corrects. */
  readonly replaces?: Annotation['replaces'];
}

export interface Sources {
  readonly records: readonly EventRecord[];
  readonly recent: readonly LoggedEvent[];
  /** As the gateway lists them; each was signed by the own key. */
  readonly mine: readonly OwnLabel[];
  /** Those in which a defect was found. */
  readonly returned: readonly ReturnedLabel[];
}

/** A label that came back stands behind each of its revisions, and its rework behind that. */
const [RETURNED, REWORKED] = [Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER];

const labelStateOf = (record: EventRecord, now: number): LabelState => {
  const state = stateOf(record);
  if (state === 'received' || state === 'refused') return state;
  return state === 'waiting' && record.holdUntil > now ? 'held' : 'waiting';
};

const resultOf = ({ draft }: EventRecord): Result | undefined => {
  const [document] = draft.kept === undefined ? (draft.documents ?? []) : [draft.kept];
  return document?.kind === 'annotation' ? document.opening.value : undefined;
};

const fromRecord = (record: EventRecord, lot: string, now: number): Label | undefined => {
  const { draft, outgoing, acknowledged, refused, order } = record;
  if ((draft.type !== 'annotation-signed' && draft.type !== 'label-reworked') || draft.body.lot !== lot) return undefined;
  const isRework = draft.type === 'label-reworked';
  const replaced = isRework ? undefined : draft.refs[1];
  const revision = isRework ? REWORKED : draft.body.revision;
  const result = resultOf(record);
  return {
    item: draft.subject.id,
    state: labelStateOf(record, now),
    revision,
    order,
    ...(outgoing === undefined ? {} : { event: outgoing.id }),
    ...(acknowledged === undefined ? {} : { index: acknowledged.index }),
    ...(refused === undefined ? {} : { code: refused.code }),
    ...(result === undefined ? {} : { result }),
    ...(replaced === undefined ? {} : { replaces: { event: replaced, revision: revision - 1 } }),
  };
};

const fromMine = ({ item, event, signed, index, opening }: OwnLabel, isLogged: boolean): Label | undefined => {
  const { event: written } = signed;
  if (written.type !== 'annotation-signed') return undefined;
  const result = opening?.value;
  const { revision } = written.body;
  const [, replaced] = written.refs;
  return {
    item,
    state: isLogged ? 'logged' : 'received',
    revision,
    event,
    index,
    ...(result === undefined ? {} : { result }),
    ...(replaced === undefined ? {} : { replaces: { event: replaced, revision: revision - 1 } }),
  };
};

const fromReturned = ({ item, rework, label, handedIn }: ReturnedLabel): Label =>
  rework === undefined
    ? { item, state: 'returned', revision: RETURNED, event: label, ...(handedIn && { result: handedIn }) }
    : { item, state: 'logged', revision: REWORKED, event: rework };

/** A refused correction does not hide the label that stands; a refused rework says why before that is returned again. */
const isHiddenBehind = (label: Label, before: Label): boolean =>
  before.revision > label.revision || (label.state === 'refused' && before.state !== 'refused' && before.state !== 'returned');

/**
 * The newest label of each item: what the gateway lists, then what this device has sent and proven, then what waits here. A later one
 * stands for an earlier one.
 * @param options `earlier`: what was known of the items before, since of a record that is proven only id and index stay
 */
export const newestLabels = (
  { records, recent, mine, returned }: Sources,
  {
    lot,
    size,
    now,
    earlier,
    unreadable,
  }: {
    readonly lot: string;
    readonly size: number;
    readonly now: number;
    readonly earlier: ReadonlyMap<string, Label>;
    /** Ids of labels that their owner's connector could not open: they no longer count. */
    readonly unreadable: Pick<ReadonlySet<string>, 'has'>;
  },
): Map<string, Label> => {
  const labels = new Map<string, Label>();
  const take = (label: Label | undefined): void => {
    if (label === undefined) return;
    const before = labels.get(label.item);
    if (before !== undefined && isHiddenBehind(label, before)) return;
    const state = label.event !== undefined && unreadable.has(label.event) ? 'unreadable' : label.state;
    labels.set(label.item, {
      ...label,
      state,
      ...(label.result === undefined && before?.result !== undefined ? { result: before.result } : {}),
    });
  };
  for (const one of mine) take(fromMine(one, one.index < size));
  for (const one of returned) if (one.lot === lot) take(fromReturned(one));
  for (const known of earlier.values()) {
    const proven = recent.find(({ order }) => order === known.order);
    if (proven !== undefined) take({ ...known, state: 'logged', event: proven.id, index: proven.index });
  }
  for (const record of records) take(fromRecord(record, lot, now));
  return labels;
};

/** Items that this person reported as broken and that nobody refused: in the outbox of this device, or on the log as the gateway lists it. */
export const reportedItems = ({ records, mine }: Pick<Sources, 'records' | 'mine'>, lot: string): ReadonlySet<string> => {
  const kept = records.filter((record) => {
    const { draft } = record;
    return draft.type === 'item-reported' && draft.body.lot === lot && stateOf(record) !== 'refused';
  });
  const listed = mine.filter(({ signed }) => signed.event.type === 'item-reported').map(({ item }) => item);
  return new Set([...kept.map(({ draft }) => draft.subject.id), ...listed]);
};

/** @param rowOf the item's place in the lot, from 1 */
export const toEntry = ({ item, state, index, code }: Label, rowOf: (item: string) => number): LabelEntry => ({
  item,
  row: rowOf(item),
  state,
  ...(index === undefined ? {} : { index }),
  ...(code === undefined ? {} : { code }),
});
