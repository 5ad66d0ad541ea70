import { idParameter, itemParameter } from '../../api/fields.ts';
import { lotAnnotations, lotWorkQuery, pageQuery } from '../../api/lots.ts';
import { lease, leaseQuery, leaseRenewal, ownItem, ownWork, ownWorkQuery, workListing } from '../../api/work.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { WorkEvent, WorkService } from './service.ts';

const PAGE = 100;
const OWN_PAGE = 1000;

const present = ({ signed, salt, index, opening, sealed }: WorkEvent) => ({
  signed,
  salt,
  index,
  ...(opening && { opening }),
  ...(sealed && { sealed }),
});

const leaseRoutes = (service: WorkService): readonly Route[] => [
  defineRoute({
    method: 'post',
    path: '/api/lots/:id/leases',
    access: 'either',
    roles: ['labeler'],
    summary: 'An item for this person alone for a while: one that she holds and does not name, or the next free one',
    tag: 'work',
    params: idParameter,
    query: leaseQuery,
    answer: lease,
    handle: ({ caller, path: { id }, query: { held } }) => service.lease(id, caller, held?.split(',') ?? []),
  }),
  defineRoute({
    method: 'post',
    path: '/api/leases/:item/renew',
    access: 'either',
    roles: ['labeler'],
    summary: 'Holds an item longer',
    tag: 'work',
    params: itemParameter,
    answer: leaseRenewal,
    handle: async ({ caller, path: { item } }) => {
      const { until } = await service.renew(item, caller);
      return { item, until };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/leases/:item',
    access: 'either',
    roles: ['labeler'],
    summary: 'Gives an item back',
    tag: 'work',
    params: itemParameter,
    handle: ({ caller, path: { item } }) => service.giveBack(item, caller),
  }),
];

const ownRoutes = (service: WorkService): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/items/:item',
    access: 'either',
    roles: ['labeler'],
    summary: 'An item that this person holds or has labeled, to go on with it or to correct her label',
    tag: 'work',
    params: itemParameter,
    answer: ownItem,
    handle: ({ caller, path: { item } }) => service.reopen(item, caller),
  }),
  defineRoute({
    method: 'get',
    path: '/api/lots/:id/mine',
    access: 'either',
    summary: 'Own labels and reports on a lot in the order of the log',
    tag: 'work',
    params: idParameter,
    query: ownWorkQuery,
    answer: ownWork,
    handle: async ({ caller, path: { id }, query: { after = '-1' } }) => {
      const { events, next } = await service.own(id, caller, { after: Number(after), limit: OWN_PAGE });
      const labels = events.map((event) => {
        const { header, signed } = event;
        return Object.assign({ item: signed.event.subject.id, event: event.id }, present(event), header && { header });
      });
      return { labels, ...(next !== undefined && { next }) };
    },
  }),
];

export const createWorkRoutes = (service: WorkService): readonly Route[] => [
  ...leaseRoutes(service),
  ...ownRoutes(service),
  defineRoute({
    method: 'get',
    path: '/api/work',
    access: 'either',
    roles: ['labeler'],
    summary: 'Lots that the labeler may work on, newest first, and what she has earned in each',
    tag: 'work',
    query: pageQuery,
    answer: workListing,
    handle: async ({ caller, query: { after, limit = PAGE } }) => {
      const lots = await service.list(caller, { after, limit: Number(limit) + 1 });
      const shown = lots.slice(0, Number(limit));
      const next = lots.length > shown.length ? shown.at(-1)?.id : undefined;
      return { lots: [...shown], ...(next !== undefined && { next }) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/lots/:id/annotations',
    access: 'signature',
    roles: ['connector'],
    summary: "Labels and reports of a lot for its owner's connector, in the order of the log",
    tag: 'work',
    params: idParameter,
    query: lotWorkQuery,
    answer: lotAnnotations,
    handle: async ({ caller, path: { id }, query: { after = '-1', limit = PAGE } }) => {
      const { events, next } = await service.ofLot(id, caller, { after: Number(after), limit: Number(limit) });
      return { annotations: events.map(present), ...(next !== undefined && { next }) };
    },
  }),
];
