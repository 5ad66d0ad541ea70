import { accountOf, openAccount } from '../../support/accounts.ts';
import { loginOf, type TestGateway } from '../../support/gateway.ts';
import type { MatrixRow } from './row.ts';

const body = ({ space }: TestGateway): object => accountOf(space.connector, '王芳', 'ab'.repeat(32));

export const accountRows: readonly MatrixRow[] = [
  {
    method: 'get',
    route: '/api/accounts/:login/salt',
    success: () => ({ path: '/api/accounts/wang.fang/salt' }),
    malformed: () => ({ path: '/api/accounts/Wang%20Fang/salt' }),
  },
  {
    method: 'put',
    route: '/api/accounts/:login',
    success: (gateway) => ({ path: '/api/accounts/matrix.put', by: gateway.space.administrator, json: body(gateway) }),
    wrongParty: [
      {
        request: (gateway) => ({ path: '/api/accounts/matrix.put', by: gateway.space.keeper, json: body(gateway) }),
        status: 403,
        code: 'forbidden',
      },
      {
        request: (gateway) => ({ path: '/api/accounts/matrix.other', by: gateway.space.operator, json: body(gateway) }),
        status: 403,
        code: 'account-key-foreign',
      },
    ],
    malformed: (gateway) => ({
      path: '/api/accounts/matrix.put',
      by: gateway.space.administrator,
      json: { ...body(gateway), words: 'six' },
    }),
  },
  {
    method: 'delete',
    route: '/api/accounts/:login',
    success: async (gateway) => {
      const person = gateway.script.newActor(gateway.space.roots.owner.org);
      await openAccount(gateway, 'matrix.erased', person, gateway.space.administrator);
      return { path: '/api/accounts/matrix.erased', by: gateway.space.administrator };
    },
    status: 204,
    wrongParty: [
      { request: ({ space }) => ({ path: '/api/accounts/wang.fang', by: space.labeler }), status: 403, code: 'forbidden' },
      { request: ({ space }) => ({ path: '/api/accounts/nobody', by: space.operator }), status: 404, code: 'account-unknown' },
    ],
    malformed: ({ space }) => ({ path: '/api/accounts/Wang%20Fang', by: space.administrator }),
  },
  {
    method: 'get',
    route: '/api/keys',
    success: async (gateway) => {
      const { keeper, administrator } = gateway.space;
      await openAccount(gateway, loginOf(keeper), keeper, administrator);
      return { path: '/api/keys', as: keeper };
    },
    wrongParty: [{ request: ({ space }) => ({ path: '/api/keys', as: space.labeler }), status: 404, code: 'account-unknown' }],
    malformed: 'nothing',
  },
];
