import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import { label, openScriptedLot, type ScriptedLotOptions } from './scripted-lot.ts';
import { memberOf, type EventDraft, type ScriptedSpace } from './scripted-space.ts';

const SECRETS = ['11'.repeat(32), '22'.repeat(32)] as const;
/** Root of whatever the replay does not look at. */
export const ROOT = 'ab'.repeat(32);

interface DrawnLotOptions extends Partial<ScriptedLotOptions> {
  readonly answerHours?: number;
  readonly inspectHours?: number;
  /** The firm does not reveal. */
  readonly silent?: boolean;
  /** The reviewer stands on the roster, beside the labelers. */
  readonly rostered?: boolean;
}

/** A closed lot of three labels to whose draw both sides have committed and, unless a side is silent, revealed. */
export const drawScriptedLot = (
  s: ScriptedSpace,
  { answerHours, inspectHours, silent = false, rostered = false, ...options }: DrawnLotOptions = {},
) => {
  const times = { hours: 24, ...(inspectHours !== undefined && { inspectHours }), ...(answerHours !== undefined && { answerHours }) };
  const inspection = { plan: { kind: 'zero-defect', share: 500 }, ...times } as const;
  const lot = openScriptedLot(s, { inspection, ...options });
  const { id } = lot.lot.signed.event.subject;
  const reviewer = s.certify(lot.firm, ['reviewer']);
  const sides = [lot.connector, reviewer].map((actor, at) => ({ actor, secret: SECRETS[at] ?? '' }));
  const commitments = sides.map(({ actor, secret }) =>
    s.log('inspection-committed', actor, { subject: { id }, body: { commitment: toHex(sha256(parseHex(secret))) }, refs: [lot.lot.id] }),
  );
  if (rostered) {
    const members = [...lot.labelers.map(memberOf('labeler')), memberOf('reviewer')(reviewer)];
    s.log('roster-signed', lot.keeper, { subject: { id: lot.project }, body: { number: 2, members }, refs: [lot.opened.id] });
  }
  const sealed = options.lotKey === undefined ? {} : { sealed: { header: ROOT, label: ROOT } };
  const labels = lot.items.map((_, at) => label(s, lot, lot.labelers[0], at, { body: sealed }));
  const body = { cause: 'complete' as const, labels: labels.length, reports: 0, left: [], root: ROOT };
  const closed = s.log('lot-closed', lot.connector, { subject: { id }, body, refs: [lot.lot.id] });
  const refs = [closed.id, ...commitments.map((commitment) => commitment.id)];
  const envelope = { checkpoint: { size: s.entries.length, root: ROOT } };
  const speaking = silent ? sides.slice(0, 1) : sides;
  const reveals = speaking.map(({ actor, secret }) =>
    s.log('inspection-revealed', actor, { subject: { id }, body: { secret }, refs, envelope }),
  );

  /** The end of the inspection, as the firm says it: two labels, one of them a defect, where it says nothing else. */
  const endOf = (draft: Partial<EventDraft<'lot-inspected'>> = {}): EventDraft<'lot-inspected'> => ({
    subject: { id },
    body: { inspected: 2, defects: 1, root: ROOT },
    refs: [closed.id, ...reveals.map((reveal) => reveal.id)],
    ...draft,
  });
  const accept = (to: { readonly id: string }, draft: Partial<EventDraft<'lot-accepted'>> = {}) =>
    s.log('lot-accepted', lot.keeper, { subject: { id }, body: {}, refs: [to.id], ...draft });
  const giveBack = (
    to: { readonly id: string },
    reason: EventOf<'lot-returned'>['body']['reason'] = 'inspection-failed',
    draft: Partial<EventDraft<'lot-returned'>> = {},
  ) => s.log('lot-returned', lot.keeper, { subject: { id }, body: { reason }, refs: [to.id], ...draft });

  return { ...lot, id, reviewer, labels, closed, reveals, endOf, accept, giveBack };
};
export type DrawnScriptedLot = ReturnType<typeof drawScriptedLot>;
