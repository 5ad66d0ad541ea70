import { toHex } from '../../../common/encodings.ts';
import { hexOf, type TestGateway } from '../../support/gateway.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';
import type { MatrixRow } from './row.ts';

const certificate = ({ script, space }: TestGateway): LoggedEvent => {
  script.certify(space.roots.firm, ['labeler']);
  return script.events.at(-1) as LoggedEvent;
};

export const eventRows: readonly MatrixRow[] = [
  {
    method: 'post',
    route: '/api/events',
    success: (gateway) => ({ path: '/api/events', json: { signed: certificate(gateway).signed } }),
    status: 201,
    wrongParty: [
      {
        // Whoever is not certified may send what she likes: only the event's own actor counts.
        request: ({ script, space }) => {
          const stranger = script.newActor(space.roots.owner.org);
          const event = script.sign('chain-resumed', stranger, { subject: { id: script.newId() }, body: { lastKnownSeq: 0 } });
          return { path: '/api/events', json: { signed: event.signed } };
        },
        status: 403,
        code: 'actor-uncertified',
      },
    ],
    malformed: ({ script }) => ({ path: '/api/events', json: { signed: { event: {}, signature: '' }, salt: toHex(script.random(3)) } }),
  },
  {
    method: 'get',
    route: '/api/chains/:key',
    success: ({ space }) => ({ path: `/api/chains/${hexOf(space.roots.owner)}`, by: space.connector }),
    malformed: ({ space }) => ({ path: `/api/chains/${'AB'.repeat(32)}`, by: space.connector }),
  },
  {
    method: 'get',
    route: '/api/events/:id',
    success: ({ space, script }) => ({ path: `/api/events/${script.events[0]?.id}`, as: space.labeler }),
    malformed: ({ space }) => ({ path: '/api/events/1', by: space.connector }),
  },
  {
    method: 'get',
    route: '/api/events/:id/proof',
    success: async (gateway) => {
      await gateway.publishPolicy();
      await gateway.witness();
      return { path: `/api/events/${gateway.script.events[0]?.id}/proof`, by: gateway.space.connector };
    },
    malformed: ({ space }) => ({ path: '/api/events/1/proof', by: space.connector }),
  },
];
