import { expect } from 'chai';
import { httpbis } from 'http-message-signatures';
import { contentDigest, signRequest } from '../../../api/message-signature.ts';
import { createSigningKey } from '../../../common/crypto/signature.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import {
  createMessageVerifier,
  createNonceStore,
  createSignedFetch,
  type MessageToVerify,
} from '../../../platform/http/message-signature.ts';
import { expectCode } from '../../support/expect-code.ts';

const NOW = 1_800_000_000_000;
const key = createSigningKey(new Uint8Array(32).fill(7));
const stranger = createSigningKey(new Uint8Array(32).fill(8));
let drawn = 0;
const random = (length: number): Uint8Array => new Uint8Array(length).fill((drawn += 1));
const known = toHex(key.publicKey);

const createVerifier = () => createMessageVerifier(() => NOW, { knowsKey: (one) => Promise.resolve(one === known) });

const lower = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

interface Draft {
  readonly method?: string;
  readonly target?: string;
  readonly body?: string;
  readonly signer?: typeof key;
  readonly at?: number;
}

const sign = ({
  method = 'POST',
  target = '/api/events?wait=5',
  body = '{"a":1}',
  signer = key,
  at = NOW,
}: Draft = {}): MessageToVerify => ({
  method,
  url: target,
  headers: {
    ...lower(signRequest({ method, url: `https://gateway.example${target}`, body }, { key: signer, clock: () => at, random })),
    ...(body !== '' && { 'content-length': String(toUtf8(body).length) }),
  },
});
const withAlso = (request: MessageToVerify, headers: Readonly<Record<string, string>>): MessageToVerify => ({
  ...request,
  headers: { ...request.headers, ...headers },
});
const withHeader = (request: MessageToVerify, name: string, change: (value: string) => string): MessageToVerify => ({
  ...request,
  headers: { ...request.headers, [name]: change(String(request.headers[name])) },
});
/** The same request with some of its covered components left out, honestly signed by the known key. */
const signOnly = async (components: readonly string[], body = '{"a":1}'): Promise<MessageToVerify> => {
  const digest = contentDigest(toUtf8(body));
  const { headers } = await httpbis.signMessage(
    {
      key: { id: known, alg: 'ed25519', sign: (base) => Promise.resolve(Buffer.from(key.sign(new Uint8Array(base)))) },
      fields: [...components],
      params: ['created', 'keyid', 'alg', 'nonce', 'tag'],
      paramValues: { created: new Date(NOW), nonce: `nonce-of-the-package-${(drawn += 1)}-0000`, tag: 'xinbiao-request' },
    },
    {
      method: 'POST',
      url: 'https://gateway.example/api/events?wait=5',
      headers: { 'Content-Digest': digest, 'Content-Length': String(toUtf8(body).length) },
    },
  );
  return { method: 'POST', url: '/api/events?wait=5', headers: lower(headers) };
};

describe('HTTP message signatures', () => {
  it('pass for a request as it was signed, with and without a body and a query', async () => {
    const verify = createVerifier();
    for (const draft of [
      {},
      { method: 'get', body: '' },
      { target: '/log/checkpoint', body: '' },
      { target: '/a%20b/%E4%BF%A1?q=%E6%A0%87' },
    ])
      expect(await verify(sign(draft))).to.equal(known);
  });

  it('are made alike by the package: two programs agree on the signature base', async () => {
    expect(await createVerifier()(await signOnly(['@method', '@path', '@query', 'content-digest', 'content-length']))).to.equal(known);
  });

  it('are absent from an unsigned request', async () => {
    expect(await createVerifier()({ method: 'GET', url: '/', headers: {} })).to.equal(undefined);
  });

  const HOSTILE: Readonly<Record<string, readonly [code: string, request: () => MessageToVerify | Promise<MessageToVerify>]>> = {
    'another body with its own digest': [
      'request-signature-invalid',
      () => withHeader(sign(), 'content-digest', () => contentDigest(toUtf8('{"a":2}'))),
    ],
    'a body of another length': ['request-signature-invalid', () => withAlso(sign(), { 'content-length': '34000000' })],
    'a body without an end': [
      'request-signature-malformed',
      () => {
        const { 'content-length': _, ...headers } = sign().headers;
        return { ...sign(), headers: { ...headers, 'transfer-encoding': 'chunked' } };
      },
    ],
    'a body added to a request signed without': [
      'request-component-missing',
      () => withAlso(sign({ body: '' }), { 'content-length': '7' }),
    ],
    'a body without an end added to a request signed without': [
      'request-component-missing',
      () => withAlso(sign({ body: '' }), { 'transfer-encoding': 'chunked' }),
    ],
    'a body and its digest added': [
      'request-component-missing',
      () => withAlso(sign({ body: '' }), { 'content-digest': contentDigest(toUtf8('{}')), 'content-length': '2' }),
    ],
    'a swapped path': ['request-signature-invalid', () => ({ ...sign(), url: '/api/other?wait=5' })],
    'a path that a parser would rewrite to the signed one': [
      'request-signature-malformed',
      () => ({ ...sign(), url: '/x/../api/events?wait=5' }),
    ],
    'another host in the request line': ['request-signature-malformed', () => ({ ...sign(), url: '//evil/api/events?wait=5' })],
    'a swapped query': ['request-signature-invalid', () => ({ ...sign(), url: '/api/events?wait=6' })],
    'another method': ['request-signature-invalid', () => ({ ...sign(), method: 'PUT' })],
    'an old signature': ['request-signature-expired', () => sign({ at: NOW - 61_000 })],
    'a signature from the future': ['request-signature-expired', () => sign({ at: NOW + 61_000 })],
    'an old signature that says it is new': [
      'request-signature-invalid',
      () => withHeader(sign({ at: NOW - 61_000 }), 'signature-input', (text) => text.replace(/created=\d+/, `created=${NOW / 1000}`)),
    ],
    'a key that nobody knows': ['request-key-unknown', () => sign({ signer: stranger })],
    'the name of a known key over another key': [
      'request-signature-invalid',
      () => withHeader(sign({ signer: stranger }), 'signature-input', (text) => text.replace(/keyid="\w+"/, `keyid="${known}"`)),
    ],
    'a missing method': ['request-component-missing', () => signOnly(['@path', '@query', 'content-digest', 'content-length'])],
    'a missing path': ['request-component-missing', () => signOnly(['@method', '@query', 'content-digest', 'content-length'])],
    'a missing query': ['request-component-missing', () => signOnly(['@method', '@path', 'content-digest', 'content-length'])],
    'a missing digest': ['request-component-missing', () => signOnly(['@method', '@path', '@query', 'content-length'])],
    'a missing length': ['request-component-missing', () => signOnly(['@method', '@path', '@query', 'content-digest'])],
    'nothing signed at all': ['request-component-missing', () => signOnly([])],
    'a purpose of another protocol': [
      'request-signature-malformed',
      () => withHeader(sign(), 'signature-input', (text) => text.replace('xinbiao-request', 'other')),
    ],
    'a parameter twice': ['request-signature-malformed', () => withHeader(sign(), 'signature-input', (text) => `${text};created=1`)],
    'a short nonce': [
      'request-signature-malformed',
      () => withHeader(sign(), 'signature-input', (text) => text.replace(/nonce="\w+"/, 'nonce="1"')),
    ],
    'two signatures': [
      'request-signature-malformed',
      () => withHeader(sign(), 'signature-input', (text) => `${text}, other=("@method");created=1`),
    ],
    'a component with a parameter': [
      'request-signature-malformed',
      () => withHeader(sign(), 'signature-input', (text) => text.replace('"@method"', '"@method";req')),
    ],
    'a signature of another name': [
      'request-signature-malformed',
      () => withHeader(sign(), 'signature', (text) => text.replace('sig=', 'gis=')),
    ],
    'a signature without its input': ['request-signature-malformed', () => ({ ...sign(), headers: { signature: 'sig=:AAAA:' } })],
    'a signature that is no bytes': ['request-signature-malformed', () => withHeader(sign(), 'signature', () => 'sig=1')],
    'a changed signature': [
      'request-signature-invalid',
      () => withHeader(sign(), 'signature', (text) => text.replace(/:(.)/, (_, c) => (c === 'A' ? ':B' : ':A'))),
    ],
  };
  for (const [name, [code, request]] of Object.entries(HOSTILE))
    it(`refuse ${name}`, async () => {
      const hostile = await request();
      await expectCode(() => createVerifier()(hostile), code);
    });

  it('pass once', async () => {
    const verify = createVerifier();
    const request = sign();
    await verify(request);
    await expectCode(() => verify(request), 'request-replayed');
  });

  it('leave nothing behind when nobody knows their key, or when they do not hold', async () => {
    const used: string[] = [];
    const take = (nonce: string): Promise<boolean> => Promise.resolve(used.push(nonce) > 0);
    const verify = createMessageVerifier(() => NOW, { knowsKey: (one) => Promise.resolve(one === known), nonces: { take } });
    await expectCode(() => verify(sign({ signer: stranger })), 'request-key-unknown');
    await expectCode(() => verify({ ...sign(), url: '/api/other' }), 'request-signature-invalid');
    expect(used).to.deep.equal([]);
    await verify(sign());
    expect(used.length).to.equal(1);
  });

  it('are not used up by a forger who repeats their nonce', async () => {
    const verify = createVerifier();
    const request = sign();
    await expectCode(() => verify({ ...request, url: '/api/other' }), 'request-signature-invalid');
    expect(await verify(request)).to.equal(known);
  });

  it('are remembered as long as they could pass, and not much longer', async () => {
    let now = NOW;
    const nonces = createNonceStore(() => now);
    const verify = createMessageVerifier(() => now, { nonces });
    const request = sign({ at: NOW + 60_000 });
    await verify(request);
    now = NOW + 120_000;
    await expectCode(() => verify(request), 'request-replayed');
    now = NOW + 400_000;
    await expectCode(() => verify(request), 'request-signature-expired');
    expect(await nonces.take('other', now), 'sweeps').to.equal(true);
  });

  it('sign what fetch sends', async () => {
    const seen: MessageToVerify[] = [];
    const send = createSignedFetch(
      key,
      () => NOW,
      (url, init) => {
        const { pathname, search } = new URL(url);
        const length = toUtf8((init.body as string | undefined) ?? '').length;
        const headers = { ...Object.fromEntries(new Headers(init.headers).entries()), 'content-length': String(length) };
        seen.push({ method: init.method ?? 'GET', url: pathname + search, headers });
        return Promise.resolve(new Response());
      },
    );
    await send('http://localhost:1/api/events?a=1', { method: 'PUT', body: '{"b":2}', headers: { 'content-type': 'application/json' } });
    await send(new URL('http://localhost:1/api/events'));
    for (const request of seen) expect(await createVerifier()(request)).to.equal(known);
    expect(seen).to.have.length(2);
    expect(seen[0]?.headers['content-type']).to.equal('application/json');
  });
});
