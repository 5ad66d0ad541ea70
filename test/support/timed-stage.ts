import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import type { EventType } from '../../provenance/event/event.ts';
import { leafHash, treeRoot } from '../../provenance/log/merkle.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { openStage, type Stage } from './device.ts';
import { label, type ScriptedLabel } from './scripted-lot.ts';
import type { Actor, EventDraft, LoggedEvent } from './scripted-space.ts';

const SECRETS = { owner: '11'.repeat(32), inspector: '22'.repeat(32) } as const;
const ROOT = 'ab'.repeat(32);
export const HOUR = 3_600_000;
export const HOURS = { reveal: 24, answer: 48, withhold: 240, appeal: 72, decide: 48 } as const;

type Side = keyof typeof SECRETS;

export interface TimedStage extends Stage {
  readonly id: string;
  readonly reviewer: Actor;
  readonly labels: readonly ScriptedLabel[];
  /** Signs a checkpoint under all witnesses, so many hours later. */
  publishAfter(hours: number): void;
  /** Each comes into the log now, whatever time it claims; it cites nothing where the test does not say so. */
  close(time?: number): LoggedEvent<'lot-closed'>;
  reveal(side: Side, time?: number): LoggedEvent<'inspection-revealed'>;
  end(time?: number): LoggedEvent<'lot-inspected'>;
  verdict(): LoggedEvent<'verdict-signed'>;
  withhold(time?: number): LoggedEvent<'pay-withheld'>;
  /** Somebody honest signs something else, and cites the newest checkpoint that was signed. */
  citeNewest(): void;
  /** Somebody signs something else, and cites a checkpoint of a size that none was ever signed for. */
  citeNothing(): void;
}

/** A lot of three labels by one person, to whose draw both sides have committed, in a gateway in memory: what comes next, and when, is the test's. */
export const openTimed = (seed: string): TimedStage => {
  const inspection = { plan: { kind: 'zero-defect', share: 500 }, hours: HOURS.reveal, answerHours: HOURS.answer } as const;
  const stage = openStage(seed, { inspection, pay: { withhold: HOURS.withhold, appeal: HOURS.appeal, decide: HOURS.decide } });
  const { log, lot } = stage;
  const { space: s } = log;
  const id = lot.lot.signed.event.subject.id;
  const subject = { id };
  const reviewer = s.certify(lot.firm, ['reviewer']);
  const actors = { owner: lot.connector, inspector: reviewer };
  const committed = (['owner', 'inspector'] as const).map((side) =>
    s.log('inspection-committed', actors[side], {
      subject,
      body: { commitment: toHex(sha256(parseHex(SECRETS[side]))) },
      refs: [lot.lot.id],
    }),
  );
  const labels = lot.items.map((_, at) => label(s, lot, lot.labelers[0], at));
  const [first] = labels;
  if (first === undefined) throw new Error('no label');

  const found = <Type extends EventType>(type: Type): readonly string[] =>
    s.events.filter(({ signed: { event } }) => event.type === type).map((event) => event.id);
  const say = <Type extends EventType>(type: Type, by: Actor, draft: EventDraft<Type>, time: number): LoggedEvent<Type> =>
    s.log(type, by, { ...draft, envelope: { time, ...draft.envelope } });
  const closing = (): string => found('lot-closed')[0] ?? '';
  const closedAt = (): number => s.events.find((event) => event.id === closing())?.index ?? -1;
  const verdictsRoot = (): string =>
    labelsRoot(
      s.events
        .filter(({ signed: { event } }) => event.type === 'verdict-signed')
        .map(({ index }) => ({ entry: s.entries[index] ?? new Uint8Array() })),
    );
  const newest = () => ({ size: s.entries.length, root: toHex(treeRoot(s.entries.map(leafHash))) });
  /** Cites a tree of the log's size now, whether or not anybody has signed it. */
  const cite = (): void => {
    const { project, opened, labelers } = lot;
    const members = labelers.map(({ certificate, key }) => ({ certificate, key: toHex(key.publicKey), duty: 'labeler' as const }));
    const number = found('roster-signed').length + 1;
    say(
      'roster-signed',
      lot.keeper,
      { subject: { id: project }, body: { number, members }, refs: [opened.id], envelope: { checkpoint: newest() } },
      log.now,
    );
  };
  log.publish();

  return {
    ...stage,
    id,
    reviewer,
    labels,
    publishAfter: (hours) => {
      log.now += hours * HOUR;
      log.publish();
    },
    close: (time = log.now) =>
      say(
        'lot-closed',
        lot.connector,
        { subject, body: { cause: 'complete', labels: 3, reports: 0, left: [], root: ROOT }, refs: [lot.lot.id] },
        time,
      ),
    reveal: (side, time = log.now) => {
      const refs = [closing(), ...committed.map((event) => event.id)];
      // It must name one that holds the closing; a liar names the smallest, which nobody has where none was signed then.
      const envelope = { checkpoint: { size: closedAt() + 1, root: ROOT } };
      return say('inspection-revealed', actors[side], { subject, body: { secret: SECRETS[side] }, refs, envelope }, time);
    },
    end: (time = log.now) =>
      say(
        'lot-inspected',
        reviewer,
        { subject, body: { inspected: 1, defects: 1, root: verdictsRoot() }, refs: [closing(), ...found('inspection-revealed')] },
        time,
      ),
    verdict: () =>
      s.log('verdict-signed', reviewer, {
        subject: { id: first.signed.event.subject.id, commitment: first.signed.event.subject.commitment ?? '' },
        body: {
          lot: id,
          label: toHex(leafHash(s.entries[first.index] ?? new Uint8Array())),
          finding: { verdict: 'defect', reason: 'boundary', severity: 'slight' },
        },
        refs: [closing(), first.id],
      }),
    withhold: (time = log.now) => {
      const refs = [...found('lot-inspected'), first.id, ...found('verdict-signed')];
      return say('pay-withheld', lot.keeper, { subject, body: { reason: 'boundary', clause: 3, amount: 20 }, refs }, time);
    },
    citeNewest: cite,
    citeNothing: cite,
  };
};
