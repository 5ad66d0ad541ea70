import type { EntityManager } from 'typeorm';
import type { WitnessedPoint } from '../../provenance/log/witnessed-point.ts';
import type { Lot } from '../../provenance/space/state.ts';
import { readPointsAround } from '../log/points.ts';

/** By what the gateway judges when the events of a lot came whose times decide something: as a reader of the log does. */
export const readLotPoints = async (
  manager: EntityManager,
  { closed, sampled, inspected, answered, draw }: Lot,
): Promise<readonly WitnessedPoint[]> => {
  const timed = [closed, sampled, inspected, answered, draw.owner?.revealed, draw.inspector?.revealed];
  return await readPointsAround(
    manager,
    timed.flatMap((logged) => (logged === undefined ? [] : [logged.index])),
  );
};
