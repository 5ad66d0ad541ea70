import type { EntityManager } from 'typeorm';
import { toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import type { Clock } from '../../common/clock.ts';
import { toHex } from '../../common/encodings.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import { CLOCK_TOLERANCE } from '../../provenance/log/witnessed-point.ts';
import { silenceDue } from '../../provenance/space/acceptance.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { required } from '../../provenance/space/refusal.ts';
import { requireAcceptedReworks } from '../../provenance/space/rework-basis.ts';
import { answersTo, sumsOf } from '../../provenance/space/rules-verdict.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import type { Acceptance, AnyAcceptance } from '../events/acceptance.ts';
import { createEventStore } from '../events/store.ts';
import { entryOf, leafOf, toLogged, type StoredEvent } from '../events/stored.ts';
import { readReworks } from '../reworks/store.ts';
import { fail } from './errors.ts';
import { readLotPoints } from './lot-points.ts';
import { readSample } from './sample.ts';
import { insertVerdict, readVerdicts } from './verdict-store.ts';

const sampleOf = async (manager: EntityManager, state: SpaceState, id: string, now: number): Promise<readonly StoredEvent[]> => {
  const { labels } = await readSample(manager, state, required(state.lots.get(id), 'subject-unknown', { lot: id }), now);
  return labels.map(({ label }) => label);
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
  return toHex(leafOf(sampled)) === leaf ? sampled : fail('verdict-leaf-differs', { lot, label });
};

const judged = (clock: Clock): Acceptance<'verdict-signed'> => ({
  type: 'verdict-signed',
  documents: ({ subject, body: { note } }) => (note === undefined ? [] : [{ kind: 'verdict-note', id: subject.id, commitment: note }]),
  effect: async (manager, { id, signed: { event } }, _documents, state) => {
    const { lot, finding } = event.body;
    const { id: label, signed } = sampledLabel(await sampleOf(manager, state, lot, clock()), event);
    const author = signed.event.actor.key;
    const isNew = await insertVerdict(manager, { label, lot, event: id, author, defect: finding.verdict === 'defect' });
    if (!isNew) fail('verdict-given', { lot, label });
  },
});

/** What the firm adds up is what it has signed, of every label of the sample. */
const inspected = (clock: Clock): Acceptance<'lot-inspected'> => ({
  type: 'lot-inspected',
  prepare: ({ signed: { event } }) => {
    const [{ subject, time }, now] = [event, clock()];
    if (Math.abs(now - time) > CLOCK_TOLERANCE) fail('inspection-misdated', { lot: subject.id, time, now, most: CLOCK_TOLERANCE });
  },
  effect: async (manager, { signed: { event } }, _documents, state) => {
    const lot = event.subject.id;
    const [sample, verdicts] = [await sampleOf(manager, state, lot, clock()), await readVerdicts(manager, lot)];
    const missing = sample.filter(({ id }) => !verdicts.has(id)).length;
    if (missing > 0) fail('inspection-incomplete', { lot, sample: sample.length, missing });
    const ids = sample.flatMap(({ id }) => verdicts.get(id)?.event ?? []);
    const events = await createEventStore(manager).findAll(ids);
    const given = ids.flatMap((id) => events.get(id) ?? []);
    const sums = sumsOf(toLogged(given, 'verdict-signed').map((verdict) => verdict.signed.event.body.finding));
    const root = labelsRoot(given.map((verdict) => ({ entry: entryOf(verdict) })));
    const isSame = toCanonicalJson({ ...sums, root } as Json) === toCanonicalJson(event.body as Json);
    if (!isSame) fail('inspection-differs', { lot, inspected: sums.inspected, defects: sums.defects });
  },
});

/** The replay judges an answer in place of the firm's inspection by the time that it claims, the gateway by its own. */
const requireOwnTime = (state: SpaceState, { type, subject }: EventOf<'lot-accepted'> | EventOf<'lot-returned'>, now: number): void => {
  const lot = state.lots.get(subject.id);
  if (lot !== undefined) answersTo(state, lot, type, now);
};

/**
 * An acceptance is never late: it says what silence has said. It names what was reworked until then, so that none goes unseen; without an
 * inspection that ended no rework counts.
 */
const accepted = (clock: Clock): Acceptance<'lot-accepted'> => ({
  type: 'lot-accepted',
  prepare: ({ signed: { event }, state }) => requireOwnTime(state, event, clock()),
  effect: async (manager, { signed: { event } }, _documents, state) => {
    const isInspected = state.lots.get(event.subject.id)?.inspected !== undefined;
    const reworks = isInspected ? await readReworks(manager, event.subject.id) : [];
    requireAcceptedReworks(event, reworks.map(leafOf));
  },
});

const returned = (clock: Clock): Acceptance<'lot-returned'> => ({
  type: 'lot-returned',
  prepare: ({ signed: { event }, state }) => requireOwnTime(state, event, clock()),
  effect: async (manager, { signed: { event } }, _documents, state) => {
    const [{ id }, now] = [event.subject, clock()];
    const lot = required(state.lots.get(id), 'subject-unknown', { lot: id });
    const due = silenceDue(lot, await readLotPoints(manager, lot));
    if (due !== undefined && now > due) fail('return-late', { lot: id, due });
  },
});

export const verdictAcceptances = (clock: Clock): readonly AnyAcceptance[] => [
  judged(clock),
  inspected(clock),
  accepted(clock),
  returned(clock),
];
