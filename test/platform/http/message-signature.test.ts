import { expect } from 'chai';
import { createMessageVerifier, createSignedFetch, signMessage, type MessageToVerify } from '../../../platform/http/message-signature.ts';
import { createSigningKey } from '../../../common/crypto/signature.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { expectCode } from '../../support/expect-code.ts';

const NOW = 1_800_000_000_000;
const key = createSigningKey(new Uint8Array(32).fill(7));
const other = createSigningKey(new Uint8Array(32).fill(8));
const body = toUtf8('{"a":1}');
const TARGET = 'http://localhost:1/api/commands?wait=1';

const signed = async (part: { readonly body?: Uint8Array; readonly at?: number } = {}): Promise<MessageToVerify> => {
  const sent = 'body' in part ? part.body : body;
  const headers = await signMessage({ method: 'POST', url: TARGET, ...(sent && { body: sent }) }, key, () => part.at ?? NOW);
  return {
    method: 'POST',
    url: '/api/commands?wait=1',
    headers: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v])),
    body: sent ?? new Uint8Array(),
  };
};
const verify = (message: MessageToVerify): Promise<string | undefined> => createMessageVerifier(() => NOW)(message);
const withHeader = (message: MessageToVerify, name: string, change: (value: string) => string): MessageToVerify => ({
  ...message,
  headers: { ...message.headers, [name]: change(String(message.headers[name])) },
});

describe('HTTP message signatures (RFC 9421)', () => {
  it('name the key that signed', async () => expect(await verify(await signed())).to.equal(toHex(key.publicKey)));
  it('cover requests without a body', async () =>
    expect(await verify(await signed({ body: undefined as never }))).to.equal(toHex(key.publicKey)));
  it('are absent from an unsigned request', async () =>
    expect(await verify({ method: 'GET', url: '/', headers: {}, body: new Uint8Array() })).to.equal(undefined));

  it('sign what fetch sends', async () => {
    let seen: MessageToVerify | undefined;
    const send = createSignedFetch(
      key,
      () => NOW,
      (url, init) => {
        const headers = Object.fromEntries(new Headers(init?.headers).entries());
        seen = { method: init?.method ?? 'GET', url: url as string, headers, body: toUtf8(init?.body as string) };
        return Promise.resolve(new Response());
      },
    );
    await send(TARGET, { method: 'PUT', body: '{"b":2}', headers: { 'content-type': 'application/json' } });
    expect(await verify(seen ?? expect.fail('nothing was sent'))).to.equal(toHex(key.publicKey));
  });

  describe('refuse', () => {
    it('another body', async () =>
      expectCode(async () => verify({ ...(await signed()), body: toUtf8('{"a":2}') }), 'request-digest-wrong'));
    it('a body where none was signed', async () => {
      const message = await signed({ body: undefined as never });
      await expectCode(() => verify({ ...message, body }), 'request-signature-invalid');
    });
    it('a digest that the signature does not cover', async () => {
      const bare = await signed({ body: undefined as never });
      const { headers } = await signed();
      const forged = { ...bare, body, headers: { ...bare.headers, 'content-digest': headers['content-digest'] } };
      await expectCode(() => verify(forged), 'request-signature-invalid');
    });
    it('another path', async () =>
      expectCode(async () => verify({ ...(await signed()), url: '/api/other?wait=1' }), 'request-signature-invalid'));
    it('another query', async () =>
      expectCode(async () => verify({ ...(await signed()), url: '/api/commands?wait=2' }), 'request-signature-invalid'));
    it('another method', async () => expectCode(async () => verify({ ...(await signed()), method: 'PUT' }), 'request-signature-invalid'));
    it('another key in the same place', async () => {
      const message = withHeader(await signed(), 'signature-input', (text) => text.replace(toHex(key.publicKey), toHex(other.publicKey)));
      await expectCode(() => verify(message), 'request-signature-invalid');
    });
    it('a key that is none', async () =>
      expectCode(
        async () => verify(withHeader(await signed(), 'signature-input', (text) => text.replace(toHex(key.publicKey), 'me'))),
        'request-signature-invalid',
      ));
    it('a component too few', async () =>
      expectCode(
        async () => verify(withHeader(await signed(), 'signature-input', (text) => text.replace('"@query" ', ''))),
        'request-signature-invalid',
      ));
    it('a signature without its description', async () => {
      const { headers, ...rest } = await signed();
      const { 'signature-input': _, ...others } = headers;
      await expectCode(() => verify({ ...rest, headers: others }), 'request-signature-invalid');
    });
    for (const [what, at] of [
      ['old', NOW - 61_000],
      ['future', NOW + 61_000],
    ] as const)
      it(`one from the ${what}`, async () => expectCode(async () => verify(await signed({ at })), 'request-signature-expired'));
    it('the same request again', async () => {
      const message = await signed();
      const verifier = createMessageVerifier(() => NOW);
      await verifier(message);
      await expectCode(() => verifier(message), 'request-replayed');
    });
  });
});
