import type { EventOf } from '../event/event.ts';
import { actorWithRole } from './actor.ts';
import { required, requireThat } from './refusal.ts';
import { requireNotLabeler } from './rules-verdict.ts';
import type { Lot, SpaceState } from './state.ts';

/** A header of an older version than this is one that its connector has replaced: nobody opens an item by it. */
export const leastVersionOf = ({ versions }: Pick<Lot, 'versions'>, item: string): number => versions.get(item) ?? 1;

/** By the connector whose headers these are, while the lot is open; versions only grow. */
export const judgeLotResealed = (state: SpaceState, event: EventOf<'lot-resealed'>, at: number): void => {
  const { actor, subject, body, refs } = event;
  const lot = required(state.lots.get(subject.id), 'subject-unknown', { lot: subject.id });
  const { opened, closed } = lot;
  requireThat(opened.signed.event.actor.key === actor.key, 'subject-foreign', { lot: lot.id, rule: 'who opened the lot' });
  actorWithRole(state, event, at, 'connector');
  requireThat(opened.signed.event.body.lotKey !== undefined, 'sealing-unfit', { lot: lot.id, rule: 'an open item has no header' });
  requireThat(closed === undefined || at < closed.index, 'lot-closed', { lot: lot.id, closedAt: closed?.index });
  requireThat(refs.includes(opened.id), 'reference-missing', { to: opened.id });
  const listed = new Set(opened.signed.event.body.items.map(({ id }) => id));
  requireThat(
    body.items.every(({ id }) => listed.delete(id)),
    'item-not-in-lot',
    { lot: lot.id, rule: 'an item stands once in a lot' },
  );
  const stale = body.items.find(({ id, version }) => version <= leastVersionOf(lot, id));
  requireThat(stale === undefined, 'sealing-stale', { lot: lot.id, ...stale });
};

/** By the connector that opened the lot, between its closing and what ends its inspection; for reviewers of the firm on the roster alone. */
export const judgeSampleSealed = (state: SpaceState, event: EventOf<'sample-sealed'>, at: number): void => {
  const { actor, subject, body, refs } = event;
  const lot = required(state.lots.get(subject.id), 'subject-unknown', { lot: subject.id });
  const { opened, inspected, answered } = lot;
  requireThat(opened.signed.event.actor.key === actor.key, 'subject-foreign', { lot: lot.id, rule: 'who opened the lot' });
  actorWithRole(state, event, at, 'connector');
  const { inspection, lotKey } = opened.signed.event.body;
  const { by } = required(inspection, 'draw-not-agreed', { lot: lot.id });
  requireThat(lotKey !== undefined, 'sealing-unfit', { lot: lot.id, rule: 'an open lot has no keys' });
  const closed = required(lot.closed, 'inspection-early', { lot: lot.id });
  requireThat(inspected === undefined && answered === undefined, 'inspection-ended', { lot: lot.id });
  requireThat(refs.length === 1 && refs[0] === closed.id, 'reference-missing', { to: closed.id });
  const members = state.projects.get(lot.project)?.roster?.signed.event.body.members ?? [];
  for (const key of body.reviewers) {
    const isReviewer =
      members.some((member) => member.key === key && member.duty === 'reviewer') && state.certificates.get(key)?.org === by;
    requireThat(isReviewer, 'not-on-roster', { lot: lot.id, key, rule: 'a reviewer of the firm that inspects' });
    requireNotLabeler(state, lot, key);
  }
};
