import { expect } from 'chai';
import { toSignableBytes, type Json } from '../../../common/canonical-json.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex, toUtf8 } from '../../../common/encodings.ts';
import { assembleRelease } from '../../../connectors/release/assemble.ts';
import { toLogEntry } from '../../../provenance/event/entry.ts';
import type { SignedEvent } from '../../../provenance/event/event.ts';
import { parseBundle } from '../../../provenance/evidence/bundle.ts';
import { verifyEvidence } from '../../../provenance/evidence/verifier.ts';
import { writePolicy } from '../../../provenance/log/policy-text.ts';
import { accountForItems } from '../../../provenance/space/accounting.ts';
import { drawLot } from '../../support/drawn-lot.ts';
import { premisesOf } from '../../support/evidence-premises.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { createInspection } from '../../support/inspected-lot.ts';
import { catalogue, createSender, hire, startLabelingGateway } from '../../support/labeling.ts';
import { termsOf } from '../../support/log.ts';
import { CONFIGURATION, RESULT } from '../../support/scripted-lot.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';

const BETTER: Json = [
  { from_name: 'who', to_name: 'text', type: 'labels', value: { start: 0, end: 4, labels: ['部门'] } },
  { from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['目标'] } },
];

describe('evidence from the gateway for a reworked label', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startLabelingGateway();
    await gateway.publishPolicy();
  });
  after(() => gateway.close());

  const policyOf = (): string => {
    const { owner, firm } = gateway.space.roots;
    const roots = [owner, firm].map(({ org, key }) => ({ org, key: key.publicKey }));
    return writePolicy({ ...termsOf(3), space: gateway.script.space, roots });
  };

  /** A lot in which the first label drawn was found to be a defect, then reworked; inspected, accepted. */
  const acceptReworked = async () => {
    const { script, space } = gateway;
    const { send } = createSender(gateway);
    const reviewer = await hire(gateway, ['reviewer']);
    const lot = await drawLot(gateway, reviewer);
    const { subject: entry, documents } = catalogue(script, lot.table.dataset, 'g1');
    await send('dataset-published', space.keeper, { subject: entry, body: {}, refs: [lot.registered.id, lot.graded.id] }, documents);
    const { split, judgeAll, sumsOf, end, accept } = createInspection(gateway, lot, reviewer);
    const verdicts = await judgeAll();
    const [label = expect.fail('nothing is drawn')] = split().drawn;
    const { id: item, commitment = '' } = label.signed.event.subject;
    const better = script.seal('annotation', item, BETTER);
    const draft = {
      subject: { id: item, commitment },
      body: { lot: lot.id, method: 'manual' as const, result: better.commitment },
      refs: [lot.closed.id, label.id, verdicts[0]?.id ?? ''],
    };
    const rework = await send('label-reworked', space.labeler, draft, [{ kind: 'annotation', opening: better.opening }]);
    const { event: ended } = await end(sumsOf(verdicts));
    const { event: accepted } = await accept(ended.id, Date.now(), [rework]);
    const { inspected, defects } = ended.signed.event.body;
    return { lot, label, item, rework, accepted, inspection: { event: ended.id, inspected, defects } };
  };

  /** As the owner's connector assembles it, and its owner signs it. */
  const release = async ({ lot, label, rework, accepted, inspection }: Awaited<ReturnType<typeof acceptReworked>>): Promise<string> => {
    const { script, space } = gateway;
    const id = script.newId();
    const entryOf = ({ signed, salt = '' }: LoggedEvent<'annotation-signed'>): Uint8Array =>
      toLogEntry(signed as unknown as SignedEvent, parseHex(salt));
    const labels = lot.labels.map((one) => ({ ...one, result: RESULT, entry: entryOf(one) }));
    const accounting = accountForItems(lot.lot.signed, { labels, reports: [] });
    const released = accounting.labels.map((one) => (one.id === label.id ? { ...one, result: BETTER, rework } : one));
    const items = new Map(lot.items.map((item, row) => [item.id, { id: item.id, row, text: lot.table.texts[row] ?? '' }]));
    const ids = {
      release: id,
      space: script.space,
      project: lot.project,
      lot: lot.id,
      dataset: lot.table.dataset,
      org: space.connector.org,
    };
    const described = {
      level: 'g1',
      title: { zh: '重点任务', en: 'Tasks' },
      closedAt: 0,
      unreadable: 0,
      configuration: CONFIGURATION,
    } as const;
    const terms = { ...ids, ...described, inspection, checkpoint: { size: 0, root: toHex(sha256()) } };
    const files = assembleRelease(terms, items, { ...accounting, labels: released } as never);
    const { manifest, data, croissant } = files;
    const [hash, signed] = [toHex(sha256(toSignableBytes(manifest))), toHex(sha256(toUtf8(data)))];
    const body = { project: lot.project, lot: lot.id, manifest: hash, data: signed, labels: labels.length, items: items.size };
    await createSender(gateway).send('release-signed', space.keeper, { subject: { id }, body, refs: [lot.closed.id, accepted.id] });
    const json = { manifest, data, croissant };
    const { status, text } = await gateway.call('PUT', `/api/releases/${id}/files`, { by: space.connector, json });
    expect(status, text).to.equal(200);
    return id;
  };

  it('verifies, with both answers and all that lies between; so do its neighbors, without', async () => {
    const made = await acceptReworked();
    const id = await release(made);
    await gateway.witness();
    for (const { id: item } of made.lot.items) {
      const { status, text } = await gateway.call('GET', `/api/releases/${id}/items/${item}/evidence`, { as: gateway.space.keeper });
      expect(status, text).to.equal(200);
      const { verdict, checks } = verifyEvidence(text, premisesOf(policyOf()));
      expect(checks.filter(({ result }) => result === 'failed')).to.deep.equal([]);
      expect(verdict).to.equal('verified');
      const { openings, rework } = parseBundle(text);
      expect(openings.annotation.value).to.deep.equal(RESULT);
      expect(rework?.opening.value).to.deep.equal(item === made.item ? BETTER : undefined);
    }
  });
});
