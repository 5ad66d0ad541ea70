import type { Clock } from '../../common/clock.ts';
import { CLOCK_TOLERANCE } from '../../provenance/log/witnessed-point.ts';
import { required } from '../../provenance/space/refusal.ts';
import type { Acceptance } from '../events/acceptance.ts';
import { readSample } from '../lots/sample.ts';
import { createSealingStore } from '../sealing/store.ts';
import { fail } from './errors.ts';
import { createSealedSampleStore } from './sealed-store.ts';

/** What its connector says was sealed for them lies here, so that whoever is named can ask for it. */
export const sampleSealed = (clock: Clock): Acceptance<'sample-sealed'> => ({
  type: 'sample-sealed',
  // The hours of the firm begin with it.
  prepare: ({ signed: { event } }) => {
    const [{ subject, time }, now] = [event, clock()];
    if (Math.abs(now - time) > CLOCK_TOLERANCE) fail('sample-misdated', { lot: subject.id, time, now, most: CLOCK_TOLERANCE });
  },
  effect: async (manager, { signed: { event } }, _documents, state) => {
    const { subject, body } = event;
    const lot = required(state.lots.get(subject.id), 'subject-unknown', { lot: subject.id });
    const [sealed, keys] = [createSealedSampleStore(manager), createSealingStore(manager)];
    const { labels } = await readSample(manager, state, lot, clock());
    const drawn = new Set(labels.map(({ label }) => label.signed.event.subject.id));
    const items = await sealed.items(lot.id, [...drawn]);
    if (items.size < drawn.size) fail('sample-undelivered', { lot: lot.id, missing: drawn.size - items.size });
    for (const key of body.reviewers) {
      const recipient = state.certificates.get(key)?.openingKey ?? '';
      const wrap = await sealed.wrap(lot.id, recipient);
      const isThere =
        wrap?.wrap.purpose === 'batch-key' && wrap.wrap.batch === body.batch && (await keys.lotWrap(lot.id, recipient)) !== undefined;
      if (!isThere) fail('sample-undelivered', { lot: lot.id, key });
    }
  },
});
