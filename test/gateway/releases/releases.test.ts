import { expect } from 'chai';
import type { Release } from '../../../api/releases.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { finishLot, openLot, signRelease, startLabelingGateway } from '../../support/labeling.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';

describe('releases at the gateway', () => {
  let gateway: TestGateway;
  let auditor: Actor;
  before(async () => {
    gateway = await startLabelingGateway();
    const { script, roots } = gateway.space;
    auditor = script.certify(roots.operator, ['auditor']);
    await gateway.submit(script.events.at(-1) as LoggedEvent);
  });
  after(() => gateway.close());

  const release = async () => {
    const lot = await openLot(gateway);
    return await signRelease(gateway, lot, await finishLot(gateway, lot, gateway.space.labeler));
  };
  const filesOf = ({ manifest, data, croissant }: Awaited<ReturnType<typeof release>>) => ({ manifest, data, croissant });
  const missing = async () => (await gateway.call('GET', '/api/connector/tasks', { by: gateway.space.connector })).json['releases'];
  const codeOf = ({ status, json }: { readonly status: number; readonly json: Readonly<Record<string, unknown>> }) => ({
    status,
    code: json['code'],
  });

  it('wait for their files, take those that were signed, and hand them out byte for byte', async () => {
    const { id, manifest, data, croissant, upload, release: signed } = await release();
    expect(await missing()).to.include(id);
    expect(codeOf(await gateway.call('GET', `/api/releases/${id}/data`, { as: gateway.space.keeper }))).to.deep.equal({
      status: 404,
      code: 'release-files-missing',
    });
    expect((await upload()).status).to.equal(200);
    expect((await upload()).status).to.equal(200);
    expect(await missing()).not.to.include(id);
    for (const as of [gateway.space.keeper, auditor]) {
      const { json } = await gateway.call('GET', `/api/releases/${id}`, { as });
      expect((json as unknown as Release).manifest).to.deep.equal(manifest);
      expect(json).to.deep.include({ id, index: signed.index, labels: 3, items: 3 });
      const file = await gateway.call('GET', `/api/releases/${id}/data`, { as });
      expect(file.text).to.equal(data);
      expect(file.headers.get('content-type')).to.match(/^application\/x-ndjson/);
      const described = await gateway.call('GET', `/api/releases/${id}/croissant`, { as });
      expect(described.text).to.equal(croissant);
      expect(described.headers.get('content-type')).to.match(/^application\/ld\+json/);
    }
  });

  it('refuse a file that differs by one character, and the files of another release', async () => {
    const [one, other] = [await release(), await release()];
    const differs = { status: 422, code: 'release-files-differ' };
    expect(codeOf(await one.upload({ ...filesOf(one), data: one.data.replace('市', '是') }))).to.deep.equal(differs);
    expect(codeOf(await one.upload({ ...filesOf(one), manifest: { ...one.manifest, level: 'g2' } }))).to.deep.equal(differs);
    expect(codeOf(await one.upload(filesOf(other)))).to.deep.equal(differs);
    expect(codeOf(await one.upload({ ...filesOf(one), manifest: { ...one.manifest, extra: 1 } })).code).to.equal('request-malformed');
    expect(await missing()).to.include.members([one.id, other.id]);
  });

  it('refuse metadata that is not the signed one: another, none, or one that nobody signed', async () => {
    const one = await release();
    const { manifest, data } = one;
    const { croissant: _, ...bare } = manifest;
    const attempts = [
      { ...filesOf(one), croissant: one.croissant.replace('1.1', '1.0') },
      { manifest, data },
      { ...filesOf(one), manifest: bare },
    ];
    for (const files of attempts) expect(codeOf(await one.upload(files))).to.deep.equal({ status: 422, code: 'release-files-differ' });
    expect(await missing()).to.include(one.id);
  });

  it('supersede one another in one line, say so, and leave the former where it was', async () => {
    const lot = await openLot(gateway);
    const finished = await finishLot(gateway, lot, gateway.space.labeler);
    const first = await signRelease(gateway, lot, finished);
    expect((await first.upload()).status).to.equal(200);
    const second = await signRelease(gateway, lot, finished, first.release);
    const read = async (id: string) => (await gateway.call('GET', `/api/releases/${id}`, { as: gateway.space.keeper })).json;
    expect(await read(first.id))
      .to.include({ supersededBy: second.id })
      .and.not.have.property('supersedes');
    expect(await read(second.id))
      .to.include({ supersedes: first.id })
      .and.not.have.property('supersededBy');
    expect((await gateway.call('GET', `/api/releases/${first.id}/data`, { as: gateway.space.keeper })).text).to.equal(first.data);
    expect((await second.upload()).status).to.equal(200);
    for (const former of [first.release, undefined]) {
      const refused = await signRelease(gateway, lot, finished, former).catch((error: unknown) => String(error));
      expect(refused).to.be.a('string').that.includes('release-not-newest');
    }
    expect(await read(second.id)).to.not.have.property('supersededBy');
  });

  it("are taken from the owner's connector alone", async () => {
    const { script, roots, keeper } = gateway.space;
    const foreign = script.certify(roots.firm, ['connector']);
    await gateway.submit(script.events.at(-1) as LoggedEvent);
    const { id, upload, manifest, data } = await release();
    expect(codeOf(await upload(undefined, foreign))).to.deep.equal({ status: 403, code: 'subject-foreign' });
    expect(codeOf(await upload(undefined, keeper))).to.deep.equal({ status: 403, code: 'forbidden' });
    expect((await gateway.call('PUT', `/api/releases/${id}/files`, { json: { manifest, data } })).status).to.equal(401);
    expect(
      codeOf(await gateway.call('PUT', `/api/releases/${script.newId()}/files`, { by: gateway.space.connector, json: { manifest, data } }))
        .code,
    ).to.equal('release-unknown');
  });

  it('are not shown to people of other organisations', async () => {
    const { id, upload } = await release();
    await upload();
    const withheld = { status: 403, code: 'release-withheld' };
    for (const as of [gateway.space.labeler, gateway.space.lead]) {
      expect(codeOf(await gateway.call('GET', `/api/releases/${id}`, { as }))).to.deep.equal(withheld);
      expect(codeOf(await gateway.call('GET', `/api/releases/${id}/data`, { as }))).to.deep.equal(withheld);
      expect((await gateway.call('GET', '/api/releases', { as })).json).to.deep.equal({ releases: [] });
    }
    expect((await gateway.call('GET', '/api/releases')).status).to.equal(401);
    expect((await gateway.call('GET', '/api/releases/x', { as: gateway.space.keeper })).status).to.equal(400);
  });

  it('come in pages', async () => {
    const first = await gateway.call('GET', '/api/releases?limit=2', { as: gateway.space.keeper });
    const { releases, next } = first.json as unknown as { readonly releases: Release[]; readonly next?: string };
    expect(releases.length).to.equal(2);
    const second = await gateway.call('GET', `/api/releases?limit=2&after=${next}`, { as: gateway.space.keeper });
    const ids = [...releases, ...(second.json['releases'] as Release[])].map(({ id }) => id);
    expect(ids).to.deep.equal([...new Set(ids)].toSorted());
    expect(ids.length).to.be.greaterThan(2);
  });
});
