import { expect } from 'chai';
import type { ReleaseManifest } from '../../../api/releases.ts';
import { toSignableBytes } from '../../../common/canonical-json.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex, toUtf8 } from '../../../common/encodings.ts';
import { assembleRelease } from '../../../connectors/release/assemble.ts';
import { toLogEntry } from '../../../provenance/event/entry.ts';
import type { SignedEvent } from '../../../provenance/event/event.ts';
import { parseBundle, writeBundle } from '../../../provenance/evidence/bundle.ts';
import { verifyEvidence } from '../../../provenance/evidence/verifier.ts';
import { signCosignature } from '../../../provenance/log/cosignature.ts';
import { parseNote } from '../../../provenance/log/note.ts';
import { writePolicy } from '../../../provenance/log/policy-text.ts';
import { accountForItems, toClosing } from '../../../provenance/space/accounting.ts';
import { premisesOf } from '../../support/evidence-premises.ts';
import { hexOf, type TestGateway } from '../../support/gateway.ts';
import {
  catalogue,
  createSender,
  hireLabeler,
  label,
  openLot,
  signRoster,
  startLabelingGateway,
  type OpenLot,
} from '../../support/labeling.ts';
import { keyOf, termsOf } from '../../support/log.ts';
import { CONFIGURATION, RESULT } from '../../support/scripted-lot.ts';
import type { Actor } from '../../support/scripted-space.ts';

/** A lot whose items (by their places) are labeled by whoever is given, closed, assembled as its connector does, signed and uploaded. */
const release = async (gateway: TestGateway, lot: OpenLot, work: readonly (readonly [item: number, by: Actor])[]) => {
  const { script, space } = gateway;
  const { send } = createSender(gateway);
  const labels = [];
  for (const [at, by] of work) {
    const { event, opening } = await label(gateway, lot, at, by);
    const entry = toLogEntry(event.signed as unknown as SignedEvent, parseHex(event.salt ?? ''));
    labels.push({ ...event, opening, result: RESULT, entry });
  }
  const accounting = accountForItems(lot.lot.signed, { labels, reports: [] });
  const subject = { id: lot.id };
  const closed = await send('lot-closed', space.connector, { subject, body: toClosing(accounting), refs: [lot.lot.id] });
  const id = script.newId();
  const items = new Map(lot.items.map((item, row) => [item.id, { id: item.id, row, text: lot.table.texts[row] ?? '' }]));
  const terms = { release: id, space: script.space, project: lot.project, lot: lot.id, dataset: lot.table.dataset, level: 'g1' as const };
  const checkpoint = { size: 0, root: toHex(sha256()) };
  const described = {
    title: { zh: '重点任务', en: 'Tasks' },
    org: space.connector.org,
    closedAt: 0,
    unreadable: 0,
    configuration: CONFIGURATION,
  };
  const { manifest, data, croissant } = assembleRelease({ ...terms, ...described, checkpoint }, items, accounting as never);
  await send('release-signed', space.keeper, {
    subject: { id },
    body: {
      project: lot.project,
      lot: lot.id,
      manifest: toHex(sha256(toSignableBytes(manifest))),
      data: toHex(sha256(toUtf8(data))),
      labels: labels.length,
      items: lot.items.length,
    },
    refs: [closed.id],
  });
  const { status, text } = await gateway.call('PUT', `/api/releases/${id}/files`, {
    by: space.connector,
    json: { manifest, data, croissant },
  });
  if (status !== 200) throw new Error(text);
  return id;
};

const publish = async (gateway: TestGateway, { table, registered, graded }: OpenLot): Promise<void> => {
  const { subject, documents } = catalogue(gateway.script, table.dataset, 'g1');
  const refs = [registered.id, graded.id];
  await createSender(gateway).send('dataset-published', gateway.space.keeper, { subject, body: {}, refs }, documents);
};

describe('evidence from the gateway', () => {
  let gateway: TestGateway;
  let lot: OpenLot;
  let id: string;
  let policy: string;

  before(async () => {
    gateway = await startLabelingGateway();
    const { space, script } = gateway;
    const { owner, firm } = space.roots;
    policy = writePolicy({
      ...termsOf(3),
      space: script.space,
      roots: [owner, firm].map(({ org, key }) => ({ org, key: key.publicKey })),
    });
    await gateway.publishPolicy();
    lot = await openLot(gateway);
    await publish(gateway, lot);
    const later = await hireLabeler(gateway);
    await signRoster(gateway, lot, [space.labeler, later], 2);
    id = await release(gateway, lot, [...[space.labeler, later, later].entries()]);
  });
  after(() => gateway.close());

  const ask = (at: number) =>
    gateway.call('GET', `/api/releases/${id}/items/${lot.items[at]?.id ?? ''}/evidence`, { as: gateway.space.keeper });

  it('waits for a quorum', async () => {
    const { status, json } = await ask(0);
    expect({ status, code: json['code'] }).to.deep.equal({ status: 404, code: 'not-yet-witnessed' });
  });

  it('verifies offline for every item, whoever labeled it and under whichever roster', async () => {
    await gateway.witness();
    for (const at of lot.items.keys()) {
      const { status, text } = await ask(at);
      expect(status).to.equal(200);
      const { verdict, checks, shown } = verifyEvidence(text, premisesOf(policy));
      expect(checks.filter(({ result }) => result === 'failed')).to.deep.equal([]);
      expect(verdict).to.equal('verified');
      expect(shown).to.include({ release: id, item: lot.items[at]?.id });
    }
  });

  it('opens no field but the text, and none that is withheld', async () => {
    const { openings } = parseBundle((await ask(0)).text);
    expect(openings.row.fields.map((field) => 'text' in field)).to.deep.equal([false, true, false]);
  });

  it('carries first cosignatures, not renewed ones, so that an idle log makes no honest time a lie', async () => {
    const before = (await ask(0)).text;
    const note = await gateway.foundation.reader.newest();
    const renewed = Math.floor(Date.now() / 1000) + 3600;
    for (const { name, actor } of gateway.space.witnesses) {
      const line = signCosignature(parseNote(note), `${name}.example/witness`, keyOf(`witness ${name}`), renewed);
      const json = { size: Number(note.split('\n')[1]), line };
      expect((await gateway.call('POST', '/log/cosignatures', { by: actor, json })).status).to.equal(200);
    }
    expect(await gateway.foundation.reader.newest()).to.not.equal(note);
    expect((await ask(0)).text).to.equal(before);
  });

  it('verifies for a corrected release with the former one, and for the superseded one as before', async () => {
    const { space, script } = gateway;
    const before = (await gateway.call('GET', `/api/releases/${id}`, { as: space.keeper })).json['manifest'] as ReleaseManifest;
    const texts = async (part: string) => (await gateway.call('GET', `/api/releases/${id}/${part}`, { as: space.keeper })).text;
    const [data, croissant, corrected] = [await texts('data'), await texts('croissant'), script.newId()];
    const manifest = { ...before, release: corrected };
    const [former, closed] = ['release-signed', 'lot-closed'].map((type) =>
      script.events.findLast(({ signed }) => signed.event.type === type),
    );
    await createSender(gateway).send('release-signed', space.keeper, {
      subject: { id: corrected },
      body: {
        project: lot.project,
        lot: lot.id,
        manifest: toHex(sha256(toSignableBytes(manifest))),
        data: manifest.data.sha256,
        labels: manifest.labels.length,
        items: lot.items.length,
        supersedes: id,
      },
      refs: [closed?.id ?? '', former?.id ?? ''],
    });
    const uploaded = await gateway.call('PUT', `/api/releases/${corrected}/files`, {
      by: space.connector,
      json: { manifest, data, croissant },
    });
    expect(uploaded.status).to.equal(200);
    await gateway.witness();
    const item = lot.items[0]?.id ?? '';
    for (const [of, releases] of [
      [id, 1],
      [corrected, 2],
    ] as const) {
      const { text } = await gateway.call('GET', `/api/releases/${of}/items/${item}/evidence`, { as: space.keeper });
      const { verdict, shown } = verifyEvidence(text, premisesOf(policy));
      expect([verdict, shown?.release]).to.deep.equal(['verified', of]);
      expect(parseBundle(text).events.filter(({ signed }) => signed.event.type === 'release-signed')).to.have.length(releases);
    }
  });

  it('verifies for each of several labels of one item, and for no other', async () => {
    const { labeler } = gateway.space;
    const second = await hireLabeler(gateway);
    const twice = await openLot(gateway, { overlap: 2, labelers: [labeler, second] });
    await publish(gateway, twice);
    const work = [...twice.items.keys()].flatMap((at) => [[at, second] as const, [at, labeler] as const]);
    const released = await release(gateway, twice, work);
    await gateway.witness();
    const item = twice.items[1]?.id ?? '';
    const bundleOf = (query: string) =>
      gateway.call('GET', `/api/releases/${released}/items/${item}/evidence${query}`, { as: gateway.space.keeper });
    const manifest = (await gateway.call('GET', `/api/releases/${released}`, { as: gateway.space.keeper })).json['manifest'];
    const labels = (manifest as ReleaseManifest).labels.filter((one) => one.item === item);
    expect(labels.length).to.equal(2);
    const authors: string[] = [];
    for (const { event } of labels) {
      const { text } = await bundleOf(`?label=${event}`);
      const { verdict, checks } = verifyEvidence(text, premisesOf(policy));
      expect(checks.filter(({ result }) => result === 'failed')).to.deep.equal([]);
      expect(verdict).to.equal('verified');
      const { events } = parseBundle(text);
      const annotations = events.filter(({ signed }) => signed.event.type === 'annotation-signed');
      expect(annotations.length).to.equal(1);
      authors.push(...annotations.map(({ signed }) => signed.event.actor.key));
    }
    expect(authors).to.deep.equal([second, labeler].map(hexOf));
    expect((await bundleOf('')).text).to.equal((await bundleOf(`?label=${labels[0]?.event}`)).text);
    expect((await bundleOf(`?label=${'0'.repeat(64)}`)).json['code']).to.equal('item-not-released');
    expect((await bundleOf('?label=x')).status).to.equal(400);
    // One label's line and proof under the other's event.
    const [one, other] = [parseBundle((await bundleOf(`?label=${labels[0]?.event}`)).text), parseBundle((await bundleOf('?')).text)];
    const foreign = parseBundle((await bundleOf(`?label=${labels[1]?.event}`)).text);
    expect(one.line).to.equal(other.line);
    expect(verifyEvidence(writeBundle({ ...one, line: foreign.line }), premisesOf(policy)).failed).to.equal('line-in-manifest');
    expect(verifyEvidence(writeBundle({ ...one, lot: foreign.lot }), premisesOf(policy)).failed).to.equal('lot-closed-counts-annotation');
  });

  it('verifies for a label of a derivative', async () => {
    const derivative = await openLot(gateway, { derived: true });
    await publish(gateway, derivative);
    const { labeler } = gateway.space;
    const released = await release(
      gateway,
      derivative,
      [...derivative.items.keys()].map((at) => [at, labeler] as const),
    );
    await gateway.witness();
    const path = `/api/releases/${released}/items/${derivative.items[0]?.id}/evidence`;
    const { text } = await gateway.call('GET', path, { as: gateway.space.keeper });
    const { verdict, checks } = verifyEvidence(text, premisesOf(policy));
    expect(checks.filter(({ result }) => result === 'failed')).to.deep.equal([]);
    expect(verdict).to.equal('verified');
  });

  it('verifies for a label that came late, where its lot pays it', async () => {
    const { labeler } = gateway.space;
    const second = await hireLabeler(gateway);
    const lateLot = await openLot(gateway, { late: 1, labelers: [labeler, second] });
    await publish(gateway, lateLot);
    // As if her lease of the first item had run out.
    await gateway.database.query('update item set lapsed = array[$1] where id = $2', [hexOf(labeler), lateLot.items[0]?.id]);
    const released = await release(gateway, lateLot, [
      [0, second] as const,
      [0, labeler] as const,
      [1, second] as const,
      [2, second] as const,
    ]);
    await gateway.witness();
    const path = `/api/releases/${released}/items/${lateLot.items[0]?.id}/evidence`;
    const manifest = (await gateway.call('GET', `/api/releases/${released}`, { as: gateway.space.keeper })).json[
      'manifest'
    ] as ReleaseManifest;
    const labels = manifest.labels.filter((one) => one.item === lateLot.items[0]?.id);
    expect(labels.length).to.equal(2);
    for (const { event } of labels) {
      const { text } = await gateway.call('GET', `${path}?label=${event}`, { as: gateway.space.keeper });
      expect(verifyEvidence(text, premisesOf(policy))).to.include({ verdict: 'verified' });
    }
  });

  it('names whom a policy without the firm’s root leaves out', async () => {
    const firm = hexOf(gateway.space.roots.firm);
    const without = policy.replace(new RegExp(`^#xinbiao root .* ${firm}\n`, 'm'), '');
    const { failed, checks } = verifyEvidence((await ask(0)).text, premisesOf(without));
    expect(failed).to.equal('roots-pinned');
    expect(checks.find(({ name }) => name === failed)?.details).to.include({ key: firm });
  });
});
