import type { EventOf } from '../event/event.ts';
import { actorWithRole } from './actor.ts';
import { required, requireThat } from './refusal.ts';
import { acceptedBy } from './rules-verdict.ts';
import type { Logged, Lot, SpaceState } from './state.ts';
import { currentRelease } from './superseding.ts';

type Certificate = EventOf<'lot-certified'>;

/** The end of the inspection and the acceptance, and, if it names a third, the lot's newest release. */
const requireRefs = (state: SpaceState, { refs }: Certificate, lot: Lot, path: readonly Logged[]): void => {
  const [, , named] = refs;
  const release = named === undefined ? [] : [currentRelease(state, lot.id)?.id ?? ''];
  const to = [...path.map(({ id }) => id), ...release];
  requireThat(refs.length === to.length && to.every((id, at) => refs[at] === id), 'reference-missing', { lot: lot.id, to });
};

/** It says what closing and inspection say; that its range is that of the labels, and its number the plan's, is for those to check who hold them. */
const requireFigures = ({ body }: Certificate, lot: Lot, closed: Logged<'lot-closed'>, inspected: Logged<'lot-inspected'>): void => {
  const { range, labels, inspected: stated, defects, unseen = 0, accept = Infinity } = body;
  const { labels: counted } = closed.signed.event.body;
  const found = inspected.signed.event.body;
  const isSame = labels === counted && stated === found.inspected && defects === found.defects && unseen === (found.unseen ?? 0);
  const isWithin = range.first > lot.opened.index && range.last < closed.index && range.last - range.first + 1 >= labels;
  requireThat(isSame && isWithin && labels > 0, 'certificate-differs', { lot: lot.id, labels: counted, ...found, range });
  // What nobody has read nobody vouches for.
  requireThat(defects + unseen <= accept, 'certificate-unmet', { lot: lot.id, defects, unseen, accept });
};

/** The firm that inspected vouches for what its owner has accepted by an event, once. */
export const judgeLotCertified = (state: SpaceState, event: Certificate, at: number): void => {
  const lot = required(state.lots.get(event.subject.id), 'subject-unknown', { lot: event.subject.id });
  const { by } = required(lot.opened.signed.event.body.inspection, 'draw-not-agreed', { lot: lot.id });
  requireThat(event.actor.org === by, 'inspection-foreign', { lot: lot.id, org: event.actor.org, inspector: by });
  actorWithRole(state, event, at, 'reviewer', 'administrator');
  const accepted = required(acceptedBy(lot), 'certificate-early', {
    lot: lot.id,
    rule: 'the owner accepts first',
    whoCanApprove: 'data-owner',
  });
  requireThat(lot.certified === undefined, 'certificate-given', { lot: lot.id, certifiedAt: lot.certified?.index });
  // In an excerpt of the log either may be missing.
  const closed = required(lot.closed, 'inspection-early', { lot: lot.id });
  const inspected = required(lot.inspected, 'acceptance-early', { lot: lot.id });
  requireRefs(state, event, lot, [inspected, accepted] as unknown as Logged[]);
  requireFigures(event, lot, closed, inspected);
};
