import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { decideDelivery } from '../../policies/levels/delivery.ts';
import { createPartialReplay } from '../../provenance/space/replay.ts';
import type { InspectionTerms } from '../../provenance/space/inspection-terms.ts';
import { inspectionOf, type Inspection } from '../../provenance/space/inspection.ts';
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
type Side = keyof typeof SECRETS;

type People = Readonly<Record<'connector' | 'keeper' | 'reviewer' | 'labeler', Actor>>;

/** How people who hold real keys may lie; what the gateway takes is no hindrance. */
export interface DrawLies {
  readonly seed?: string;
  readonly plan?: InspectionTerms['plan'];
  /** How much late work the lot pays. */
  readonly pays?: number;
  /** The data are a derivative, and who graded its source. */
  readonly derived?: 'officer' | 'keeper';
  /** Another firm than the labelers' inspects, and does nothing at all. */
  readonly stranger?: boolean;
  /** Pay may be withheld, and an auditor decides over it. */
  readonly adjudicated?: boolean;
  readonly by?: Readonly<Partial<Record<'commit' | 'close' | 'reveal', keyof People>>> & { readonly open?: 'keeper' };
  /** What the file and the closing list instead of the labels that were logged. */
  readonly labels?: (labels: readonly ScriptedLabel[], s: ScriptedSpace, lot: ScriptedLot) => readonly ScriptedLabel[];
  readonly root?: string;
  /** How many labels the closing says there are, where it is not the number that is listed. */
  readonly counted?: number;
  /** What the file says came out, where it is not what is redone. */
  readonly says?: Inspection;
  /** Spoils the signature of the first label before it is logged. */
  readonly spoiled?: boolean;
  /** Nobody of the firm reveals, and witnesses sign again after the hours. */
  readonly silent?: boolean;
  /** Witnesses sign only after the hours what was revealed by its time. */
  readonly renewed?: boolean;
  /** The firm reveals when the hours are over by what witnesses signed and it cites, and claims a time before. */
  readonly late?: boolean;
  /** By how many hours who commits, closes or reveals is off in her own time. */
  readonly off?: Readonly<Partial<Record<'commit' | 'close' | 'reveal', number>>>;
  /** The firm commits twice, and gateway and firm make the file with the second commitment alone. */
  readonly twice?: boolean;
}

/** A lot in the making: the script, and the log with its witnesses. */
interface Stage {
  readonly s: ScriptedSpace;
  readonly lot: ScriptedLot;
  readonly log: ReturnType<typeof createForgedLog>;
  readonly people: People;
  /** As the policy pins them. */
  readonly roots: readonly { readonly org: string; readonly key: Uint8Array }[];
  readonly subject: { readonly id: string };
  /** Lets hours pass by the witnesses' clocks. */
  readonly wait: (hours: number) => void;
  /** By the witnesses; milliseconds. */
  readonly now: () => number;
}

const HOUR = 3_600_000;
/** After the closing, for the reveals. */
const HOURS = 24;
const PLAN = { kind: 'normal', level: 'II', limit: '6.5' } as const;

const setStage = (
  { seed = 'draw', plan = PLAN, by = {}, pays, derived, stranger, adjudicated }: DrawLies,
  keys: ReturnType<typeof createLogKeys>,
): Stage => {
  const s = createScriptedSpace(seed);
  let offset = 0;
  const now = (): number => s.clock() + offset;
  const log = createForgedLog(s.entries, keys, now);
  const other = stranger === true ? s.join('firm') : undefined;
  const auditor = adjudicated === true ? s.join('auditor') : undefined;
  const pay = auditor && { withhold: 24, appeal: 72, decide: 24, adjudicator: auditor.org };
  const inspection = { plan, hours: HOURS, ...(other && { by: other.org }) };
  const changes = { ...(by.open && { opener: by.open }), ...(derived && { derived }), ...(pays !== undefined && { late: pays }) };
  const lot = openScriptedLot(s, { overlap: 2, inspection, ...(pay && { pay }), ...changes });
  const reviewer = s.certify(lot.firm, ['reviewer']);
  // Takes no part.
  s.certify(lot.firm, ['team-lead']);
  const people: People = { connector: lot.connector, keeper: lot.keeper, reviewer, labeler: lot.labelers[0] };
  const wait = (hours: number): void => void (offset += hours * HOUR);
  const roots = [lot.owner, lot.firm, ...[other, auditor].filter((org) => org !== undefined)].map(({ org, key }) => ({
    org,
    key: key.publicKey,
  }));
  return { s, lot, log, people, roots, subject: { id: lot.lot.signed.event.subject.id }, wait, now };
};

/** What the firm commits to first if it commits twice. */
const FIRST = '33'.repeat(32);
const commitmentTo = (secret: string): string => toHex(sha256(parseHex(secret)));

const commit = ({ s, lot, subject }: Stage, actor: Actor, secret: string, time = s.clock()) =>
  s.log('inspection-committed', actor, { subject, body: { commitment: commitmentTo(secret) }, refs: [lot.lot.id], envelope: { time } });

const labelAll = ({ s, lot }: Stage, spoiled: boolean): readonly ScriptedLabel[] =>
  lot.items.flatMap((_, at) =>
    lot.labelers.map((labeler) => {
      const { signed, ...rest } = signLabel(s, lot, labeler, at);
      const signature = spoiled && at === 0 ? 'ab'.repeat(64) : signed.signature;
      const spelled = { ...rest, signed: { ...signed, signature } };
      return { ...spelled, index: s.append(spelled).index };
    }),
  );

const close = ({ s, lot, subject, now }: Stage, actor: Actor, listed: readonly ScriptedLabel[], { root, counted, off }: DrawLies) => {
  const entries = listed.map(({ signed, salt }) => ({ entry: toLogEntry(signed as unknown as SignedEvent, parseHex(salt)) }));
  const body: EventOf<'lot-closed'>['body'] = {
    cause: 'complete',
    labels: counted ?? listed.length,
    reports: 0,
    left: [],
    root: root ?? labelsRoot(entries),
  };
  return s.log('lot-closed', actor, { subject, body, refs: [lot.lot.id], envelope: { time: now() + (off?.close ?? 0) * HOUR } });
};

const reveal = ({ s, log, subject }: Stage, actor: Actor, side: Side, refs: readonly string[], time: number): void => {
  const body = { secret: SECRETS[side] };
  s.log('inspection-revealed', actor, { subject, body, refs, envelope: { checkpoint: log.cite(), time } });
};

const redraw = ({ s, subject, now }: Stage, size: number): Inspection => {
  const replay = createPartialReplay(s.space, s.premises);
  for (const event of publicOf(s)) replay.place(event.signed, event.id, event.index);
  const found = replay.state.lots.get(subject.id);
  const outcome = found && inspectionOf({ ...replay.state, size }, found, [{ size, time: now() }], drawInspection);
  if (outcome === undefined) throw new Error('no inspection');
  return outcome;
};

const isFirst = ({ event }: SignedEvent): boolean => event.type === 'inspection-committed' && event.body.commitment === commitmentTo(FIRST);
/** What the file is made from: public, and without what the firm would not have known. */
const publicOf = ({ events }: ScriptedSpace) => events.filter(({ signed }) => !isPrivateType(signed.event.type) && !isFirst(signed));

/** Commitments, labels, closing, reveals. @returns labels as the file lists them */
const play = (stage: Stage, lies: DrawLies): readonly ScriptedLabel[] => {
  const { s, lot, log, people, wait } = stage;
  const { by = {}, labels: choose = (all) => all, spoiled = false, silent, renewed, late, twice, stranger, off = {} } = lies;
  const owner = commit(stage, lot.connector, SECRETS.owner);
  const first = twice === true ? commit(stage, people.reviewer, FIRST) : undefined;
  const inspector =
    stranger === true ? undefined : commit(stage, people[by.commit ?? 'reviewer'], SECRETS.inspector, s.clock() + (off.commit ?? 0) * HOUR);
  const listed = choose(labelAll(stage, spoiled), s, lot);
  // Whoever commits to nothing is waited for until the deadline.
  if (inspector === undefined) wait(49);
  const closed = close(stage, people[by.close ?? 'connector'], listed, lies);
  if (inspector === undefined) return listed;
  log.publish();
  // Who is honest cites what counts by her own copy of the whole log.
  reveal(stage, lot.connector, 'owner', [closed.id, owner.id, (first ?? inspector).id], s.clock());
  if (silent === true || renewed === true) wait(HOURS + 1);
  if (late === true) {
    wait(HOURS + 1 / 30);
    log.publish();
  }
  const claimed = late === true ? closed.signed.event.time + HOURS * HOUR - 1000 : s.clock() + (off.reveal ?? 0) * HOUR;
  if (silent !== true) reveal(stage, people[by.reveal ?? 'reviewer'], 'inspector', [closed.id, owner.id, inspector.id], claimed);
  return listed;
};

/** A scripted lot of three items by two people each, with its draw, under the keys of a log and its witnesses; and the file of it. */
export const forgeDraw = async (lies: DrawLies = {}) => {
  const keys = createLogKeys('draw');
  const stage = setStage(lies, keys);
  const { s, lot, log, subject, roots } = stage;
  const labels = play(stage, lies);
  const size = log.publish();
  const policyText = writePolicy({ ...toTerms(keys), space: s.space, roots });
  const inspection = lies.says ?? redraw(stage, size);
  const parts = { space: s.space, lot: subject.id, events: publicOf(s), labels, inspection, size };
  const file = await createLotFile(parts, log, parsePolicy(policyText));
  return { s, lot, log, keys, people: stage.people, file, text: writeLotFile(file), policyText, labels };
};
export type ForgedDraw = Awaited<ReturnType<typeof forgeDraw>>;

export const drawPremises = (policy?: string): DrawPremises => ({
  policy: policy === undefined ? undefined : parseAnyPolicy(policy),
  delivery: decideDelivery,
  draw: drawInspection,
});
