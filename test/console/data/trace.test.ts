import { expect } from 'chai';
import type { KnownRelease } from '../../../console/src/space/acts/auditor.ts';
import { traceOf } from '../../../console/src/data/connected/trace.ts';
import { expectCode } from '../../support/expect-code.ts';
import { drawScriptedLot } from '../../support/scripted-draw.ts';
import { createScriptedSpace } from '../../support/scripted-space.ts';

/** From whatever somebody has in hand to its evidence, by the own copy of the log. */
describe('what an id or a ledger number is', () => {
  const s = createScriptedSpace();
  const lot = drawScriptedLot(s);
  const [label] = lot.labels;
  const inspected = s.log('lot-inspected', lot.reviewer, lot.endOf());
  const accepted = lot.accept(inspected);
  const hash = 'ab'.repeat(32);
  const signed = s.log('release-signed', lot.keeper, {
    subject: { id: s.newId() },
    body: { project: lot.project, lot: lot.id, manifest: hash, data: hash, labels: 3, items: 3 },
    refs: [lot.closed.id, accepted.id],
  });
  const release = signed.signed.event.subject.id;
  const { state } = s.replay();
  const item = label?.signed.event.subject.id ?? '';
  const listed = { item, event: label?.id ?? '', index: label?.index ?? 0, line: hash };
  const releases = [{ known: signed, shown: {}, manifest: { labels: [listed] } }] as unknown as readonly KnownRelease[];
  const trace = (text: string) => traceOf(text, state, releases);

  it('leads to a release by its id, its event and its number, as people write it', () => {
    for (const text of [release, ` ${release.toUpperCase()} `, signed.id, `#${signed.index}`, String(signed.index)])
      expect(trace(text), text).to.deep.equal({ kind: 'release', release });
  });

  it('leads to a lot by each public event about it', () => {
    for (const text of [lot.id, lot.lot.id, lot.closed.id, `#${lot.reveals[0]?.index}`, inspected.id, `${accepted.index}`])
      expect(trace(text), text).to.deep.equal({ kind: 'lot', lot: lot.id, isInspected: true, isDrawn: true });
  });

  it('leads to a released label by its event, its number and its item', () => {
    for (const text of [listed.event, `#${listed.index}`, item])
      expect(trace(text), text).to.deep.equal({ kind: 'label', release, item, label: listed.event });
  });

  it('refuses by name what is no number or id, and what neither log nor manifests tell', async () => {
    for (const text of ['', '#', 'lot', '1e3', '-1', 'ab'.repeat(31)]) await expectCode(() => trace(text), 'trace-malformed');
    for (const text of ['cd'.repeat(32), `#${lot.labels[1]?.index}`, '#999,999', s.newId()])
      await expectCode(() => trace(text), 'trace-unknown');
  });
});
