import { expect } from 'chai';
import { randomBytes } from '../../../common/crypto/random.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { createRequestSigner } from '../../../console/src/space/request-signature.ts';
import { createMessageVerifier } from '../../../platform/http/message-signature.ts';
import { expectCode } from '../../support/expect-code.ts';
import { keyOf } from '../../support/log.ts';

const NOW = 1_800_000_000_000;
const key = keyOf('administrator');
const sign = createRequestSigner(key, () => NOW, randomBytes);
const CASES = [
  { method: 'GET', url: 'http://localhost:8080/api/enrolments' },
  { method: 'GET', url: 'http://localhost:8080/api/people?org=%E5%B8%82&x=1' },
  { method: 'PUT', url: 'http://localhost:8080/api/accounts/zhou.min', body: toUtf8('{"name":"周敏"}') },
  { method: 'DELETE', url: 'http://localhost:8080/api/leases/a%2Fb' },
];

describe('signed requests of the client', () => {
  for (const request of CASES)
    it(`pass the gateway’s own check: ${request.method} ${new URL(request.url).pathname}`, async () => {
      const { method, url, body } = request;
      const { pathname, search } = new URL(url);
      const headers = await sign(request);
      const message = { method, url: pathname + search, headers, body: body ?? new Uint8Array() };
      expect(await createMessageVerifier(() => NOW)(message)).to.equal(toHex(key.publicKey));
      await expectCode(() => createMessageVerifier(() => NOW)({ ...message, url: '/api/other' }), 'request-signature-invalid');
      if (body !== undefined)
        await expectCode(() => createMessageVerifier(() => NOW)({ ...message, body: toUtf8('{}') }), 'request-digest-wrong');
    });
  it('count once', async () => {
    const verify = createMessageVerifier(() => NOW);
    const message = {
      method: 'GET',
      url: '/api/enrolments',
      headers: await sign(CASES[0] ?? { method: '', url: '' }),
      body: new Uint8Array(),
    };
    await verify(message);
    await expectCode(() => verify(message), 'request-replayed');
  });
});
