import type { TestGateway } from '../../support/gateway.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';
import type { MatrixRow } from './row.ts';

/** A logged command of the data owner. */
const command = async ({ script, space, submit }: TestGateway): Promise<LoggedEvent> => {
  const id = script.newId();
  const { opening, commitment } = script.seal('command', id, {});
  const body = { connector: space.connector.certificate, command: 'list-sources' } as const;
  const event = script.sign('command-issued', space.keeper, { subject: { id, commitment }, body }) as unknown as LoggedEvent;
  await submit(event, [{ kind: 'command', opening }]);
  return script.append(event);
};
const answered = async (gateway: TestGateway): Promise<string> => {
  const path = `/api/commands/${(await command(gateway)).id}/answer`;
  await gateway.call('POST', path, { by: gateway.space.connector, json: { sealed: 'AAAA' } });
  return path;
};

export const connectorRows: readonly MatrixRow[] = [
  {
    method: 'post',
    route: '/api/connector/heartbeat',
    success: ({ space }) => ({ path: '/api/connector/heartbeat', by: space.connector, json: { version: '1', size: 0 } }),
    wrongParty: [
      {
        request: ({ space }) => ({ path: '/api/connector/heartbeat', by: space.keeper, json: { version: '1', size: 0 } }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: ({ space }) => ({ path: '/api/connector/heartbeat', by: space.connector, json: { version: 1 } }),
  },
  {
    method: 'get',
    route: '/api/connector/tasks',
    success: ({ space }) => ({ path: '/api/connector/tasks?wait=0', by: space.connector }),
    wrongParty: [
      {
        request: ({ space }) => ({ path: '/api/connector/tasks', by: space.witnesses[0]?.actor ?? space.labeler }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: ({ space }) => ({ path: '/api/connector/tasks?wait=26', by: space.connector }),
  },
  {
    method: 'post',
    route: '/api/commands/:id/answer',
    success: async (gateway) => ({
      path: `/api/commands/${(await command(gateway)).id}/answer`,
      by: gateway.space.connector,
      json: { sealed: 'AAAA' },
    }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: await answered(gateway), by: gateway.space.keeper, json: { sealed: 'AAAA' } }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: ({ space }) => ({ path: `/api/commands/${'ab'.repeat(32)}/answer`, by: space.connector, json: { sealed: '%' } }),
  },
  {
    method: 'get',
    route: '/api/commands/:id/answer',
    success: async (gateway) => ({ path: await answered(gateway), as: gateway.space.keeper }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: await answered(gateway), as: gateway.space.officer }),
        status: 403,
        code: 'command-foreign',
      },
    ],
    malformed: ({ space }) => ({ path: '/api/commands/1/answer', as: space.keeper }),
  },
  {
    method: 'get',
    route: '/api/connectors',
    success: ({ space }) => ({ path: '/api/connectors', as: space.keeper }),
    malformed: ({ space }) => ({ path: '/api/connectors?limit=0', as: space.keeper }),
  },
];
