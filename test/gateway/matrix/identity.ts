import type { EnrolmentRequest } from '../../../api/enrolments.ts';
import { toHex } from '../../../common/encodings.ts';
import { provePossession } from '../../../provenance/identity/certificate.ts';
import { signInvitation } from '../../../provenance/identity/invitation.ts';
import { signPinList } from '../../../provenance/identity/pin-list.ts';
import { writePolicy } from '../../../provenance/log/policy-text.ts';
import { hexOf, type TestGateway } from '../../support/gateway.ts';
import { termsOf } from '../../support/log.ts';
import type { Actor } from '../../support/scripted-space.ts';
import type { MatrixRow } from './row.ts';

const pinsBy = ({ script }: TestGateway, org: string, signer: Actor, number: number): object =>
  signPinList({ v: 1, space: script.space, org, number, policy: writePolicy({ ...termsOf(3), space: script.space }) }, signer.key);

/** A request by a key that nobody knows yet, for an organisation. */
const enrolment = ({ script, space }: TestGateway, org: string): { readonly actor: Actor; readonly json: EnrolmentRequest } => {
  const actor = script.newActor(org);
  const request = {
    space: script.space,
    org,
    subject: { kind: 'connector' as const, id: actor.subject },
    key: hexOf(actor),
    openingKey: toHex(actor.opening.publicKey),
    roles: ['connector' as const],
    clearance: 'g1' as const,
  };
  const invitation = signInvitation({ space: script.space, org, subject: actor.subject }, space.roots.owner.key);
  return { actor, json: { request, possession: provePossession(request, actor.key), invitation, mac: '00'.repeat(32) } };
};

export const identityRows: readonly MatrixRow[] = [
  {
    method: 'get',
    route: '/api/pins/:org',
    success: async (gateway) => {
      const { firm } = gateway.space.roots;
      await gateway.call('PUT', `/api/pins/${firm.org}`, { json: pinsBy(gateway, firm.org, firm, 1) });
      return { path: `/api/pins/${firm.org}` };
    },
    malformed: () => ({ path: '/api/pins/everybody' }),
  },
  {
    method: 'put',
    route: '/api/pins/:org',
    success: (gateway) => {
      const { owner } = gateway.space.roots;
      return { path: `/api/pins/${owner.org}`, json: pinsBy(gateway, owner.org, owner, 1) };
    },
    wrongParty: [
      {
        request: (gateway) => {
          const { owner, firm } = gateway.space.roots;
          return { path: `/api/pins/${owner.org}`, json: pinsBy(gateway, owner.org, firm, 99) };
        },
        status: 422,
        code: 'signature-invalid',
      },
    ],
    malformed: ({ space }) => ({ path: `/api/pins/${space.roots.owner.org}`, json: { list: { v: 2 } } }),
  },
  {
    method: 'post',
    route: '/api/enrolments',
    success: (gateway) => ({ path: '/api/enrolments', json: enrolment(gateway, gateway.space.roots.owner.org).json }),
    status: 201,
    wrongParty: [
      {
        request: (gateway) => ({ path: '/api/enrolments', json: enrolment(gateway, gateway.script.newId()).json }),
        status: 403,
        code: 'enrolment-foreign',
      },
      {
        request: (gateway) => {
          const { invitation: _, ...json } = enrolment(gateway, gateway.space.roots.owner.org).json;
          return { path: '/api/enrolments', json };
        },
        status: 403,
        code: 'enrolment-uninvited',
      },
    ],
    malformed: () => ({ path: '/api/enrolments', json: { request: {}, possession: 'x', mac: 1 } }),
  },
  {
    method: 'get',
    route: '/api/enrolments',
    success: ({ space }) => ({ path: '/api/enrolments', by: space.administrator }),
    wrongParty: [
      { request: ({ space }) => ({ path: '/api/enrolments', as: space.labeler }), status: 403, code: 'forbidden' },
      { request: ({ space }) => ({ path: '/api/enrolments', by: space.connector }), status: 403, code: 'forbidden' },
    ],
    malformed: 'nothing',
  },
  {
    method: 'get',
    route: '/api/enrolments/own',
    success: async (gateway) => {
      const { actor, json } = enrolment(gateway, gateway.space.roots.owner.org);
      await gateway.call('POST', '/api/enrolments', { json });
      return { path: '/api/enrolments/own', by: actor };
    },
    malformed: 'nothing',
  },
  {
    method: 'get',
    route: '/api/organisations',
    success: ({ space }) => ({ path: '/api/organisations', as: space.labeler }),
    malformed: 'nothing',
  },
  {
    method: 'get',
    route: '/api/people',
    success: ({ space }) => ({ path: `/api/people?org=${space.roots.owner.org}`, as: space.labeler }),
    malformed: ({ space }) => ({ path: '/api/people?org=all', as: space.labeler }),
  },
];
