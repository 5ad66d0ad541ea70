import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { createSignedFetch } from '../../../platform/http/message-signature.ts';
import { createFollower, type LogSource } from '../../../provenance/log/follower.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { verifyTlogProof } from '../../../provenance/log/proof.ts';
import { toTilePath } from '../../../provenance/log/tiles.ts';
import { TEST_POLICY } from '../../support/gateway-log.ts';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';
import { WITNESSES } from '../../support/log.ts';
import type { Actor } from '../../support/scripted-space.ts';

describe('the log over HTTP', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startTestGateway();
    await gateway.publishPolicy();
    await gateway.witness();
  });
  after(() => gateway.close());

  const sourceOf = (actor: Actor): LogSource => {
    const send = createSignedFetch(actor.key);
    const bytes = async (path: string): Promise<Uint8Array> => {
      const response = await send(`${gateway.url}/log/${path}`);
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    };
    return {
      checkpoint: async () => await (await send(`${gateway.url}/log/checkpoint`)).text(),
      entryBundle: (index, width) => bytes(toTilePath('entries', index, width)),
      tile: (level, index, width) => bytes(toTilePath(level, index, width)),
    };
  };

  it('is followed by a connector under its own policy', async () => {
    const follower = createFollower({ policy: TEST_POLICY, source: sourceOf(gateway.space.connector), clock: Date.now });
    const { entries, times, behind } = await follower.advance();
    expect(entries.map(({ bytes }) => toHex(bytes))).to.deep.equal(gateway.script.entries.map(toHex));
    expect({ witnesses: times.size, behind }).to.deep.equal({ witnesses: WITNESSES.length, behind: 0 });
  });

  it('proves each event under the witnessed checkpoint', async () => {
    const { space, script } = gateway;
    for (const { id, index } of script.events) {
      const { text, status } = await gateway.call('GET', `/api/events/${id}/proof`, { by: space.connector });
      expect(status).to.equal(200);
      const proven = verifyTlogProof(text, leafHash(script.entries[index] ?? new Uint8Array()), TEST_POLICY);
      expect(proven.index).to.equal(index);
    }
  });

  it('proves nothing that no quorum has seen', async () => {
    const { space, script } = gateway;
    script.certify(space.roots.owner, ['data-owner']);
    const last = script.events.at(-1);
    expect((await gateway.submit(last as never)).status).to.equal(201);
    const { status, json } = await gateway.call('GET', `/api/events/${last?.id}/proof`, { by: space.connector });
    expect({ status, code: json['code'] }).to.deep.equal({ status: 404, code: 'not-yet-witnessed' });
    await gateway.witness(WITNESSES.slice(0, 3));
    expect((await gateway.call('GET', `/api/events/${last?.id}/proof`, { by: space.connector })).status).to.equal(200);
  });

  it('is read by certified keys and sessions alone', async () => {
    const { space, script } = gateway;
    expect((await gateway.call('GET', '/log/checkpoint')).status).to.equal(401);
    expect((await gateway.call('GET', '/log/checkpoint', { as: space.labeler })).status).to.equal(200);
    const stranger = script.newActor(space.roots.owner.org);
    const refused = await gateway.call('GET', '/log/checkpoint', { by: stranger });
    expect({ status: refused.status, code: refused.json['code'] }).to.deep.equal({ status: 401, code: 'request-key-unknown' });
  });

  it('refuses paths that are not the one spelling of a tile', async () => {
    const { connector } = gateway.space;
    const paths = [
      '0/0',
      '0/000.p/0',
      '0/000.p/256',
      '0/x000/000',
      '00/000',
      'entries/000.p/99',
      '0/000.p/01',
      '9/000',
      '..%2f..%2fetc',
      '0/000/',
    ];
    for (const path of paths) {
      const { status, json } = await gateway.call('GET', `/log/tile/${path}`, { by: connector });
      expect({ path, status }).to.deep.equal({ path, status: 404 });
      expect(json['code']).to.be.oneOf(['size-not-published', 'not-found']);
    }
  });

  it('revokes a key with effect at its next call', async () => {
    const { space, script } = gateway;
    const leaving = script.certify(space.roots.owner, ['connector']);
    await gateway.submit(script.events.at(-1) as never);
    expect((await gateway.call('GET', '/log/checkpoint', { by: leaving })).status).to.equal(200);
    script.revoke(space.roots.owner, leaving);
    await gateway.submit(script.events.at(-1) as never);
    const { status, json } = await gateway.call('GET', '/log/checkpoint', { by: leaving });
    expect({ status, code: json['code'] }).to.deep.equal({ status: 403, code: 'certificate-required' });
  });

  it('measures what it does, without a word about anybody', async () => {
    const { status, text } = await gateway.call('GET', '/metrics');
    expect(status).to.equal(200);
    expect(text).to.match(/xinbiao_events_total\{type="certificate-issued",code="accepted",process="gateway"\} \d+/);
    expect(text).to.match(/xinbiao_log_checkpoint_size\{process="gateway"\} \d+/);
    expect(text).to.match(/xinbiao_log_witnessed_age_seconds\{process="gateway"\} \d/);
    expect(text).not.to.contain(toHex(gateway.space.connector.key.publicKey));
    expect((await gateway.call('GET', '/ready')).json).to.deep.include({ ready: true, database: true, sequencer: true });
    expect(gateway.lines.filter(({ level }) => level === 'error')).to.deep.equal([]);
  });
});
