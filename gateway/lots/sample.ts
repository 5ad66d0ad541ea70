import type { EntityManager } from 'typeorm';
import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { inspectionOf, type Inspection } from '../../provenance/space/inspection.ts';
import type { Lot, SpaceState } from '../../provenance/space/state.ts';
import type { StoredEvent } from '../events/stored.ts';
import { readCountedLabels } from './counted-labels.ts';
import { fail } from './errors.ts';
import { readLotPoints } from './lot-points.ts';

/** A label that is to be inspected; `position`: among those of its lot that count, from 0. */
interface SampledLabel {
  readonly position: number;
  readonly label: StoredEvent;
}

export interface LotSample {
  /** Most defects with which the lot passes; absent where every label is inspected. */
  readonly accept?: number;
  /** In the order of their positions. */
  readonly labels: readonly SampledLabel[];
}

type Drawn = Extract<Inspection, { readonly kind: 'drawn' | 'whole' | 'empty' }>;

const drawOf = async (manager: EntityManager, state: SpaceState, lot: Lot, now: number): Promise<Drawn> => {
  const points = [...(await readLotPoints(manager, lot)), { size: state.size, time: now }];
  const inspection = inspectionOf(state, lot, points, drawInspection);
  if (inspection === undefined || inspection.kind === 'open') return fail('sample-not-drawn', { lot: lot.id });
  if (inspection.kind === 'waiting') return fail('sample-not-drawn', { lot: lot.id, for: inspection.for, until: inspection.until });
  return inspection;
};

/**
 * What is inspected of a lot, by the gateway's own clock: whoever is silent after the hours is so for it; a reader of the log has the
 * witnesses' word instead.
 * @param now milliseconds
 * @throws DomainError `sample-not-drawn`
 */
export const readSample = async (manager: EntityManager, state: SpaceState, lot: Lot, now: number): Promise<LotSample> => {
  const drawn = await drawOf(manager, state, lot, now);
  if (drawn.kind === 'empty') return { labels: [] };
  const counted = (await readCountedLabels(manager, lot.id)) ?? [];
  const labels = drawn.positions.flatMap((position) => {
    const label = counted[position];
    return label === undefined ? [] : [{ position, label }];
  });
  return { labels, ...(drawn.kind === 'drawn' && { accept: drawn.accept }) };
};
