import { nothing } from '../../api/fields.ts';
import { sealedAnswer } from '../../api/commands.ts';
import { commandParameter, connectorTasks, heartbeat, tasksQuery } from '../../api/connectors.ts';
import { connectorListing } from '../../api/people.ts';
import { pageQuery } from '../../api/lots.ts';
import type { Route } from '../../platform/http/route.ts';
import { PAGE } from '../paging.ts';
import { defineRoute } from '../route.ts';
import type { ConnectorService } from './service.ts';

const SECOND = 1000;
/** Base64 of a sealed answer of at most 1 MB. */
const ANSWER_LIMIT = 1_500_000;

const machineRoutes = (service: ConnectorService): readonly Route[] => [
  defineRoute({
    method: 'post',
    path: '/api/connector/heartbeat',
    access: 'signature',
    roles: ['connector', 'witness'],
    summary: 'A connector or witness says that it runs, every five seconds',
    tag: 'connectors',
    body: heartbeat,
    answer: nothing,
    handle: async ({ caller, body }) => {
      await service.beat(caller, body);
      return {};
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/connector/tasks',
    access: 'signature',
    roles: ['connector'],
    summary: 'What there is to do; waits up to `wait` seconds for something',
    tag: 'connectors',
    query: tasksQuery,
    answer: connectorTasks,
    handle: ({ caller, query: { wait = '0' }, signal }) => service.tasks(caller, Number(wait) * SECOND, signal),
  }),
  defineRoute({
    method: 'post',
    path: '/api/commands/:id/answer',
    access: 'signature',
    roles: ['connector'],
    summary: "The connector's answer to a command, sealed to the person who asked",
    tag: 'connectors',
    params: commandParameter,
    body: sealedAnswer,
    bodyLimit: ANSWER_LIMIT,
    answer: nothing,
    handle: async ({ caller, path: { id }, body: { sealed } }) => {
      await service.answer(caller, id, sealed);
      return {};
    },
  }),
];

export const createConnectorRoutes = (service: ConnectorService): readonly Route[] => [
  ...machineRoutes(service),
  defineRoute({
    method: 'get',
    path: '/api/commands/:id/answer',
    access: 'either',
    summary: 'The answer, for the person who asked',
    tag: 'connectors',
    params: commandParameter,
    answer: sealedAnswer,
    handle: async ({ caller, path: { id } }) => ({ sealed: await service.answerOf(caller, id) }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/connectors',
    access: 'session',
    summary: "Connectors and witnesses of the own organisation, and when they were last heard; an operator's people see all",
    tag: 'connectors',
    query: pageQuery,
    answer: connectorListing,
    handle: ({ caller, query: { after, limit = PAGE } }) => service.list(caller, { after, limit: Number(limit) }),
  }),
];
