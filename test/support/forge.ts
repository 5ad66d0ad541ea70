import type { Json } from '../../common/canonical-json.ts';
import { toSignableBytes } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { concatBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { assembleRelease } from '../../connectors/release/assemble.ts';
import { commit, fieldId, type Opening } from '../../provenance/event/commitment.ts';
import type { EventOf, EventType } from '../../provenance/event/event.ts';
import type { Role } from '../../provenance/event/fields.ts';
import { writeBundle, type Bundle } from '../../provenance/evidence/bundle.ts';
import { createBundle, type ReworkParts } from '../../provenance/evidence/create-bundle.ts';
import type { Manifest } from '../../provenance/evidence/manifest.ts';
import { provePossession } from '../../provenance/identity/certificate.ts';
import { leafHash, proveInclusion, treeRoot } from '../../provenance/log/merkle.ts';
import { parsePolicy } from '../../provenance/log/policy.ts';
import { writePolicy } from '../../provenance/log/policy-text.ts';
import { accountForItems, labelsRoot, toClosing } from '../../provenance/space/accounting.ts';
import { toAcceptedReworks } from '../../provenance/space/rework-basis.ts';
import { createForgedLog, createLogKeys, toTerms, type LogKeys } from './forge-log.ts';
import { CONFIGURATION, RESULT } from './scripted-lot.ts';
import { createForgedInspection, forgedTerms, NOTHING_FOUND } from './forged-inspection.ts';
import { createScriptedSpace, type Actor, type EventDraft, type LoggedEvent, type ScriptedSpace } from './scripted-space.ts';

/** What the author of the first label makes of it. */
const BETTER: Json = [
  { from_name: 'who', to_name: 'text', type: 'labels', value: { start: 0, end: 4, labels: ['部门'] } },
  { from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['目标'] } },
];
const TEXTS = ['市数据局牵头', '教育局配合', '到2027年完成', '𠮷野区跟进'];
const COLUMNS = ['title', 'text', 'departments'];

/** Who acts in the space, by name. */
export type Person =
  | 'ownerRoot'
  | 'ownerDelegate'
  | 'firmRoot'
  | 'firmDelegate'
  | 'connector'
  | 'officer'
  | 'keeper'
  | 'labeler'
  | 'second'
  | 'reviewer'
  | 'lead';

/** How a space whose people all really sign may lie. Each act has a name of its own (see the script below). */
export interface Lies {
  /** Somebody else than is entitled does the act. */
  readonly by?: Readonly<Partial<Record<string, Person>>>;
  /** Other envelope or body of the act. */
  readonly envelope?: Readonly<Partial<Record<string, EventDraft<EventType>['envelope']>>>;
  readonly body?: Readonly<Partial<Record<string, (body: never) => unknown>>>;
  /** The act's signature is another act's. */
  readonly spoiled?: string;
  /** Before the act the actor signs an event that nobody has use for. */
  readonly before?: string;
  readonly officerRole?: Role;
  /** The first answer of every label. */
  readonly result?: Json;
  /** Texts of the items instead of the rows'. */
  readonly itemText?: string;
  readonly manifest?: (manifest: Manifest) => Manifest;
  /** Changes each line before it is hashed, listed and signed. */
  readonly line?: (line: string) => string;
}

export interface ForgeOptions {
  /** Another seed is another space with other people. */
  readonly seed?: string;
  /** Keys of log and witnesses; the space's own by default. */
  readonly keys?: LogKeys;
  /** Which of the labels (0 or 1) the evidence is for. */
  readonly label?: number;
  /** The lot is inspected by the firm. */
  readonly inspected?: boolean;
  /** Of an inspected lot: the firm does not inspect it, and the owner accepts it without. */
  readonly absent?: boolean;
  /** Of an inspected lot: pay may be withheld, and the auditor decides over it. */
  readonly adjudicated?: boolean;
  /** Of an inspected lot: a defect was found in the first label, and its author reworked it. */
  readonly reworked?: boolean;
  readonly lies?: Lies;
  /** The released data are a derivative. */
  readonly derived?: boolean;
  /** The release supersedes a former one; another one supersedes it. */
  readonly corrects?: boolean;
  readonly superseded?: boolean;
}

type Body<Type extends EventType> = EventOf<Type>['body'];

/** Signs the acts of the script, with the lies that were asked for. */
const createCast = (s: ScriptedSpace, lies: Lies, cite: () => { size: number; root: string }) => {
  const people = {} as Record<Person, Actor>;
  const act = <Type extends EventType>(name: string, person: Person, type: Type, draft: EventDraft<Type>): LoggedEvent<Type> => {
    const actor = people[lies.by?.[name] ?? person];
    if (lies.before === name) s.log('chain-resumed', actor, { subject: { id: s.newId() }, body: { lastKnownSeq: 0 } });
    const body = (lies.body?.[name] ?? ((same: never) => same))(draft.body as never) as Body<Type>;
    const envelope = { checkpoint: cite(), ...draft.envelope, ...lies.envelope?.[name] };
    const signed = s.sign(type, actor, { ...draft, body, envelope } as unknown as EventDraft<Type>);
    const signature = 'ab'.repeat(64);
    return s.append(lies.spoiled === name ? { ...signed, signed: { ...signed.signed, signature } } : signed);
  };
  const certify = (name: Person, issuer: Person, kind: 'person' | 'connector' | 'delegate', roles: readonly Role[]): void => {
    const org = people[issuer].org;
    const actor = s.newActor(org);
    people[name] = actor;
    const certified = {
      subject: { kind, id: actor.subject },
      key: toHex(actor.key.publicKey),
      openingKey: toHex(actor.opening.publicKey),
      roles: [...roles],
      clearance: 'g1' as const,
    };
    const possession = provePossession({ ...certified, space: s.space, org }, actor.key);
    act(`certify ${name}`, issuer, 'certificate-issued', { subject: { id: actor.certificate }, body: { ...certified, possession } });
  };
  /** Root, its delegate, and the list that names her; the list may also come after the certificate. */
  const join = (root: Person, delegate: Person, role: 'owner' | 'firm'): void => {
    const actor = s.newActor(s.newId());
    people[root] = actor;
    act(`join ${root}`, root, 'organisation-joined', { subject: { id: actor.org }, body: { role, rootKey: toHex(actor.key.publicKey) } });
    certify(delegate, root, 'delegate', ['administrator']);
    const delegates = [toHex(people[delegate].key.publicKey)];
    act(`list ${root}`, root, 'delegations-listed', { subject: { id: actor.org }, body: { number: 1, delegates } });
  };
  return { people, act, certify, join };
};

const commitRows = (s: ScriptedSpace, dataset: string) =>
  TEXTS.map((text, row) =>
    COLUMNS.map((name, column) => {
      const cell = name === 'text' ? text : `${name} ${row}`;
      const salt = s.random(32);
      return { text: cell, salt: toHex(salt), commitment: commit(salt, 'field', fieldId(dataset, row, column), toUtf8(cell)) };
    }),
  );

/** What a derivative was made of, graded; and what its registration says of that. */
const registerSource = (s: ScriptedSpace, act: ReturnType<typeof createCast>['act']) => {
  const [from, hash] = [s.newId(), '0'.repeat(64)];
  const { commitment } = s.seal('profile', from, { rows: TEXTS.length, columns: [] });
  const body = { rows: TEXTS.length, columns: COLUMNS.length, withheld: 1, root: hash };
  const { id } = act('register source', 'connector', 'dataset-registered', { subject: { id: from, commitment }, body });
  const grading = { level: 'g1', reasons: ['public-document'], matrix: { major: 1, minor: 0 } } as const;
  const subject = { id: from, commitment };
  act('grade source', 'officer', 'dataset-graded', { subject, body: { ...grading, reasons: [...grading.reasons] }, refs: [id] });
  return { refs: [id], body: { derived: { from, plan: hash, report: hash } } };
};

const hashOf = (text: string): string => toHex(sha256(toUtf8(text)));

/** A whole space with real keys and a release of two labels and a report, and the evidence for one of the labels. */
export const forgeEvidence = async ({
  seed = 'forge',
  keys = createLogKeys(seed),
  label: at = 0,
  inspected,
  absent,
  adjudicated,
  reworked,
  lies = {},
  derived,
  corrects,
  superseded,
}: ForgeOptions = {}) => {
  const s = createScriptedSpace(seed);
  const log = createForgedLog(s.entries, keys, s.clock);
  const { people, act, certify, join } = createCast(s, lies, log.cite);
  const keyOf = (name: Person): string => toHex(people[name].key.publicKey);

  join('ownerRoot', 'ownerDelegate', 'owner');
  join('firmRoot', 'firmDelegate', 'firm');
  const auditor = s.join('auditor');
  log.publish();
  certify('connector', 'ownerDelegate', 'connector', ['connector', 'witness']);
  certify('officer', 'ownerDelegate', 'person', [lies.officerRole ?? 'grading-officer']);
  certify('keeper', 'ownerDelegate', 'person', ['data-owner']);
  certify('lead', 'firmDelegate', 'person', ['team-lead']);
  certify('labeler', 'firmDelegate', 'person', ['labeler']);
  certify('second', 'firmDelegate', 'person', ['labeler']);
  certify('reviewer', 'firmDelegate', 'person', ['reviewer']);
  log.publish();

  const [dataset, project, lot, release] = [s.newId(), s.newId(), s.newId(), s.newId()];
  const rows = commitRows(s, dataset);
  const rowHashes = rows.map((fields) => leafHash(concatBytes(...fields.map(({ commitment }) => parseHex(commitment)))));
  const columns = COLUMNS.map((name) => ({ name, filled: 4, distinct: 4, longest: 9, withheld: name === 'departments' }));
  const profile = s.seal('profile', dataset, { title: { zh: '条款', en: 'Clauses' }, rows: TEXTS.length, columns });
  const source = derived === true ? registerSource(s, act) : undefined;
  const registered = act('register', 'connector', 'dataset-registered', {
    subject: { id: dataset, commitment: profile.commitment },
    body: { rows: TEXTS.length, columns: COLUMNS.length, withheld: 1, root: toHex(treeRoot(rowHashes)), ...source?.body },
    ...(source && { refs: source.refs }),
  });
  const graded = act('grade', 'officer', 'dataset-graded', {
    subject: { id: dataset, commitment: profile.commitment },
    body: { level: 'g1', reasons: ['public-document'], matrix: { major: 1, minor: 0 } },
    refs: [registered.id],
  });
  const entry = s.seal('catalogue-entry', dataset, { title: { zh: '条款', en: 'Clauses' }, columns: ['title', 'text'], level: 'g1' });
  act('publish', 'keeper', 'dataset-published', {
    subject: { id: dataset, commitment: entry.commitment },
    body: {},
    refs: [registered.id, graded.id],
  });
  const titles = { title: { zh: '要素', en: 'Elements' }, instructions: { zh: '', en: '' } };
  const document = s.seal('project', project, { ...titles, configuration: CONFIGURATION, textColumn: 'text' });
  const opened = act('open project', 'keeper', 'project-opened', {
    subject: { id: project, commitment: document.commitment },
    body: { dataset, delivery: 'open' },
    refs: [graded.id],
  });
  const member = (name: Person, duty: 'labeler' | 'reviewer') => ({ certificate: people[name].certificate, key: keyOf(name), duty });
  const roster = (number: number, ...members: ReturnType<typeof member>[]) =>
    act(`roster ${number}`, 'keeper', 'roster-signed', { subject: { id: project }, body: { number, members }, refs: [opened.id] });
  const first = roster(1, member('second', 'labeler'), member('reviewer', 'reviewer'));
  log.publish();
  const items = TEXTS.slice(0, 3).map((text) => {
    const id = s.newId();
    return { id, text: lies.itemText ?? text, ...s.seal('item', id, lies.itemText ?? text) };
  });
  const listed = items.map(({ id, commitment }) => ({ id, commitment }));
  const lotOpened = act('open lot', 'connector', 'lot-opened', {
    subject: { id: lot },
    body: {
      project,
      price: 32,
      deadline: s.clock() + (inspected === true ? 2 : 1) * 86_400_000,
      items: listed,
      ...(inspected === true && { inspection: forgedTerms(people.firmRoot.org) }),
      ...(adjudicated === true && { pay: { withhold: 24, appeal: 72, decide: 24, adjudicator: auditor.org } }),
    },
    refs: [opened.id, first.id],
  });
  // The labeler joins later: another roster than the one under which the lot opened.
  roster(2, member('labeler', 'labeler'), member('second', 'labeler'), member('reviewer', 'reviewer'));
  log.publish();

  const labels = items.slice(0, 2).map((item, i) => {
    const result = lies.result ?? RESULT;
    const { opening, commitment } = s.seal('annotation', item.id, result);
    const logged = act(`label ${i}`, i === 0 ? 'labeler' : 'second', 'annotation-signed', {
      subject: { id: item.id, commitment: item.commitment },
      body: { lot, revision: 0, method: 'manual', result: commitment },
      refs: [lotOpened.id],
    });
    return { ...logged, entry: s.entries[logged.index] ?? new Uint8Array(), opening, result };
  });
  const broken = act('report', 'second', 'item-reported', {
    subject: { id: items[2]?.id ?? '', commitment: items[2]?.commitment ?? '' },
    body: { lot, reason: 'unreadable' },
    refs: [lotOpened.id],
  });
  const draw = createForgedInspection(act, { id: lot, opened: lotOpened });
  if (inspected === true) draw.commit();
  const report = { ...broken, entry: s.entries[broken.index] ?? new Uint8Array() };
  const verified = log.publish();
  const accounting = accountForItems(lotOpened.signed, { labels, reports: [report] });
  const closed = act('close', 'connector', 'lot-closed', { subject: { id: lot }, body: toClosing(accounting), refs: [lotOpened.id] });
  if (inspected === true) log.publish();
  const verdicts: LoggedEvent<'verdict-signed'>[] = [];
  /** The first label is a defect, the second passes; then the first is reworked. */
  const rework = (): LoggedEvent<'label-reworked'> & { readonly opening: Opening } => {
    for (const [i, { signed, id, entry: bytes }] of labels.entries()) {
      const { commitment = '', id: item } = signed.event.subject;
      const finding: Body<'verdict-signed'>['finding'] =
        i === 0 ? { verdict: 'defect', reason: 'boundary', severity: 'slight' } : { verdict: 'pass' };
      const body = { lot, label: toHex(leafHash(bytes)), finding };
      verdicts.push(act(`verdict ${i}`, 'reviewer', 'verdict-signed', { subject: { id: item, commitment }, body, refs: [closed.id, id] }));
    }
    const [about, verdict] = [labels[0], verdicts[0]];
    if (about === undefined || verdict === undefined) throw new Error('nothing to rework');
    const { commitment = '', id: item } = about.signed.event.subject;
    const better = s.seal('annotation', item, BETTER);
    const body = { lot, method: 'manual' as const, result: better.commitment };
    const refs = [closed.id, about.id, verdict.id];
    return { ...act('rework', 'labeler', 'label-reworked', { subject: { id: item, commitment }, body, refs }), opening: better.opening };
  };
  const verdictEntries = () => verdicts.map(({ index }) => ({ entry: s.entries[index] ?? new Uint8Array() }));
  let made: ReturnType<typeof rework> | undefined;
  const reworkLeaves = () => (made === undefined ? [] : [leafHash(s.entries[made.index] ?? new Uint8Array())]);
  const find = (): Body<'lot-inspected'> => {
    if (reworked !== true) return NOTHING_FOUND;
    made = rework();
    return { inspected: 2, defects: 1, root: labelsRoot(verdictEntries()) };
  };
  const conclude = () =>
    absent === true ? draw.acceptUnaided(closed, s.pass) : draw.conclude(closed, find, () => toAcceptedReworks(reworkLeaves()));
  const concluded = inspected === true ? conclude() : undefined;
  const accepted = concluded === undefined ? [] : [concluded.accepted.id];

  const terms = {
    release,
    space: s.space,
    project,
    lot,
    dataset,
    level: 'g1' as const,
    title: { zh: '重点任务', en: 'Tasks' },
    org: people.connector.org,
    closedAt: closed.signed.event.time,
    configuration: CONFIGURATION,
    unreadable: 0,
    ...(concluded && { inspection: concluded.figure }),
    checkpoint: { size: verified, root: toHex(treeRoot(log.leaves().slice(0, verified))) },
  };
  const released = accounting.labels.map((counted, i) => (i === 0 && made ? { ...counted, result: BETTER, rework: made } : counted));
  const joined = { ...accounting, labels: released } as never;
  const assembled = assembleRelease(terms, new Map(items.map(({ id, text }, row) => [id, { id, row, text }])), joined);
  const lines = assembled.data
    .trimEnd()
    .split('\n')
    .map(lies.line ?? ((line) => line));
  const data = lines.map((line) => `${line}\n`).join('');
  const manifest = (lies.manifest ?? ((same: Manifest) => same))({
    ...assembled.manifest,
    data: { sha256: hashOf(data), bytes: toUtf8(data).length, lines: lines.length },
    labels: assembled.manifest.labels.map((counted, i) => ({ ...counted, line: hashOf(`${lines[i]}\n`) })),
  });
  const body = { project, lot, manifest: toHex(sha256(toSignableBytes(manifest))), data: manifest.data.sha256, labels: 2, items: 3 };
  const signRelease = (name: string, id: string, former?: LoggedEvent<'release-signed'>) =>
    act(name, 'keeper', 'release-signed', {
      subject: { id },
      body: { ...body, ...(former && { supersedes: former.signed.event.subject.id }) },
      refs: [closed.id, ...accepted, ...(former === undefined ? [] : [former.id])],
    });
  const former = corrects === true ? signRelease('former release', s.newId()) : undefined;
  const signed = signRelease('release', release, former);
  if (superseded === true) signRelease('correction', s.newId(), signed);
  s.join('operator');
  const size = log.publish();

  const label = labels[at];
  const item = items[at];
  if (label === undefined || item === undefined) throw new Error(`no label ${at}`);
  const policyText = writePolicy({
    ...toTerms(keys),
    space: s.space,
    roots: [people.ownerRoot, people.firmRoot, ...(adjudicated === true ? [auditor] : [])].map(({ org, key }) => ({
      org,
      key: key.publicKey,
    })),
  });
  const reworkParts = ({ opening, ...of }: ReturnType<typeof rework>): ReworkParts => {
    const [verdict] = verdicts;
    if (verdict === undefined) throw new Error('no verdict');
    const salted = <One extends { readonly salt?: string }>(one: One): One & { readonly salt: string } => ({
      ...one,
      salt: one.salt ?? '',
    });
    const leaves = verdictEntries().map((one) => leafHash(one.entry));
    return { verdict: salted(verdict), rework: salted(of), opening, verdicts: leaves, index: 0, reworks: reworkLeaves(), place: 0 };
  };
  const bundle: Bundle = await createBundle(
    {
      space: s.space,
      release,
      events: s.events.filter(({ salt }) => salt === undefined),
      annotation: label,
      salt: label.salt ?? '',
      size,
      openings: {
        profile: profile.opening,
        project: document.opening,
        item: { salt: item.opening.salt, value: item.text },
        annotation: label.opening,
        row: {
          index: at,
          fields: (rows[at] ?? []).map((field, i) => (COLUMNS[i] === 'text' ? field : { commitment: field.commitment })),
          proof: proveInclusion(rowHashes, at),
        },
      },
      manifest,
      line: lines[at] ?? '',
      labels: labels.map(({ entry: bytes }) => leafHash(bytes)),
      ...(at === 0 && made && { reworked: reworkParts(made) }),
    },
    log,
    parsePolicy(policyText),
  );
  return { text: writeBundle(bundle), bundle, policyText, keys, space: s, log, people };
};
export type ForgedEvidence = Awaited<ReturnType<typeof forgeEvidence>>;
