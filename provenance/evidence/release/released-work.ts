import { equalBytes, parseHex } from '../../../common/encodings.ts';
import { toLogEntry } from '../../event/entry.ts';
import { isOfType } from '../../event/event.ts';
import { verifiedId } from '../../event/signing.ts';
import type { Label } from '../../space/item-claims.ts';
import { createReplay, type Replay } from '../../space/replay.ts';
import type { Logged, SpaceState } from '../../space/state.ts';
import { fail } from '../errors.ts';
import type { ReleasedLabel, ReleaseFiles } from './release-files.ts';
import type { WholeLog } from './whole-log.ts';

/** A label that counts where it stands in the log. */
export interface StandingLabel extends Label {
  readonly released: ReleasedLabel;
}

export interface ReplayedLog {
  /** After the last entry. */
  readonly state: SpaceState;
  /** Log index -> the label there. */
  readonly labels: ReadonlyMap<number, StandingLabel>;
  /** Those that counted, in the order of the log: a dataset may be graded again after it was released. */
  readonly gradings: readonly Logged<'dataset-graded'>[];
}

/** Its very bytes stand in the log, its author signed it, and it may stand there. */
const verifyLabel = (released: ReleasedLabel, entry: Uint8Array, replay: Replay): StandingLabel => {
  const { signed, salt, index } = released;
  if (!equalBytes(entry, toLogEntry(signed, parseHex(salt)))) fail('labels-differ', { index, reason: 'not in the log' });
  const id = verifiedId(signed);
  replay.judge(signed);
  return { id, index, signed, entry, released };
};

/** @throws DomainError `labels-differ` when two claim one place, or one lies beyond the log */
const byPlace = (releases: readonly ReleaseFiles[], size: number): ReadonlyMap<number, ReleasedLabel> => {
  const places = new Map<number, ReleasedLabel>();
  for (const label of releases.flatMap(({ labels }) => labels)) {
    if (label.index >= size) fail('labels-differ', { index: label.index, reason: 'beyond the log' });
    if (places.has(label.index)) fail('labels-differ', { index: label.index, reason: 'twice' });
    places.set(label.index, label);
  }
  return places;
};

/**
 * Reads the log once from its first entry, and judges each label of these releases by what had counted where it stands: certificate, roster,
 * lot and item.
 * @throws DomainError `labels-differ`, `signature-invalid`, or why a label does not count (`judgeEvent`)
 */
export const replayWithLabels = ({ space, entries, premises }: WholeLog, releases: readonly ReleaseFiles[]): ReplayedLog => {
  const places = byPlace(releases, entries.length);
  const replay = createReplay(space, premises);
  const labels = new Map<number, StandingLabel>();
  const gradings: Logged<'dataset-graded'>[] = [];
  for (const [index, entry] of entries.entries()) {
    const released = places.get(index);
    if (released !== undefined) labels.set(index, verifyLabel(released, entry, replay));
    const reading = replay.take(entry);
    if (reading.kind === 'counted' && isOfType(reading.signed, 'dataset-graded')) gradings.push({ ...reading, signed: reading.signed });
  }
  return { state: replay.state, labels, gradings };
};
