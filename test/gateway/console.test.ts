import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

describe("the console's files", () => {
  let gateway: TestGateway;
  const folder = makeFolder('console');
  before(async () => {
    fs.mkdirSync(path.join(folder, 'assets'));
    fs.writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>page</title>');
    fs.writeFileSync(path.join(folder, 'assets/app-1a2b.js'), 'export {};');
    gateway = await startTestGateway({ console: folder });
  });
  after(async () => {
    await gateway.close();
    removeFolder(folder);
  });

  const get = (at: string, method = 'GET') => gateway.call(method, at);

  it('answer every address of the console with its one page, never from a cache', async () => {
    for (const at of ['/', '/datasets/01', '/interaction/abc', '/evidence?x=1']) {
      const { status, text, headers } = await get(at);
      expect({ at, status, text }).to.deep.equal({ at, status: 200, text: '<!doctype html><title>page</title>' });
      expect(headers.get('cache-control')).to.equal('no-cache');
      expect(headers.get('content-security-policy')).to.contain("default-src 'none'");
    }
  });

  it('are kept by browsers where their name says what is in them', async () => {
    const { status, headers } = await get('/assets/app-1a2b.js');
    expect(status).to.equal(200);
    expect(headers.get('cache-control')).to.contain('immutable');
    expect(headers.get('content-type')).to.contain('javascript');
  });

  it('stand in the way of no other answer', async () => {
    for (const at of ['/api/nothing', '/log/nothing', '/auth/nothing', '/oidc/nothing', '/assets/none.js'])
      expect({ at, status: (await get(at)).status }).to.deep.equal({ at, status: 404 });
    expect((await get('/api/nothing')).json['code']).to.equal('not-found');
    expect((await get('/datasets', 'POST')).status).to.equal(404);
    expect((await get('/..%2f..%2fetc/passwd')).text).not.to.contain('root:');
  });
});
