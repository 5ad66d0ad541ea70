import { parseHex, toHex } from '../../common/encodings.ts';
import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import type { EventOf, SignedEvent } from '../../provenance/event/event.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { inspectionOf } from '../../provenance/space/inspection.ts';
import { toAcceptedReworks } from '../../provenance/space/rework-basis.ts';
import { inspectionRefs, sumsOf as sumsOfFindings } from '../../provenance/space/rules-verdict.ts';
import type { drawLot } from './drawn-lot.ts';
import type { TestGateway } from './gateway.ts';
import { createSender } from './labeling.ts';
import type { Actor, EventDraft, LoggedEvent } from './scripted-space.ts';

type Label = LoggedEvent<'annotation-signed'>;
type Verdict = LoggedEvent<'verdict-signed'>;
type Finding = EventOf<'verdict-signed'>['body']['finding'];

export const PASS: Finding = { verdict: 'pass' };
export const DEFECT: Finding = { verdict: 'defect', reason: 'boundary', severity: 'slight' };

const entryOf = ({ signed, salt = '' }: Label | Verdict | LoggedEvent<'label-reworked'>): Uint8Array =>
  toLogEntry(signed as unknown as SignedEvent, parseHex(salt));
/** Leaf hash of a label in the log, hex. */
export const leafOf = (label: Label): string => toHex(leafHash(entryOf(label)));

/** What a reviewer of the firm, and then a data owner, sign about a closed lot. */
export const createInspection = (
  gateway: TestGateway,
  { id, closed, labels }: Pick<Awaited<ReturnType<typeof drawLot>>, 'id' | 'closed' | 'labels'>,
  reviewer: Actor,
) => {
  const { attempt, send } = createSender(gateway);
  const lotOf = () => {
    const state = gateway.foundation.directory.state();
    const lot = state.lots.get(id);
    if (lot === undefined) throw new Error(`no lot ${id}`);
    return { state, lot };
  };

  /** Labels that are drawn, and the others. @param now milliseconds */
  const split = (now = Date.now()): { readonly drawn: readonly Label[]; readonly spared: readonly Label[] } => {
    const { state, lot } = lotOf();
    const inspection = inspectionOf(state, lot, [{ size: state.size, time: now }], drawInspection);
    const positions = inspection !== undefined && 'positions' in inspection ? inspection.positions : [];
    return { drawn: labels.filter((_, at) => positions.includes(at)), spared: labels.filter((_, at) => !positions.includes(at)) };
  };

  const verdictOf = (label: Label, finding: Finding, draft: Partial<EventDraft<'verdict-signed'>> = {}): EventDraft<'verdict-signed'> => {
    const { id: item, commitment = '' } = label.signed.event.subject;
    const body = { lot: id, label: leafOf(label), finding };
    return { subject: { id: item, commitment }, body, refs: [closed.id, label.id], ...draft };
  };
  const judge = (label: Label, finding: Finding = PASS, by = reviewer, draft: Partial<EventDraft<'verdict-signed'>> = {}) =>
    attempt('verdict-signed', by, verdictOf(label, finding, draft));
  /** A verdict over every label that is drawn: the first is a defect. */
  const judgeAll = async (now?: number): Promise<readonly Verdict[]> => {
    const verdicts = [];
    for (const [at, label] of split(now).drawn.entries())
      verdicts.push(await send('verdict-signed', reviewer, verdictOf(label, at === 0 ? DEFECT : PASS)));
    return verdicts;
  };

  const sumsOf = (verdicts: readonly Verdict[]): EventOf<'lot-inspected'>['body'] => ({
    ...sumsOfFindings(verdicts.map(({ signed }) => signed.event.body.finding)),
    root: labelsRoot(verdicts.map((verdict) => ({ entry: entryOf(verdict) }))),
  });
  const end = (body: EventOf<'lot-inspected'>['body'], time = Date.now()) =>
    attempt('lot-inspected', reviewer, { subject: { id }, body, refs: inspectionRefs(lotOf().lot, closed), envelope: { time } });
  /** @param reworks those that are taken over */
  const dated = (time: number | undefined) => (time === undefined ? {} : { envelope: { time } });
  const accept = (to: string, time?: number, reworks: readonly LoggedEvent<'label-reworked'>[] = []) => {
    const body = toAcceptedReworks(reworks.map((rework) => leafHash(entryOf(rework))));
    return attempt('lot-accepted', gateway.space.keeper, { subject: { id }, body, refs: [to], ...dated(time) });
  };
  const giveBack = (to: string, reason: EventOf<'lot-returned'>['body']['reason'] = 'inspection-failed', time?: number) =>
    attempt('lot-returned', gateway.space.keeper, { subject: { id }, body: { reason }, refs: [to], ...dated(time) });

  return { split, judge, judgeAll, sumsOf, end, accept, giveBack, lotOf };
};
