import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { isOfType } from '../../provenance/event/event.ts';
import { createLotFile } from '../../provenance/evidence/draw/create-lot-file.ts';
import { writeLotFile } from '../../provenance/evidence/draw/lot-file.ts';
import { fail as refuse } from '../../provenance/evidence/errors.ts';
import { verifyWitnessed } from '../../provenance/log/witnessed.ts';
import { inspectionOf } from '../../provenance/space/inspection.ts';
import type { Certificate, Lot, SpaceState } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { StoredEvent } from '../events/stored.ts';
import { createBundleLog, createEventReader, lineageOf, type EvidenceOptions } from './sources.ts';

export interface DrawService {
  /**
   * What a stranger needs to redo the draw of a closed lot, in its canonical encoding. It carries no trust.
   * @throws DomainError `lot-unknown`, `event-withheld`, `evidence-incomplete` while nothing is drawn, `not-yet-witnessed`
   */
  lotFile(lot: string, member: Certificate): Promise<string>;
}

export interface DrawServiceOptions extends EvidenceOptions {
  /** Events of the labels that count, in the order of the leaves under the closing's root; undefined while one is not there. */
  readonly countedLabels: (lot: string) => Promise<readonly StoredEvent[] | undefined>;
}

/** Labels are private events: they are for the owner's data owners and connectors, for those who inspect, and for auditors. */
export const requireEntitled = (state: SpaceState, lot: Lot, { org, roles }: Certificate): void => {
  const has = (...wanted: readonly string[]): boolean => roles.some((role) => wanted.includes(role));
  const { inspection } = lot.opened.signed.event.body;
  const isOwner = state.projects.get(lot.project)?.org === org && has('data-owner', 'connector');
  const isInspector = inspection?.by === org && has('reviewer', 'administrator');
  if (!isOwner && !isInspector && !has('auditor')) fail('event-withheld', { lot: lot.id });
};

const toLabel = ({ id, index, signed, salt }: StoredEvent) => {
  if (salt === undefined || !isOfType(signed, 'annotation-signed')) throw new Error('a label that counts and is none');
  return { id, index, signed, salt };
};

/** What the events of a lot's evidence are about: the lot, its project, and its data. */
export const subjectsOf = (state: SpaceState, { id, project }: Lot): readonly string[] => {
  const dataset = state.projects.get(project)?.opened.signed.event.body.dataset;
  return [id, project, ...(dataset === undefined ? [] : lineageOf(state, dataset))];
};

export const createDrawService = (options: DrawServiceOptions): DrawService => {
  const { directory, cosignatures, pins, lots, countedLabels } = options;
  const [log, readEvents] = [createBundleLog(options), createEventReader(options)];

  return {
    lotFile: async (id, member) => {
      const [state, lot] = [directory.state(), lots.find(id)];
      requireEntitled(state, lot, member);
      const [witnessed, policy] = [await cosignatures.newest(), await pins.policy()];
      if (witnessed === undefined || policy === undefined) return fail('not-yet-witnessed', { lot: id });
      const { size: newest } = witnessed;
      const { smallestOfK, kthSmallestTime } = verifyWitnessed(await log.checkpoint(newest), policy);
      const point = { size: newest, time: smallestOfK * 1000, by: (kthSmallestTime + 1) * 1000 };
      const inspection =
        inspectionOf(state, lot, [point], drawInspection) ?? refuse('evidence-incomplete', { missing: 'inspection', lot: id });
      const events = await readEvents(subjectsOf(state, lot));
      const labels = (await countedLabels(id)) ?? refuse('evidence-incomplete', { missing: 'annotation-signed', lot: id });
      const { owner, inspector } = lot.draw;
      const last = Math.max(...[owner?.revealed, inspector?.revealed, lot.closed].map((logged) => logged?.index ?? -1));
      if (last >= newest) fail('not-yet-witnessed', { lot: id, index: last, size: newest });
      // The first that holds the reveals shows best that they were in time; a silence only one from after the time for them.
      const first = inspection.kind === 'drawn' ? await cosignatures.first(last) : undefined;
      const { size } = first ?? witnessed;
      const known = events.filter(({ index }) => index < size);
      return writeLotFile(
        await createLotFile({ space: state.space, lot: id, events: known, labels: labels.map(toLabel), inspection, size }, log, policy),
      );
    },
  };
};
