import type { EntityManager } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { inspectionOf, type Inspection } from '../../provenance/space/inspection.ts';
import { required } from '../../provenance/space/refusal.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import type { Acceptance, AnyAcceptance } from '../events/acceptance.ts';
import { createEventStore, type StoredEvent } from '../events/store.ts';
import { readCountedLabels } from './counted-labels.ts';
import { fail } from './errors.ts';
import { insertVerdict, readVerdicts } from './verdict-store.ts';

type Sampled = Extract<Inspection, { readonly kind: 'drawn' | 'whole' | 'empty' }>;

/** By the gateway's own clock: whoever is silent after the hours is so for it; a reader of the log has the witnesses' word instead. */
const sampleOf = (state: SpaceState, id: string, now: number): Sampled => {
  const lot = required(state.lots.get(id), 'subject-unknown', { lot: id });
  const inspection = inspectionOf(state, lot, [{ size: state.size, time: now }], drawInspection);
  if (inspection === undefined || inspection.kind === 'open') return fail('sample-not-drawn', { lot: id });
  if (inspection.kind === 'waiting') return fail('sample-not-drawn', { lot: id, for: inspection.for, until: inspection.until });
  return inspection;
};

const entryOf = ({ signed, salt }: StoredEvent): Uint8Array => toLogEntry(signed, salt === undefined ? undefined : parseHex(salt));

/** The labels of the sample, in its order. */
const readSample = async (manager: EntityManager, state: SpaceState, lot: string, now: number): Promise<readonly StoredEvent[]> => {
  const sample = sampleOf(state, lot, now);
  if (sample.kind === 'empty') return [];
  const labels = (await readCountedLabels(manager, lot)) ?? [];
  return sample.positions.flatMap((at) => labels[at] ?? []);
};

/** The label that a verdict is about, as it was drawn. */
const sampledLabel = (
  sample: readonly StoredEvent[],
  { subject, body: { lot, label: leaf }, refs }: EventOf<'verdict-signed'>,
): StoredEvent => {
  const [, label = ''] = refs;
  const sampled =
    sample.find(({ id, signed }) => id === label && signed.event.subject.id === subject.id) ??
    fail('label-not-sampled', { lot, label, item: subject.id });
  return toHex(leafHash(entryOf(sampled))) === leaf ? sampled : fail('verdict-leaf-differs', { lot, label });
};

const judged = (clock: Clock): Acceptance<'verdict-signed'> => ({
  type: 'verdict-signed',
  effect: async (manager, { id, signed: { event } }, _documents, state) => {
    const { lot, finding } = event.body;
    const { id: label, signed } = sampledLabel(await readSample(manager, state, lot, clock()), event);
    const author = signed.event.actor.key;
    const isNew = await insertVerdict(manager, { label, lot, event: id, author, defect: finding.verdict === 'defect' });
    if (!isNew) fail('verdict-given', { lot, label });
  },
});

/** What the firm adds up is what it has signed, of every label of the sample. */
const inspected = (clock: Clock): Acceptance<'lot-inspected'> => ({
  type: 'lot-inspected',
  effect: async (manager, { signed: { event } }, _documents, state) => {
    const lot = event.subject.id;
    const [sample, verdicts] = [await readSample(manager, state, lot, clock()), await readVerdicts(manager, lot)];
    const missing = sample.filter(({ id }) => !verdicts.has(id)).length;
    if (missing > 0) fail('inspection-incomplete', { lot, sample: sample.length, missing });
    const given = sample.flatMap(({ id }) => verdicts.get(id) ?? []);
    const events = await createEventStore(manager).findAll(given.map((verdict) => verdict.event));
    const entries = given.flatMap((verdict) => events.get(verdict.event) ?? []).map((verdict) => ({ entry: entryOf(verdict) }));
    const sums = { inspected: given.length, defects: given.filter(({ defect }) => defect).length, root: labelsRoot(entries) };
    const isSame = (Object.keys(sums) as (keyof typeof sums)[]).every((name) => sums[name] === event.body[name]);
    if (!isSame) fail('inspection-differs', { lot, inspected: sums.inspected, defects: sums.defects });
  },
});

export const verdictAcceptances = (clock: Clock): readonly AnyAcceptance[] => [judged(clock), inspected(clock)];
