import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createPassphrase, parsePassphrase } from '../../../common/crypto/passphrase-words.ts';
import { randomBytes } from '../../../common/crypto/random.ts';
import { ownKeys } from '../../../api/accounts.ts';
import { createCookieFetch } from '../../../console/src/space/cookies.ts';
import { createHttp } from '../../../console/src/space/http.ts';
import { createSecrets, unwrapSecrets, wrapSecrets } from '../../../console/src/space/keyring.ts';
import type { Fetch } from '../../../console/src/space/ports.ts';
import { signIn } from '../../../console/src/space/sign-in.ts';
import { createParts } from '../../../gateway/parts.ts';
import { expectCode } from '../../support/expect-code.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';
import { hexOf, startTestGateway, type TestGateway } from '../../support/gateway.ts';

describe("the console's own sign-in at the gateway", () => {
  const pages = makeFolder('console');
  // Words that no header and no random token spells by chance, as “type” or “add” would be.
  const words = parsePassphrase('velvet trophy walnut glimpse orphan wisdom');
  const secrets = createSecrets(randomBytes);
  const sent: string[] = [];
  let gateway: TestGateway;
  before(async () => {
    fs.writeFileSync(path.join(pages, 'index.html'), '<!doctype html><title>console</title>');
    gateway = await startTestGateway({ createParts, console: pages });
    const { keeper, administrator } = gateway.space;
    const json = { name: '周敏', person: keeper.subject, key: hexOf(keeper), ...wrapSecrets(secrets, words, randomBytes) };
    const { status, text } = await gateway.call('PUT', '/api/accounts/zhou.min', { by: administrator, json });
    expect(status, text).to.equal(200);
  });
  after(async () => {
    await gateway.close();
    removeFolder(pages);
  });

  /** The network, and all that goes out on it. */
  const overheard: Fetch = async (url, request) => {
    sent.push(`${request.method} ${url} ${JSON.stringify(request.headers)} ${request.body ?? ''}`);
    return await fetch(url, request);
  };
  const newDevice = () => createCookieFetch(overheard, gateway.url, Date.now);

  it('opens a session by six words, and these open the keys that the gateway keeps', async () => {
    const device = newDevice();
    const { session } = await signIn({ fetch: device, base: gateway.url }, 'zhou.min', words);
    expect(session).to.include({ login: 'zhou.min', name: '周敏', certificate: gateway.space.keeper.certificate });
    const { wrap } = await createHttp({ fetch: device, base: gateway.url }).ask(ownKeys, { path: '/api/keys' });
    expect(unwrapSecrets(wrap, words)).to.deep.equal(secrets);
  });

  it('never tells the gateway one of the words', () => {
    expect(sent.length).to.be.greaterThan(6);
    for (const word of words.split(' ')) expect(sent.filter((line) => line.includes(word))).to.deep.equal([]);
  });

  it('is refused with other words and for a login that nobody has, alike', async () => {
    for (const login of ['zhou.min', 'nobody.here'])
      await expectCode(() => signIn({ fetch: newDevice(), base: gateway.url }, login, createPassphrase(randomBytes)), 'sign-in-refused');
  });
});
