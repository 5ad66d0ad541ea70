import { expect } from 'chai';
import { createParts } from '../../gateway/parts.ts';
import type { Route } from '../../platform/http/route.ts';
import { believePersons, createTestSpace, startTestGateway, type Call, type TestGateway } from '../support/gateway.ts';
import { ROWS } from './matrix/rows.ts';
import type { MatrixRequest, MatrixRow } from './matrix/row.ts';

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method.toUpperCase()} ${path}`;
const titleOf = ({ method, route }: MatrixRow): string => nameOf({ method, path: route });

describe('each route of the gateway', () => {
  let gateway: TestGateway;
  before(async () => {
    const space = createTestSpace();
    // Who decides about gold figures: on no side.
    space.script.join('auditor');
    gateway = await startTestGateway({
      space,
      // Sessions have tests of their own: here a header stands for one.
      createParts: async (foundation) => {
        const { personOf } = await believePersons(foundation);
        return { ...(await createParts(foundation)), personOf };
      },
    });
  });
  after(() => gateway.close());

  const send = async ({ method }: MatrixRow, { path, ...call }: MatrixRequest) => {
    const { status, json, text } = await gateway.call(method.toUpperCase(), path, call);
    return { status, code: json['code'], text };
  };
  const routeOf = (row: MatrixRow): Route => {
    const route = gateway.routes.find((candidate) => nameOf(candidate) === titleOf(row));
    if (route === undefined) throw new Error(`no route ${titleOf(row)}`);
    return route;
  };
  /** Somebody who is certainly not meant: of the other kind, or with a key that nobody certified. */
  const strangerTo = ({ access }: Route): { readonly call: Call; readonly status: number; readonly code: string } => {
    if (access === 'session') return { call: { by: gateway.space.operator }, status: 403, code: 'forbidden' };
    if (access === 'signature') return { call: { as: gateway.space.operator }, status: 403, code: 'forbidden' };
    return { call: { by: gateway.script.newActor(gateway.space.roots.owner.org) }, status: 401, code: 'request-key-unknown' };
  };

  it('has one row in the matrix', () => {
    expect(gateway.routes.map(nameOf).toSorted()).to.deep.equal(ROWS.map(titleOf).toSorted());
  });

  for (const row of ROWS) {
    describe(titleOf(row), () => {
      it('succeeds', async () => {
        const { status, text } = await send(row, await row.success(gateway));
        expect(status, text).to.equal(row.status ?? 200);
      });

      it('asks for credentials unless it is public', async () => {
        const { by, as, ...anonymous } = await row.success(gateway);
        const { status, code } = await send(row, anonymous);
        if (routeOf(row).access === 'public')
          expect({ status, by, as }).to.deep.equal({ status: row.status ?? 200, by: undefined, as: undefined });
        else expect({ status, code }).to.deep.equal({ status: 401, code: 'unauthenticated' });
      });

      it('refuses the wrong party', async () => {
        const route = routeOf(row);
        if (route.access !== 'public') {
          const { by: _by, as: _as, ...anonymous } = await row.success(gateway);
          const { call, status, code } = strangerTo(route);
          const refused = await send(row, { ...anonymous, ...call });
          expect({ status: refused.status, code: refused.code }).to.deep.equal({ status, code });
        }
        if (route.roles !== undefined) expect(row.wrongParty, 'a row for the wrong role').to.not.equal(undefined);
        for (const { request, status, code } of row.wrongParty ?? []) {
          const refused = await send(row, await request(gateway));
          expect({ status: refused.status, code: refused.code }).to.deep.equal({ status, code });
        }
      });

      it('refuses a malformed request', async () => {
        const { params, query, body } = routeOf(row);
        if (row.malformed === 'nothing') {
          expect([params, query, body]).to.deep.equal([undefined, undefined, undefined]);
          return;
        }
        const { status, code } = await send(row, await row.malformed(gateway));
        expect({ status, code }).to.deep.equal(row.malformedAs ?? { status: 400, code: 'request-malformed' });
      });
    });
  }
});
