import { createLotRecord } from '../../provenance/evidence/lot-record/create-lot-record.ts';
import { writeLotRecord } from '../../provenance/evidence/lot-record/lot-record.ts';
import { fail as refuse } from '../../provenance/evidence/errors.ts';
import type { Certificate } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import { leafOf, type StoredEvent } from '../events/stored.ts';
import { requireEntitled, subjectsOf, type DrawServiceOptions } from './draw.ts';
import { createBundleLog, createEventReader } from './sources.ts';

export interface RecordService {
  /**
   * What a stranger needs to see how an inspected lot was labeled, drawn, inspected, answered and certified, in its canonical encoding; of labels
   * and verdicts it holds hashes alone. It carries no trust.
   * @throws DomainError `lot-unknown`, `event-withheld`, `evidence-incomplete` before the inspection has ended, `not-yet-witnessed`
   */
  lotRecord(lot: string, member: Certificate): Promise<string>;
}

const toLeaf = (stored: StoredEvent) => ({ leaf: leafOf(stored), index: stored.index });

export const createRecordService = (options: DrawServiceOptions): RecordService => {
  const { directory, cosignatures, pins, lots, countedLabels, verdictsOf, releases } = options;
  const [log, readEvents] = [createBundleLog(options), createEventReader(options)];
  return {
    lotRecord: async (id, member) => {
      const [state, lot] = [directory.state(), lots.find(id)];
      requireEntitled(state, lot, member);
      const { inspected, certified } = lot;
      if (inspected === undefined) return refuse('evidence-incomplete', { missing: 'lot-inspected', lot: id });
      const [witnessed, policy] = [await cosignatures.newest(), await pins.policy()];
      if (witnessed === undefined || policy === undefined) return fail('not-yet-witnessed', { lot: id });
      const { size } = witnessed;
      if (inspected.index >= size) return fail('not-yet-witnessed', { lot: id, index: inspected.index, size });
      const released = [...state.releases.values()].filter(({ signed }) => certified !== undefined && signed.event.body.lot === id);
      const events = await readEvents([...subjectsOf(state, lot), ...released.map(({ signed }) => signed.event.subject.id)]);
      const labels = (await countedLabels(id)) ?? refuse('evidence-incomplete', { missing: 'annotation-signed', lot: id });
      const parts = {
        space: state.space,
        lot: id,
        events: events.filter(({ index }) => index < size),
        labels: labels.map(toLeaf),
        verdicts: (await verdictsOf(id)).map(toLeaf),
        manifestOf: (subject: string) => releases.manifest(subject),
        size,
      };
      return writeLotRecord(await createLotRecord(parts, log, policy));
    },
  };
};
