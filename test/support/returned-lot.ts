import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { label, openScriptedLot, type LabelDraft, type ScriptedLabel, type ScriptedLot, type ScriptedLotOptions } from './scripted-lot.ts';
import type { Actor, EventDraft, LoggedEvent, ScriptedSpace } from './scripted-space.ts';

const ROOT = 'ab'.repeat(32);
const SECRETS = ['11'.repeat(32), '22'.repeat(32)] as const;
export const INSPECTION = { plan: { kind: 'zero-defect', share: 500 }, hours: 24 } as const;

export type Finding = EventOf<'verdict-signed'>['body']['finding'];
export const DEFECT: Finding = { verdict: 'defect', reason: 'boundary', severity: 'slight' };

const known = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('nothing there');
  return value;
};

export const createReturnedLot = (s: ScriptedSpace, options: ScriptedLotOptions = {}) =>
  closeReturned(s, openScriptedLot(s, { inspection: INSPECTION, ...options }));

/**
 * An inspected lot of three labels, the first two by one person: the first is a defect, the second passes, the third has no verdict. The
 * inspection has not ended.
 * @param first what the first label says that the others do not
 * @param said commitment to what is said of the defect in words
 */
export const closeReturned = (s: ScriptedSpace, lot: ScriptedLot, first: LabelDraft = {}, said?: string) => {
  const { id } = lot.lot.signed.event.subject;
  const reviewer = s.certify(lot.firm, ['reviewer']);
  const sides = [lot.connector, reviewer].map((actor, at) => ({ actor, secret: known(SECRETS[at]) }));
  const commitments = sides.map(({ actor, secret }) =>
    s.log('inspection-committed', actor, { subject: { id }, body: { commitment: toHex(sha256(parseHex(secret))) }, refs: [lot.lot.id] }),
  );
  const [author, other] = lot.labelers;
  const { sealed } = first.body ?? {};
  const others: LabelDraft = { body: { ...(sealed && { sealed }) } };
  const labels: readonly ScriptedLabel[] = [
    label(s, lot, author, 0, first),
    label(s, lot, author, 1, others),
    label(s, lot, other, 2, others),
  ];
  const closed = s.log('lot-closed', lot.connector, {
    subject: { id },
    body: { cause: 'complete', labels: 3, reports: 0, left: [], root: ROOT },
    refs: [lot.lot.id],
  });
  const refs = [closed.id, ...commitments.map((commitment) => commitment.id)];
  const reveals = sides.map(({ actor, secret }) =>
    s.log('inspection-revealed', actor, {
      subject: { id },
      body: { secret },
      refs,
      envelope: { checkpoint: { size: s.entries.length, root: ROOT } },
    }),
  );
  const subjectOf = (at: number): { readonly id: string; readonly commitment: string } => {
    const { id: item, commitment } = known(lot.items[at]);
    return { id: item, commitment };
  };
  const judge = (at: number, finding: Finding, by: Actor = reviewer, note?: string): LoggedEvent<'verdict-signed'> => {
    const { index, id: about } = known(labels[at]);
    const body = { lot: id, label: toHex(leafHash(known(s.entries[index]))), finding, ...(note !== undefined && { note }) };
    return s.log('verdict-signed', by, { subject: subjectOf(at), body, refs: [closed.id, about] });
  };
  const verdicts = [judge(0, DEFECT, reviewer, said), judge(1, { verdict: 'pass' })] as const;
  /** A rework of the label at this place, after the verdict there. */
  const reworkOf = (at = 0, draft: Partial<EventDraft<'label-reworked'>> = {}): EventDraft<'label-reworked'> => ({
    subject: subjectOf(at),
    body: { lot: id, method: 'manual', result: 'cd'.repeat(32) },
    refs: [closed.id, known(labels[at]).id, known(verdicts[at] ?? verdicts[0]).id],
    ...draft,
  });
  const end = (): LoggedEvent<'lot-inspected'> =>
    s.log('lot-inspected', reviewer, {
      subject: { id },
      body: { inspected: 2, defects: 1, root: labelsRoot(verdicts.map(({ index }) => ({ entry: known(s.entries[index]) }))) },
      refs: [closed.id, ...reveals.map((reveal) => reveal.id)],
    });
  return { ...lot, id, reviewer, labels, closed, verdicts, judge, reworkOf, end };
};
export type ReturnedLot = ReturnType<typeof createReturnedLot>;
