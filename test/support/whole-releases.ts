import type { Json } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { assembleRelease, type AssembledRelease } from '../../connectors/release/assemble.ts';
import { parseConfiguration } from '../../labeling/configuration.ts';
import { parseResult, verifyResult } from '../../labeling/result.ts';
import { decideDelivery } from '../../policies/levels/delivery.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import type { EventOf, SignedEvent } from '../../provenance/event/event.ts';
import { manifestHash } from '../../provenance/evidence/manifest.ts';
import type { ReleaseFiles } from '../../provenance/evidence/whole-releases/release-files.ts';
import type { FitRule } from '../../provenance/evidence/whole-releases/release-verifier.ts';
import { openWholeLog, type WholeLog } from '../../provenance/evidence/whole-releases/whole-log.ts';
import { signCheckpoint } from '../../provenance/log/checkpoint.ts';
import { leafHash, treeRoot } from '../../provenance/log/merkle.ts';
import { parsePolicy, type LogPolicy } from '../../provenance/log/policy.ts';
import { writePolicy } from '../../provenance/log/policy-text.ts';
import { accountForItems, toClosing } from '../../provenance/space/accounting.ts';
import { cosign, keyOf, LOG_NAME, SIGNED_AT, termsOf, WITNESSES } from './log.ts';
import { CONFIGURATION, grade, RESULT, signRoster } from './scripted-lot.ts';
import { createScriptedSpace, type Actor, type LoggedEvent, type ScriptedSpace } from './scripted-space.ts';

export interface WholeReleases {
  readonly entries: readonly Uint8Array[];
  readonly note: string;
  readonly policy: LogPolicy;
  readonly releases: readonly ReleaseFiles[];
}

/** What an owner writes and signs. */
type Written = Pick<AssembledRelease, 'manifest' | 'data'>;

export interface WholeReleasesOptions {
  readonly lots: number;
  /** Of each lot; at most 400. */
  readonly items: number;
  /** People who label each item. */
  readonly people: number;
  /** Each lot is inspected by the firm, which finds one defect, and accepted. */
  readonly inspected?: boolean;
  /** Each release is followed by one that supersedes it. */
  readonly corrected?: boolean;
  /** The very last label of each lot is by somebody off the roster, or bears a signature that nobody made. */
  readonly lastLabel?: 'outsider' | 'forged';
  readonly result?: Json;
  /** What a lying connector states at the closing. */
  readonly close?: (body: EventOf<'lot-closed'>['body']) => EventOf<'lot-closed'>['body'];
  /** What a lying owner signs of an honest release. */
  readonly sign?: (body: EventOf<'release-signed'>['body']) => EventOf<'release-signed'>['body'];
  /** What a lying owner releases and signs. */
  readonly write?: (written: Written) => Written;
}

export const FIT_RULE: FitRule = (configuration) => {
  const task = parseConfiguration(configuration);
  return (text, result) => verifyResult(task, text, parseResult(result));
};

export const openLogOf = ({ entries, note, policy }: Omit<WholeReleases, 'releases'>): WholeLog =>
  openWholeLog(entries, note, policy, decideDelivery);

const TITLES = { title: { zh: '要素', en: 'Elements' }, instructions: { zh: '', en: '' } };

/** A project with its people; nothing is labeled yet. */
const openProject = (s: ScriptedSpace, { lots, items, people }: WholeReleasesOptions) => {
  const [owner, firm] = [s.join('owner'), s.join('firm')];
  const officer = s.certify(owner, ['grading-officer']);
  const keeper = s.certify(owner, ['data-owner']);
  const connector = s.certify(owner, ['connector', 'witness']);
  const labelers = Array.from({ length: people }, () => s.certify(firm, ['labeler']));
  const outsider = s.certify(firm, ['labeler']);
  const reviewer = s.certify(firm, ['reviewer']);
  const [dataset, project] = [s.newId(), s.newId()];
  const registered = s.log('dataset-registered', connector, {
    subject: { id: dataset, commitment: s.seal('profile', dataset, { columns: [] }).commitment },
    body: { rows: lots * items, columns: 1, withheld: 0, root: '0'.repeat(64) },
  });
  const graded = grade(s, officer, registered, 'g1');
  const document = s.seal('project', project, { ...TITLES, configuration: CONFIGURATION, textColumn: 'text' });
  const opened = s.log('project-opened', keeper, {
    subject: { id: project, commitment: document.commitment },
    body: { dataset, delivery: 'open' },
    refs: [graded.id],
  });
  const roster = signRoster(s, keeper, opened, labelers);
  return { owner, firm, keeper, connector, labelers, outsider, reviewer, dataset, project, document, opened, roster };
};
type OpenedProject = ReturnType<typeof openProject>;

const openLot = (s: ScriptedSpace, p: OpenedProject, { items, people, inspected }: WholeReleasesOptions) => {
  const made = Array.from({ length: items }, (_, row) => {
    const id = s.newId();
    const text = `市数据局牵头第${row}项任务，到2027年完成，并按季度向市政府报告进展。`;
    const { opening, commitment } = s.seal('item', id, text);
    return { id, row, text, commitment, item: { salt: opening.salt, value: text } };
  });
  const listed = made.map(({ id, commitment }) => ({ id, commitment }));
  const overlap = people > 1 ? { overlap: people } : {};
  const terms = { by: p.firm.org, plan: { kind: 'zero-defect', share: 100 }, hours: 24 } as const;
  const deadline = s.clock() + (inspected === true ? 2 : 1) * 86_400_000;
  const body = { project: p.project, price: 32, deadline, ...overlap, ...(inspected === true && { inspection: terms }), items: listed };
  return { made, lot: s.log('lot-opened', p.connector, { subject: { id: s.newId() }, body, refs: [p.opened.id, p.roster.id] }) };
};
type OpenedLot = ReturnType<typeof openLot>;

const otherSignature = (signature: string): string => (signature.startsWith('0') ? '1' : '0') + signature.slice(1);

const labelItem = (s: ScriptedSpace, lot: LoggedEvent<'lot-opened'>, made: OpenedLot['made'][number], labeler: Actor, how: Labeling) => {
  const { opening, commitment } = s.seal('annotation', made.id, how.result);
  const drawn = s.sign('annotation-signed', labeler, {
    subject: { id: made.id, commitment: made.commitment },
    body: { lot: lot.signed.event.subject.id, revision: 0, method: 'manual', result: commitment },
    refs: [lot.id],
  });
  const signature = how.isForged ? otherSignature(drawn.signed.signature) : drawn.signed.signature;
  const logged = s.append({ ...drawn, signed: { event: drawn.signed.event, signature } });
  const salt = logged.salt ?? '';
  const entry = toLogEntry(logged.signed as unknown as SignedEvent, parseHex(salt));
  return { ...logged, salt, entry, opening, result: parseResult(how.result), item: made.item };
};
interface Labeling {
  readonly result: Json;
  readonly isForged: boolean;
}

/** Everybody labels every item. */
const labelLot = (s: ScriptedSpace, p: OpenedProject, { made, lot }: OpenedLot, { lastLabel, result = RESULT }: WholeReleasesOptions) =>
  made.flatMap((item, row) =>
    p.labelers.map((labeler, at) => {
      const isLast = row === made.length - 1 && at === p.labelers.length - 1;
      const author = isLast && lastLabel === 'outsider' ? p.outsider : labeler;
      return labelItem(s, lot, item, author, { result, isForged: isLast && lastLabel === 'forged' });
    }),
  );

/** Both sides commit to the draw; once the lot is closed they reveal, the firm ends its inspection and the owner accepts. */
const inspectLot = (s: ScriptedSpace, p: OpenedProject, { signed, id: opened }: LoggedEvent<'lot-opened'>) => {
  const subject = { id: signed.event.subject.id };
  const sides = [p.connector, p.reviewer].map((actor, at) => ({ actor, secret: `${at}`.repeat(64) }));
  const committed = sides.map(({ actor, secret }) =>
    s.log('inspection-committed', actor, { subject, body: { commitment: toHex(sha256(parseHex(secret))) }, refs: [opened] }),
  );
  return (closed: LoggedEvent<'lot-closed'>) => {
    const refs = [closed.id, ...committed.map(({ id }) => id)];
    const envelope = { checkpoint: { size: s.entries.length, root: toHex(treeRoot(s.entries.map(leafHash))) } };
    const revealed = sides.map(({ actor, secret }) => s.log('inspection-revealed', actor, { subject, body: { secret }, refs, envelope }));
    const [inspected, defects] = [closed.signed.event.body.labels, 1];
    const body = { inspected, defects, root: 'ab'.repeat(32) };
    const ended = s.log('lot-inspected', p.reviewer, { subject, body, refs: [closed.id, ...revealed.map(({ id }) => id)] });
    const accepted = s.log('lot-accepted', p.keeper, { subject, body: {}, refs: [ended.id] });
    return { refs: [closed.id, accepted.id], terms: { inspection: { event: ended.id, inspected, defects } } };
  };
};

const releaseLot = (s: ScriptedSpace, p: OpenedProject, options: WholeReleasesOptions): readonly ReleaseFiles[] => {
  const { close = (body) => body, sign = (body) => body, write = (written) => written } = options;
  const opened = openLot(s, p, options);
  const { made, lot } = opened;
  const inspect = options.inspected === true ? inspectLot(s, p, lot) : undefined;
  const accounting = accountForItems(lot.signed, { labels: labelLot(s, p, opened, options), reports: [] });
  const { id } = lot.signed.event.subject;
  const closed = s.log('lot-closed', p.connector, { subject: { id }, body: close(toClosing(accounting)), refs: [lot.id] });
  const inspection = inspect?.(closed);
  const checkpoint = { size: s.entries.length, root: toHex(treeRoot(s.entries.map(leafHash))) };
  const ids = { space: s.space, project: p.project, lot: id, dataset: p.dataset, org: p.owner.org };
  const terms = {
    ...ids,
    level: 'g1',
    unreadable: 0,
    title: TITLES.title,
    configuration: CONFIGURATION,
    closedAt: s.clock(),
    checkpoint,
    ...inspection?.terms,
  } as const;
  const counts = { labels: accounting.labels.length, items: made.length };
  const labels = accounting.labels.map(({ signed, salt, index, opening, item }) => ({ signed, salt, index, opening, item }));
  const signRelease = (former?: LoggedEvent<'release-signed'>) => {
    const release = s.newId();
    const { manifest, data } = write(assembleRelease({ ...terms, release }, new Map(made.map((item) => [item.id, item])), accounting));
    const supersedes = former && { supersedes: former.signed.event.subject.id };
    const hashes = { manifest: manifestHash(manifest), data: toHex(sha256(toUtf8(data))) };
    const logged = s.log('release-signed', p.keeper, {
      subject: { id: release },
      body: sign({ project: p.project, lot: id, ...counts, ...hashes, ...supersedes }),
      refs: [...(inspection?.refs ?? [closed.id]), ...(former === undefined ? [] : [former.id])],
    });
    return { logged, files: { manifest, data, project: p.document.opening, labels } };
  };
  const first = signRelease();
  return options.corrected === true ? [first.files, signRelease(first.logged).files] : [first.files];
};

/** A log with as many lots as asked for, each labeled by everybody, closed and released, and all that a verifier of the releases needs. */
export const createWholeReleases = (options: WholeReleasesOptions): WholeReleases => {
  const { lots, items, people } = options;
  const s = createScriptedSpace(`${lots} lots of ${items} by ${people}`);
  const project = openProject(s, options);
  const releases = Array.from({ length: lots }, () => releaseLot(s, project, options)).flat();
  const root = treeRoot(s.entries.map(leafHash));
  const signed = signCheckpoint({ origin: LOG_NAME, size: s.entries.length, root }, keyOf('log'));
  const note = WITNESSES.reduce((text, name, at) => cosign(text, name, SIGNED_AT + at), signed);
  const roots = [project.owner, project.firm].map(({ org, key }) => ({ org, key: key.publicKey }));
  return { entries: s.entries, note, policy: parsePolicy(writePolicy({ ...termsOf(3), space: s.space, roots })), releases };
};
