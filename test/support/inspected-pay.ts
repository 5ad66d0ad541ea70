import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { label, openScriptedLot, type ScriptedLotOptions } from './scripted-lot.ts';
import type { Actor, LoggedEvent, ScriptedSpace } from './scripted-space.ts';

const ROOT = 'ab'.repeat(32);
const SECRETS = ['11'.repeat(32), '22'.repeat(32)] as const;

export const INSPECTION = { plan: { kind: 'zero-defect', share: 500 }, hours: 24 } as const;
export const DEFECT = { verdict: 'defect', reason: 'boundary', severity: 'slight' } as const;

const known = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('nothing there');
  return value;
};

/**
 * A lot of three labels, the first two by one person, inspected: the first is a defect, the second passes. Of the third, which was not drawn, a
 * reviewer signs a verdict all the same, which the end of the inspection does not count.
 */
export const inspectScriptedLot = (s: ScriptedSpace, options: ScriptedLotOptions, defects = 1) => {
  const lot = openScriptedLot(s, options);
  const { id } = lot.lot.signed.event.subject;
  const reviewer = s.certify(lot.firm, ['reviewer']);
  const sides = [lot.connector, reviewer].map((actor, at) => ({ actor, secret: known(SECRETS[at]) }));
  const commitments = sides.map(({ actor, secret }) =>
    s.log('inspection-committed', actor, { subject: { id }, body: { commitment: toHex(sha256(parseHex(secret))) }, refs: [lot.lot.id] }),
  );
  const [first, second] = lot.labelers;
  const labels = [label(s, lot, first, 0), label(s, lot, first, 1), label(s, lot, second, 2)];
  const closing = { cause: 'complete' as const, labels: 3, reports: 0, left: [], root: ROOT };
  const closed = s.log('lot-closed', lot.connector, { subject: { id }, body: closing, refs: [lot.lot.id] });
  const refs = [closed.id, ...commitments.map((commitment) => commitment.id)];
  const envelope = { checkpoint: { size: s.entries.length, root: ROOT } };
  const reveals = sides.map(({ actor, secret }) =>
    s.log('inspection-revealed', actor, { subject: { id }, body: { secret }, refs, envelope }),
  );
  const judge = (at: number, finding: EventOf<'verdict-signed'>['body']['finding'], by: Actor = reviewer) => {
    const [{ id: item, commitment }, over] = [known(lot.items[at]), known(labels[at])];
    const body = { lot: id, label: toHex(leafHash(known(s.entries[over.index]))), finding };
    return s.log('verdict-signed', by, { subject: { id: item, commitment }, body, refs: [closed.id, over.id] });
  };
  const verdicts: readonly LoggedEvent<'verdict-signed'>[] = [DEFECT, { verdict: 'pass' } as const].map((finding, at) =>
    judge(at, finding),
  );
  const undrawn = judge(2, DEFECT);
  const inspected = s.log('lot-inspected', reviewer, {
    subject: { id },
    body: { inspected: 2, defects, root: labelsRoot(verdicts.map(({ index }) => ({ entry: known(s.entries[index]) }))) },
    refs: [closed.id, ...reveals.map((reveal) => reveal.id)],
  });
  return { lot, id, reviewer, labels, closed, judge, verdicts, undrawn, inspected };
};
export type InspectedScript = ReturnType<typeof inspectScriptedLot>;
