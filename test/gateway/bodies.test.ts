import { expect } from 'chai';
import { signRequest } from '../../api/message-signature.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { createParts } from '../../gateway/parts.ts';
import { sendEndlessly } from '../support/endless-body.ts';
import { believePersons, startTestGateway, type TestGateway } from '../support/gateway.ts';
import { request } from '../support/http.ts';
import type { Actor, LoggedEvent } from '../support/scripted-space.ts';

/** As long as the longest body that the gateway takes from anybody. */
const LARGE = Buffer.alloc(33 * 1024 * 1024, 0x20);
/** What the machine itself may keep for a connection whose server reads nothing. */
const BUFFERS = 16 * 1024 * 1024;

describe('a large body', function () {
  this.timeout(60_000);
  let gateway: TestGateway;
  let routes: readonly string[] = [];
  before(async () => {
    gateway = await startTestGateway({
      createParts: async (foundation) => {
        const { personOf } = await believePersons(foundation);
        return { ...(await createParts(foundation)), personOf };
      },
    });
    const id = gateway.script.newId();
    routes = [`/api/releases/${id}/files`, `/api/lots/${id}/items`];
  });
  after(() => gateway.close());

  const revokedConnector = async (): Promise<Actor> => {
    const { script, space } = gateway;
    const actor = script.certify(space.roots.owner, ['connector']);
    await gateway.submit(script.events.at(-1) as LoggedEvent);
    script.revoke(space.roots.owner, actor);
    await gateway.submit(script.events.at(-1) as LoggedEvent);
    return actor;
  };
  const signedBy = ({ key }: Actor, path: string, body: Uint8Array = LARGE): Record<string, string> => ({
    ...signRequest({ method: 'PUT', url: `${gateway.url}${path}`, body }, { key, clock: Date.now, random: randomBytes }),
    'content-length': String(LARGE.length),
  });

  const STRANGERS: Readonly<
    Record<
      string,
      readonly [status: number, code: string, headers: (path: string) => Record<string, string> | Promise<Record<string, string>>]
    >
  > = {
    'without a signature': [401, 'unauthenticated', () => ({ 'content-length': String(LARGE.length) })],
    'without a signature or an end': [401, 'unauthenticated', () => ({ 'transfer-encoding': 'chunked' })],
    'in a session': [403, 'forbidden', () => ({ 'transfer-encoding': 'chunked', 'x-person': sessionOf(gateway.space.keeper) })],
    'under a wrong signature': [401, 'request-signature-invalid', (path) => signedBy(gateway.space.connector, path, LARGE.subarray(1))],
    'under a signature by a key that nobody certified': [
      401,
      'request-key-unknown',
      (path) => signedBy(gateway.script.newActor(gateway.space.roots.owner.org), path),
    ],
    'under a signature by a revoked key': [403, 'certificate-required', async (path) => signedBy(await revokedConnector(), path)],
    'under a signature by a key for other work': [403, 'forbidden', (path) => signedBy(gateway.space.administrator, path)],
  };
  const sessionOf = ({ org, subject, key }: Actor): string => `${org} ${subject} ${Buffer.from(key.publicKey).toString('hex')}`;

  for (const [name, [status, code, headersFor]] of Object.entries(STRANGERS))
    it(`${name} is refused before it is read`, async () => {
      for (const path of routes) {
        const to = `${gateway.url}${path}`;
        const silent = await sendEndlessly(to, { method: 'PUT', headers: await headersFor(path), holdsBack: true });
        expect(silent).to.deep.equal({ status, code, isKept: false, taken: 0 });
        const { taken, ...answer } = await sendEndlessly(to, { method: 'PUT', headers: await headersFor(path) });
        expect(answer).to.deep.equal({ status, code, isKept: false });
        expect(taken).to.be.below(BUFFERS);
      }
    });

  it('of a certified connector that is not the one it signed is refused by name, and nothing is kept', async () => {
    for (const path of routes) {
      const other = Buffer.from(LARGE);
      other[LARGE.length - 1] = 0x09;
      const headers = { ...signedBy(gateway.space.connector, path), 'content-type': 'application/json' };
      const { status, json } = await request(`${gateway.url}${path}`, { method: 'PUT', headers, body: other });
      // The items' route has a smaller limit than what is said to come.
      const refused = path.endsWith('/items') ? [413, 'body-too-large'] : [401, 'request-digest-wrong'];
      expect([status, json['code']]).to.deep.equal(refused);
    }
    expect(await gateway.database.query('select release from release_file')).to.deep.equal([]);
  });
});
