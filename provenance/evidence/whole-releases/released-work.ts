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

export interface ReplayedLog {
  /** After the last entry. */
  readonly state: SpaceState;
  /** Log index -> the label there. */
  readonly labels: ReadonlyMap<number, Label>;
  /** Those that counted, in the order of the log: a dataset may be graded again after it was released. */
  readonly gradings: readonly Logged<'dataset-graded'>[];
}

/** What the releases list at one place of the log. */
type Listed = readonly [ReleasedLabel, ...ReleasedLabel[]];

/** Its very bytes stand in the log, in each release that lists it; its author signed it, and it may stand there. */
const verifyLabel = ([released, ...again]: Listed, entry: Uint8Array, replay: Replay): Label => {
  for (const { signed, salt, index } of [released, ...again])
    if (!equalBytes(entry, toLogEntry(signed, parseHex(salt)))) fail('labels-differ', { index, reason: 'not in the log' });
  const { signed, index } = released;
  const id = verifiedId(signed);
  replay.judge(signed);
  return { id, index, signed, entry };
};

/** @throws DomainError `labels-differ` when one lies beyond the log, or a release lists two at one place: its correction lists the same again */
const byPlace = (releases: readonly ReleaseFiles[], size: number): ReadonlyMap<number, Listed> => {
  const places = new Map<number, Listed>();
  for (const { labels } of releases) {
    const own = new Set<number>();
    for (const label of labels) {
      const { index } = label;
      if (index >= size) fail('labels-differ', { index, reason: 'beyond the log' });
      if (own.has(index)) fail('labels-differ', { index, reason: 'twice' });
      own.add(index);
      places.set(index, [label, ...(places.get(index) ?? [])]);
    }
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
  const labels = new Map<number, Label>();
  const gradings: Logged<'dataset-graded'>[] = [];
  for (const [index, entry] of entries.entries()) {
    const released = places.get(index);
    if (released !== undefined) labels.set(index, verifyLabel(released, entry, replay));
    const reading = replay.take(entry);
    if (reading.kind === 'counted' && isOfType(reading.signed, 'dataset-graded')) gradings.push({ ...reading, signed: reading.signed });
  }
  return { state: replay.state, labels, gradings };
};
