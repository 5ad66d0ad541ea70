import { chainHead, eventAcknowledgement, eventSubmission, loggedEvent } from '../../api/events.ts';
import { eventParameter, keyParameter } from '../../api/fields.ts';
import { reply, type Route } from '../../platform/http/route.ts';
import { fail } from '../errors.ts';
import type { ProveEntry } from '../log/proofs.ts';
import { defineRoute } from '../route.ts';
import type { EventService } from './service.ts';
import type { EventStore } from './store.ts';

/** An event of 60,000 bytes and its documents. */
const BODY_LIMIT = 1_500_000;

export interface EventRoutesOptions {
  readonly service: EventService;
  readonly store: EventStore;
  readonly prove: ProveEntry;
}

const submission = ({ service }: EventRoutesOptions): Route =>
  defineRoute({
    method: 'post',
    path: '/api/events',
    access: 'public',
    summary: "Logs a signed event, or finds it logged: the event's own signature is what counts",
    tag: 'log',
    body: eventSubmission,
    bodyLimit: BODY_LIMIT,
    answer: eventAcknowledgement,
    handle: async ({ body }) => {
      const { id, index, receipt, known } = await service.submit(body);
      return reply({ id, index, receipt }, { status: known ? 200 : 201 });
    },
  });

export const createEventRoutes = (options: EventRoutesOptions): readonly Route[] => {
  const { service, store, prove } = options;
  return [
    submission(options),
    defineRoute({
      method: 'get',
      path: '/api/chains/:key',
      access: 'either',
      summary: "The newest event of a device key's chain",
      tag: 'log',
      params: keyParameter,
      answer: chainHead,
      handle: async ({ path: { key } }) => (await store.head(key)) ?? fail('chain-unknown', { key }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/events/:id',
      access: 'either',
      summary: 'A logged event; a private one for those entitled to it',
      tag: 'log',
      params: eventParameter,
      answer: loggedEvent,
      handle: async ({ caller, path: { id } }) => {
        const { signed, salt, index } = await service.read(id, caller);
        return { signed, index, ...(salt !== undefined && { salt }) };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/events/:id/proof',
      access: 'either',
      summary: 'Proof under the newest witnessed checkpoint that the log holds it (C2SP tlog-proof)',
      tag: 'log',
      params: eventParameter,
      answer: 'text/plain; charset=utf-8',
      handle: async ({ caller, path: { id } }) => await prove((await service.read(id, caller)).index),
    }),
  ];
};
