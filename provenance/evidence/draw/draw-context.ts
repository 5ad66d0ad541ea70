import { parseBase64, parseHex } from '../../../common/encodings.ts';
import { toLogEntry } from '../../event/entry.ts';
import { eventId } from '../../event/signing.ts';
import { leafHash } from '../../log/merkle.ts';
import type { LogPolicy } from '../../log/policy.ts';
import { earliestMet, latestMet } from '../../log/quorum.ts';
import { inspectionOf, type DrawRule, type Inspection } from '../../space/inspection.ts';
import type { WitnessedPoint } from '../../log/witnessed-point.ts';
import type { Label } from '../../space/item-claims.ts';
import type { DeliveryRule } from '../../space/rules-data.ts';
import type { Lot, SpaceState } from '../../space/state.ts';
import { citationsOf, once, readProven, type BundledCheckpoint, type ProofContext } from '../context.ts';
import { fail } from '../errors.ts';
import { chooseDraw } from './chosen-draw.ts';
import type { LotFile } from './lot-file.ts';

/** What whoever redoes a draw brings along; nothing of it comes out of the file. */
export interface DrawPremises {
  /** From outside the operator; without it nothing is anchored. */
  readonly policy?: LogPolicy | undefined;
  readonly delivery: DeliveryRule;
  readonly draw: DrawRule;
}

/** A label as the file lists it, with the audit path of its entry. */
export interface ListedLabel extends Label {
  readonly leaf: Uint8Array;
  readonly path: readonly Uint8Array[];
}

export interface DrawContext extends ProofContext {
  readonly file: LotFile;
  readonly labels: readonly ListedLabel[];
  /** What the file's own events say. */
  readonly state: () => SpaceState;
  /** By these. @throws DomainError `evidence-incomplete` */
  readonly lot: () => Lot;
  /** What the lot's events give, redone. @throws DomainError `evidence-incomplete`, `labels-differ`, `sample-unfit` */
  readonly redone: () => Inspection;
}

const readLabel = ({ signed, salt, index, proof }: LotFile['labels'][number]): ListedLabel => {
  const entry = toLogEntry(signed, parseHex(salt));
  return { id: eventId(signed.event), index, signed, entry, leaf: leafHash(entry), path: proof.map(parseBase64) };
};

/** Times that the file's checkpoints show to be past under a policy: a reveal which one of them lacks, from after the hours, was late. */
export const shownPoints = (checkpoints: readonly BundledCheckpoint[], { quorum }: LogPolicy): readonly WitnessedPoint[] =>
  checkpoints.flatMap(({ checkpoint: { size }, times }) => {
    const [time, by] = [latestMet(quorum, times()), earliestMet(quorum, times())];
    // A cosignature's time is cut to seconds.
    return time === undefined || by === undefined ? [] : [{ size, time: time * 1000, by: (by + 1) * 1000 }];
  });

/** Without a policy no time is shown: the file's own word that the hours were over, and that those who pay had not revealed by then. */
const statedPoints = ({ outcome }: LotFile, { draw }: Lot, size: number): readonly WitnessedPoint[] => {
  if (outcome.kind === 'drawn') return [];
  const late = outcome.cost.map((side) => draw[side]?.revealed?.index ?? size);
  return [{ size: Math.min(size, ...late), time: Infinity }];
};

/** The closing's number is anybody's, also where the closing itself does not count: nothing is reckoned over more labels than the file lists. */
const requireListed = ({ closed }: Lot, { labels: { length: listed } }: LotFile): void => {
  const counted = closed?.signed.event.body.labels;
  if (counted !== undefined && counted !== listed) fail('labels-differ', { listed, counted });
};

/** @throws DomainError as `readProven` (provenance/evidence/context.ts) */
export const createDrawContext = (text: string, file: LotFile, premises: DrawPremises): DrawContext => {
  const proven = readProven(text, file, premises);
  const [{ events, newest, history, state }, { policy, draw }] = [proven, premises];
  const lot = (): Lot => state().lots.get(file.lot) ?? fail('evidence-incomplete', { missing: 'lot-opened' });
  const redo = (): Inspection => {
    const [opened, { size }] = [lot(), newest.checkpoint];
    requireListed(opened, file);
    const points = policy === undefined ? statedPoints(file, opened, size) : shownPoints([...history, newest], policy);
    return inspectionOf({ ...state(), size }, opened, points, draw) ?? fail('evidence-incomplete', { missing: 'inspection' });
  };
  return {
    ...proven,
    file,
    citations: () => citationsOf(events),
    needed: once(() => chooseDraw(events, file.lot)),
    labels: file.labels.map(readLabel),
    lot,
    redone: once(redo),
  };
};

/** The lot's closing. @throws DomainError `evidence-incomplete` */
export const closingOf = ({ lot }: Pick<DrawContext, 'lot'>): NonNullable<Lot['closed']> =>
  lot().closed ?? fail('evidence-incomplete', { missing: 'lot-closed' });

/** Positions and labels of a sample, as the file writes them. */
export const toSample = (positions: readonly number[], labels: readonly Pick<Label, 'id'>[]) =>
  positions.map((position) => ({ position, label: labels[position]?.id ?? '' }));
