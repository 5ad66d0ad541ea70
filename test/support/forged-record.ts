import { parseHex, toHex } from '../../common/encodings.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { isPrivateType, type EventOf } from '../../provenance/event/event.ts';
import { createLotRecord } from '../../provenance/evidence/lot-record/create-lot-record.ts';
import { writeLotRecord } from '../../provenance/evidence/lot-record/lot-record.ts';
import { manifestHash, type Manifest } from '../../provenance/evidence/manifest.ts';
import { parsePolicy } from '../../provenance/log/policy.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { forgeDraw, type DrawLies, type ForgedDraw } from './forged-draw.ts';
import type { LoggedEvent } from './scripted-space.ts';

type Body<Type extends 'lot-inspected' | 'lot-certified'> = Partial<EventOf<Type>['body']>;

/** How people who hold real keys may lie about a lot that was drawn. */
export interface RecordLies {
  readonly draw?: DrawLies;
  /** So many labels are inspected, where it is not what was drawn. */
  readonly inspects?: number;
  readonly by?: Readonly<Partial<Record<'end' | 'answer' | 'release' | 'certify', keyof ForgedDraw['people']>>>;
  readonly ends?: Body<'lot-inspected'>;
  readonly gives?: 'back' | 'nothing';
  /** Without it nobody certifies. */
  readonly certifies?: Body<'lot-certified'>;
  /** The certificate vouches for a release, whose manifest the file shows with these changes. */
  readonly releases?: Partial<Manifest>;
}

const HASH = 'ab'.repeat(32);
const entryOf = ({ signed, salt = '' }: Pick<LoggedEvent, 'signed' | 'salt'>): Uint8Array => toLogEntry(signed, parseHex(salt));
const toLeaf = (logged: Pick<LoggedEvent, 'signed' | 'salt' | 'index'>) => ({ leaf: leafHash(entryOf(logged)), index: logged.index });

const closingOf = ({ s }: ForgedDraw): LoggedEvent<'lot-closed'> => {
  const found = s.events.find(({ signed }) => signed.event.type === 'lot-closed');
  if (found === undefined) throw new Error('no closing');
  return found as unknown as LoggedEvent<'lot-closed'>;
};

/** A verdict over each label that was drawn, none of them a defect, and what they come to. */
const inspect = (drawn: ForgedDraw, { inspects, by = {}, ends }: RecordLies) => {
  const { s, lot, file, labels, people } = drawn;
  const { id } = lot.lot.signed.event.subject;
  const closed = closingOf(drawn);
  const positions = file.outcome.kind === 'drawn' ? file.outcome.sample.map(({ position }) => position) : [...labels.keys()];
  const sample = (inspects === undefined ? positions : [...labels.keys()].slice(0, inspects)).flatMap((at) => labels[at] ?? []);
  const verdicts = sample.map((label) => {
    const { id: item, commitment = '' } = label.signed.event.subject;
    return s.log('verdict-signed', people.reviewer, {
      subject: { id: item, commitment },
      body: { lot: id, label: toHex(leafHash(entryOf(label as never))), finding: { verdict: 'pass' } },
      refs: [closed.id, label.id],
    });
  });
  const reveals = s.events.filter(({ signed }) => signed.event.type === 'inspection-revealed');
  const sums = {
    inspected: verdicts.length,
    defects: 0,
    root: labelsRoot(verdicts.map((verdict) => ({ entry: entryOf(verdict as never) }))),
  };
  const inspected = s.log('lot-inspected', people[by.end ?? 'reviewer'], {
    subject: { id },
    body: { ...sums, ...ends },
    refs: [closed.id, ...reveals.map((reveal) => reveal.id)],
  });
  return { verdicts, inspected };
};

/** A release of the lot's labels, as its manifest says. */
const release = (drawn: ForgedDraw, accepted: string, inspected: LoggedEvent<'lot-inspected'>, { by = {} }: RecordLies) => {
  const { s, lot, log, labels, people } = drawn;
  const id = s.newId();
  const { defects, inspected: count } = inspected.signed.event.body;
  const population = { population: 'items-of-several-labels', items: 3, labels: 6, pairs: 3 } as const;
  const manifest: Manifest = {
    v: 1,
    release: id,
    space: s.space,
    project: lot.project,
    lot: lot.lot.signed.event.subject.id,
    dataset: lot.dataset,
    level: 'g1',
    configuration: HASH,
    data: { sha256: HASH, bytes: 1, lines: labels.length },
    quality: {
      coverage: [0, 0, 3],
      unreadable: 0,
      inspection: { event: inspected.id, inspected: count, defects },
      agreement: [
        { ...population, question: 0, method: 'span-f1-exact', spans: 6, matched: 3, value: '1.0000' },
        { ...population, question: 1, method: 'krippendorff-alpha-nominal', equal: 3, value: '1.0000' },
      ],
    },
    completeness: { items: 3, labeled: labels.length, reported: 0, left: 0 },
    checkpoint: log.cite(),
    labels: labels.map(({ id: event, index, signed }) => ({ item: signed.event.subject.id, event, index, line: HASH })),
  };
  const body = { project: lot.project, lot: manifest.lot, manifest: manifestHash(manifest), data: HASH, labels: labels.length, items: 3 };
  const signed = s.log('release-signed', people[by.release ?? 'keeper'], { subject: { id }, body, refs: [closingOf(drawn).id, accepted] });
  return { signed, manifest };
};

const certify = (
  drawn: ForgedDraw,
  refs: readonly string[],
  { signed: { event } }: LoggedEvent<'lot-inspected'>,
  { by = {}, certifies }: RecordLies,
): void => {
  const { s, lot, file, labels, people } = drawn;
  const indices = labels.map(({ index }) => index);
  const { inspected, defects } = event.body;
  const accept = file.outcome.kind === 'drawn' ? { accept: file.outcome.accept } : {};
  s.log('lot-certified', people[by.certify ?? 'reviewer'], {
    subject: { id: lot.lot.signed.event.subject.id },
    body: {
      range: { first: Math.min(...indices), last: Math.max(...indices) },
      labels: labels.length,
      inspected,
      defects,
      ...accept,
      ...certifies,
    },
    refs: [...refs],
  });
};

/** An inspected lot after its draw, as far as these people take it, and its record. */
export const forgeRecord = async (lies: RecordLies = {}) => {
  const drawn = await forgeDraw({ ...lies.draw });
  const { s, lot, log, people, labels, policyText } = drawn;
  const { id } = lot.lot.signed.event.subject;
  const { verdicts, inspected } = inspect(drawn, lies);
  const answer = { subject: { id }, refs: [inspected.id] };
  const answerer = people[lies.by?.answer ?? 'keeper'];
  const answered =
    lies.gives === 'back'
      ? s.log('lot-returned', answerer, { ...answer, body: { reason: 'inspection-failed' } })
      : lies.gives === 'nothing'
        ? undefined
        : s.log('lot-accepted', answerer, { ...answer, body: {} });
  const released = lies.releases && release(drawn, answered?.id ?? '', inspected, lies);
  if (lies.certifies) certify(drawn, [inspected.id, answered?.id ?? '', ...(released ? [released.signed.id] : [])], inspected, lies);
  const size = log.publish();
  const parts = {
    space: s.space,
    lot: id,
    events: s.events.filter(({ signed }) => !isPrivateType(signed.event.type)),
    labels: labels.map((label) => toLeaf(label as never)),
    verdicts: verdicts.map((verdict) => toLeaf(verdict as never)),
    manifestOf: () => Promise.resolve({ ...released?.manifest, ...lies.releases } as Manifest),
    size,
  };
  const file = await createLotRecord(parts, log, parsePolicy(policyText));
  return { ...drawn, verdicts, inspected, file, text: writeLotRecord(file) };
};
