import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { decideDelivery } from '../../policies/levels/delivery.ts';
import { createPartialReplay } from '../../provenance/space/replay.ts';
import { inspectionOf } from '../../provenance/space/inspection.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { isPrivateType, type EventOf, type SignedEvent } from '../../provenance/event/event.ts';
import { createLotFile } from '../../provenance/evidence/draw/create-lot-file.ts';
import type { DrawPremises } from '../../provenance/evidence/draw/draw-context.ts';
import { writeLotFile } from '../../provenance/evidence/draw/lot-file.ts';
import { parseAnyPolicy, parsePolicy } from '../../provenance/log/policy.ts';
import { writePolicy } from '../../provenance/log/policy-text.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { createForgedLog, createLogKeys, toTerms } from './forge-log.ts';
import { openScriptedLot, signLabel, type ScriptedLabel, type ScriptedLot } from './scripted-lot.ts';
import { createScriptedSpace, type Actor, type ScriptedSpace } from './scripted-space.ts';

export const SECRETS = { owner: '11'.repeat(32), inspector: '22'.repeat(32) } as const;

type People = Readonly<Record<'connector' | 'keeper' | 'reviewer' | 'labeler', Actor>>;

/** How people who hold real keys may lie; what the gateway takes is no hindrance. */
export interface DrawLies {
  readonly seed?: string;
  readonly by?: Readonly<Partial<Record<'commit' | 'close' | 'reveal', keyof People>>> & { readonly open?: 'keeper' };
  /** What the file and the closing list instead of the labels that were logged. */
  readonly labels?: (labels: readonly ScriptedLabel[], s: ScriptedSpace, lot: ScriptedLot) => readonly ScriptedLabel[];
  readonly root?: string;
  /** Spoils the signature of the first label before it is logged. */
  readonly spoiled?: boolean;
  /** Nobody of the firm reveals, and witnesses sign again after the hours. */
  readonly silent?: boolean;
}

/** A scripted lot of three items by two people each, with its draw, under the keys of a log and its witnesses; and the file of it. */
export const forgeDraw = async ({ seed = 'draw', by = {}, labels: choose = (all) => all, root, spoiled, silent }: DrawLies = {}) => {
  const s = createScriptedSpace(seed);
  const keys = createLogKeys('draw');
  let offset = 0;
  const log = createForgedLog(s.entries, keys, () => s.clock() + offset);
  const inspection = { plan: { kind: 'normal', level: 'II', limit: '6.5' }, hours: 2 } as const;
  const lot: ScriptedLot = openScriptedLot(s, { overlap: 2, inspection, ...(by.open && { opener: by.open }) });
  const reviewer = s.certify(lot.firm, ['reviewer']);
  const people: People = { connector: lot.connector, keeper: lot.keeper, reviewer, labeler: lot.labelers[0] };
  const id = lot.lot.signed.event.subject.id;
  const subject = { id };
  const commit = (actor: Actor, secret: string) =>
    s.log('inspection-committed', actor, { subject, body: { commitment: toHex(sha256(parseHex(secret))) }, refs: [lot.lot.id] });
  const commitments = {
    owner: commit(lot.connector, SECRETS.owner),
    inspector: commit(people[by.commit ?? 'reviewer'], SECRETS.inspector),
  };
  const write = (labeler: Actor, at: number): ScriptedLabel => {
    const { signed, ...rest } = signLabel(s, lot, labeler, at);
    const signature = spoiled === true && at === 0 ? 'ab'.repeat(64) : signed.signature;
    const spelled = { ...rest, signed: { ...signed, signature } };
    return { ...spelled, index: s.append(spelled).index };
  };
  const logged = lot.items.flatMap((_, at) => lot.labelers.map((labeler) => write(labeler, at)));
  const listed = choose(logged, s, lot);
  const body: EventOf<'lot-closed'>['body'] = {
    cause: 'complete',
    labels: listed.length,
    reports: 0,
    left: [],
    root: root ?? labelsRoot(listed.map(({ signed, salt }) => ({ entry: toLogEntry(signed as unknown as SignedEvent, parseHex(salt)) }))),
  };
  const closed = s.log('lot-closed', people[by.close ?? 'connector'], { subject, body, refs: [lot.lot.id] });
  log.publish();
  const reveal = (actor: Actor, side: 'owner' | 'inspector') =>
    s.log('inspection-revealed', actor, {
      subject,
      body: { secret: SECRETS[side] },
      refs: [closed.id, commitments[side].id],
      envelope: { checkpoint: log.cite() },
    });
  reveal(lot.connector, 'owner');
  if (silent !== true) reveal(people[by.reveal ?? 'reviewer'], 'inspector');
  else offset = 3 * 3_600_000;
  const size = log.publish();
  const policyText = writePolicy({
    ...toTerms(keys),
    space: s.space,
    roots: [lot.owner, lot.firm].map(({ org, key }) => ({ org, key: key.publicKey })),
  });
  const events = s.events.filter(({ signed }) => !isPrivateType(signed.event.type));
  const replay = createPartialReplay(s.space, s.premises);
  for (const event of events) replay.place(event.signed, event.id, event.index);
  const point = { size, time: s.clock() + offset };
  const found = replay.state.lots.get(id);
  const outcome = found && inspectionOf({ ...replay.state, size }, found, [point], drawInspection);
  if (outcome === undefined) throw new Error('no inspection');
  const file = await createLotFile(
    { space: s.space, lot: id, events, labels: listed, inspection: outcome, size },
    log,
    parsePolicy(policyText),
  );
  return { s, lot, log, keys, file, text: writeLotFile(file), policyText, labels: listed };
};
export type ForgedDraw = Awaited<ReturnType<typeof forgeDraw>>;

export const drawPremises = (policy?: string): DrawPremises => ({
  policy: policy === undefined ? undefined : parseAnyPolicy(policy),
  delivery: decideDelivery,
  draw: drawInspection,
});
