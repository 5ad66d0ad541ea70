import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { isPrivateType, type SignedEvent } from '../../provenance/event/event.ts';
import { createLotFile } from '../../provenance/evidence/draw/create-lot-file.ts';
import type { LotFile } from '../../provenance/evidence/draw/lot-file.ts';
import { leafHash, proveConsistency, proveInclusion, treeRoot } from '../../provenance/log/merkle.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { inspectionOf } from '../../provenance/space/inspection.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { openStage, type Stage } from './device.ts';
import { label, type ScriptedLabel, type ScriptedLotOptions } from './scripted-lot.ts';
import { memberOf, type Actor } from './scripted-space.ts';

const SECRETS = ['11'.repeat(32), '22'.repeat(32)] as const;

/** A closed lot of three items by two people each, whose sample both sides have drawn, in a gateway in memory. */
export interface InspectedStage extends Stage {
  readonly id: string;
  readonly reviewer: Actor;
  readonly labels: readonly ScriptedLabel[];
  /** As an honest gateway gives it out. */
  readonly lotFile: () => Promise<LotFile>;
}

/** Bytes of a private event in the log. */
export const entryOf = ({ signed, salt }: Pick<ScriptedLabel, 'signed' | 'salt'>): Uint8Array =>
  toLogEntry(signed as unknown as SignedEvent, parseHex(salt));

const close = ({ log, lot }: Stage, id: string, labels: readonly ScriptedLabel[]) => {
  const entries = labels.map((one) => ({ entry: entryOf(one) }));
  const body = { cause: 'complete' as const, labels: labels.length, reports: 0, left: [], root: labelsRoot(entries) };
  return log.space.log('lot-closed', lot.connector, { subject: { id }, body, refs: [lot.lot.id], envelope: { time: log.now } });
};

export interface InspectedOptions {
  readonly lot?: Pick<ScriptedLotOptions, 'level' | 'lotKey' | 'clearance'>;
  /** Signs and logs a label, where it is not an open one. */
  readonly sign?: (stage: Stage, labeler: Actor, at: number) => ScriptedLabel;
}

/** The reviewer comes onto the roster of a sealed project, whose work is sealed for its people alone. */
const nameReviewer = ({ log, lot }: Stage, reviewer: Actor): void => {
  if (lot.lot.signed.event.body.lotKey === undefined) return;
  const members = [...lot.labelers.map(memberOf('labeler')), memberOf('reviewer')(reviewer)];
  log.space.log('roster-signed', lot.keeper, { subject: { id: lot.project }, body: { number: 2, members }, refs: [lot.opened.id] });
};

export const inspectLot = (seed: string, options: InspectedOptions = {}): InspectedStage => {
  const plan = { kind: 'normal', level: 'II', limit: '6.5' } as const;
  const { sign = ({ log, lot }, labeler, at) => label(log.space, lot, labeler, at) } = options;
  const terms = { plan, hours: 24, inspectHours: 24, answerHours: 72 };
  const stage = openStage(seed, { ...options.lot, overlap: 2, inspection: terms });
  const { log, lot } = stage;
  const { space: s } = log;
  const id = lot.lot.signed.event.subject.id;
  const subject = { id };
  const reviewer = s.certify(lot.firm, ['reviewer'], s.newActor(lot.firm.org), options.lot?.clearance);
  nameReviewer(stage, reviewer);
  const notes = new Map<number, string>();
  const publish = (): void => void notes.set(s.entries.length, log.publish());
  const sides = [lot.connector, reviewer].map((actor, at) => ({ actor, secret: SECRETS[at] ?? '' }));
  const committed = sides.map(({ actor, secret }) =>
    s.log('inspection-committed', actor, { subject, body: { commitment: toHex(sha256(parseHex(secret))) }, refs: [lot.lot.id] }),
  );
  const labels = lot.items.flatMap((_, at) => lot.labelers.map((labeler) => sign(stage, labeler, at)));
  const closed = close(stage, id, labels);
  publish();
  const leaves = (size: number): Uint8Array[] => s.entries.slice(0, size).map(leafHash);
  const checkpoint = { size: s.entries.length, root: toHex(treeRoot(leaves(s.entries.length))) };
  const refs = [closed.id, ...committed.map((event) => event.id)];
  for (const { actor, secret } of sides)
    s.log('inspection-revealed', actor, { subject, body: { secret }, refs, envelope: { time: log.now, checkpoint } });
  publish();
  const size = s.entries.length;

  const lotFile = async (): Promise<LotFile> => {
    const { state } = s.replay();
    const found = state.lots.get(id);
    const inspection = found && inspectionOf(state, found, [], drawInspection);
    if (inspection === undefined) throw new Error('no inspection');
    const events = s.events.filter(({ signed, index }) => !isPrivateType(signed.event.type) && index < size);
    const file = {
      checkpoint: (at: number) => Promise.resolve(notes.get(at) ?? ''),
      inclusion: (index: number, of: number) => Promise.resolve(proveInclusion(leaves(of), index)),
      consistency: (older: number, newer: number) => Promise.resolve(proveConsistency(leaves(newer), older)),
    };
    return await createLotFile({ space: s.space, lot: id, events, labels, inspection, size }, file, log.policy);
  };
  return { ...stage, id, reviewer, labels, lotFile };
};
