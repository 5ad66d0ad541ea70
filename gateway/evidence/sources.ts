import { isOfType } from '../../provenance/event/event.ts';
import { namedIn } from '../../provenance/evidence/chosen.ts';
import type { BundleLog } from '../../provenance/evidence/create-bundle.ts';
import { proveConsistencyFromTiles, proveInclusionFromTiles, type ReadTile } from '../../provenance/log/range-proof.ts';
import type { Logged, SpaceState } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { StoredEvent } from '../events/stored.ts';
import type { Foundation } from '../foundation.ts';
import type { LotService } from '../lots/service.ts';
import type { ReleaseService } from '../releases/service.ts';

export interface EvidenceOptions extends Pick<Foundation, 'directory' | 'events' | 'checkpoints' | 'cosignatures' | 'pins'> {
  readonly releases: ReleaseService;
  readonly lots: LotService;
  readonly readTile: ReadTile;
  /** Of a closed lot, in the order of its labels. */
  readonly verdictsOf: (lot: string) => Promise<readonly StoredEvent[]>;
  readonly reworksOf: (lot: string) => Promise<readonly StoredEvent[]>;
}

const toLogged = ({ id, index, signed }: StoredEvent): Logged => ({ id, index, signed });

/** The log as its own tables hold it. */
export const createBundleLog = ({ checkpoints, cosignatures, readTile }: EvidenceOptions): BundleLog => ({
  checkpoint: async (size) => {
    const published = (await checkpoints.ofSize(size)) ?? fail('not-yet-witnessed', { size });
    return await cosignatures.withFirstLines(published);
  },
  inclusion: (index, size) => proveInclusionFromTiles(index, size, readTile),
  consistency: (older, newer) => proveConsistencyFromTiles(older, newer, readTile),
});

/** A dataset, and what it was made of. Registrations name only what was registered before, so no circle is walked. */
export const lineageOf = ({ datasets }: Pick<SpaceState, 'datasets'>, id: string): readonly string[] => {
  const from = datasets.get(id)?.registered.signed.event.body.derived?.from;
  return [id, ...(from === undefined ? [] : lineageOf({ datasets }, from))];
};

/** Public events about these subjects, and those that certify whoever signed them or stands on one of their rosters, or is of one of these organisations. */
export const createEventReader = ({ directory, events }: EvidenceOptions) => {
  const about = async (subjects: readonly string[]): Promise<readonly StoredEvent[]> => {
    const steps = await events.stepsOf(subjects);
    return [...(await events.findAll([...steps.values()].flat().map(({ id }) => id))).values()];
  };
  return async (subjects: readonly string[], others: readonly string[] = []): Promise<Logged[]> => {
    const { certificates } = directory.state();
    const path = await about(subjects);
    const members = path.flatMap(({ signed }) => (isOfType(signed, 'roster-signed') ? signed.event.body.members : []));
    const firms = members.flatMap(({ key }) => certificates.get(key)?.org ?? []);
    const named = path.flatMap(({ signed }) => namedIn(signed));
    const orgs = new Set([...path.map(({ signed }) => signed.event.actor.org), ...firms, ...named, ...others]);
    const certifying = [...certificates.values()].filter(({ org }) => orgs.has(org)).map(({ event }) => event);
    const certified = [...(await events.findAll(certifying)).values()];
    return [...path, ...(await about([...orgs])), ...certified].map(toLogged);
  };
};
