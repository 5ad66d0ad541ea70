import { concatBytes, parseHex, toBase64, toHex, toUtf8 } from '../../common/encodings.ts';
import { assembleRelease } from '../../connectors/release/assemble.ts';
import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import type { ReleaseManifest } from '../../api/releases.ts';
import { provePossession } from '../../provenance/identity/certificate.ts';
import { commit, fieldId } from '../../provenance/event/commitment.ts';
import type { Role } from '../../provenance/event/fields.ts';
import { writeBundle, type Bundle } from '../../provenance/evidence/bundle.ts';
import { leafHash, proveConsistency, proveInclusion, treeRoot } from '../../provenance/log/merkle.ts';
import { writePolicy } from '../../provenance/log/policy-text.ts';
import { writeTlogProof } from '../../provenance/log/proof.ts';
import { accountForItems, toClosing } from '../../provenance/space/accounting.ts';
import { createTestLog, termsOf, WITNESSES } from './log.ts';
import { CONFIGURATION, RESULT } from './scripted-lot.ts';
import { createScriptedSpace, type Actor, type ScriptedSpace } from './scripted-space.ts';

const TEXTS = ['市数据局牵头', '教育局配合', '到2027年完成'];
const COLUMNS = ['title', 'text', 'departments'];
/** Before the first event and after the last, Unix seconds. */
const EARLY = 1_763_999_000;
const LATE = 1_764_000_900;

interface Delegate {
  readonly root: Actor;
  readonly actor: Actor;
}

/** Root, delegation list, and a delegate who certifies the others. */
const joinWithDelegate = (s: ScriptedSpace, role: 'owner' | 'firm', ownDelegation = false): Delegate => {
  const root = s.join(role);
  const actor = s.newActor(root.org);
  const draft = { subject: { id: root.org }, body: { number: 1, delegates: [toHex(actor.key.publicKey)] } };
  if (!ownDelegation) s.log('delegations-listed', root, draft);
  certifyBy(s, root, actor, 'delegate', ['administrator']);
  if (ownDelegation) s.log('delegations-listed', actor, draft);
  return { root, actor };
};

const certifyBy = (
  s: ScriptedSpace,
  issuer: Actor,
  actor: Actor,
  kind: 'person' | 'connector' | 'delegate',
  roles: readonly Role[],
): Actor => {
  const certified = {
    subject: { kind, id: actor.subject },
    key: toHex(actor.key.publicKey),
    openingKey: toHex(actor.opening.publicKey),
    roles: [...roles],
    clearance: 'g1' as const,
  };
  const possession = provePossession({ ...certified, space: s.space, org: actor.org }, actor.key);
  s.log('certificate-issued', issuer, { subject: { id: actor.certificate }, body: { ...certified, possession } });
  return actor;
};

const hire = (s: ScriptedSpace, { actor }: Delegate, kind: 'person' | 'connector', role: Role): Actor =>
  certifyBy(s, actor, s.newActor(actor.org), kind, [role]);

const commitRows = (s: ScriptedSpace, dataset: string) =>
  TEXTS.map((text, row) =>
    COLUMNS.map((name, column) => {
      const cell = name === 'text' ? text : `${name} ${row}`;
      const salt = s.random(32);
      return { text: cell, salt: toHex(salt), commitment: commit(salt, 'field', fieldId(dataset, row, column), toUtf8(cell)) };
    }),
  );

const rowEntry = (fields: readonly { readonly commitment: string }[]): Uint8Array =>
  concatBytes(...fields.map(({ commitment }) => parseHex(commitment)));

type Signer = 'keeper' | 'officer' | 'connector' | 'labeler';

/** How a space that really signs may lie. */
export interface Lies {
  readonly registrar?: Signer;
  /** What the grading officer is certified as. */
  readonly officerRole?: Role;
  readonly level?: 'g1' | 'g3';
  readonly opener?: Signer;
  readonly rosterSigner?: Signer;
  readonly lotOpener?: Signer;
  readonly closer?: Signer;
  readonly releaser?: Signer;
  /** The officer, who is on no delegation list, certifies the labeler. */
  readonly undelegated?: boolean;
  /** The delegate herself signs the delegation list. */
  readonly ownDelegation?: boolean;
  /** The labeler is left off the roster. */
  readonly unrostered?: boolean;
  readonly result?: Json;
  /** Text of the item instead of the row's. */
  readonly itemText?: string;
  /** Added to the time that the labeler claims, milliseconds. */
  readonly backdate?: number;
  readonly witnesses?: readonly string[];
  /** Changes the manifest before it is hashed and signed. */
  readonly manifest?: (manifest: ReleaseManifest) => ReleaseManifest;
  /** Changes the line before it is hashed, listed and signed. */
  readonly line?: (line: string) => string;
}

/** A whole space with real keys, a release of three labels, and the evidence for one of them. Other seeds are other spaces. */
export const forgeEvidence = (seed = 'forge', itemAt = 1, lies: Lies = {}) => {
  const s = createScriptedSpace(seed);
  const owner = joinWithDelegate(s, 'owner');
  const firm = joinWithDelegate(s, 'firm', lies.ownDelegation);
  const officer = hire(s, owner, 'person', lies.officerRole ?? 'grading-officer');
  const keeper = hire(s, owner, 'person', 'data-owner');
  const connector = hire(s, owner, 'connector', 'connector');
  const labeler = lies.undelegated
    ? certifyBy(s, hire(s, firm, 'person', 'team-lead'), s.newActor(firm.root.org), 'person', ['labeler'])
    : hire(s, firm, 'person', 'labeler');
  const people = { keeper, officer, connector, labeler };
  const [dataset, project, lotId, release] = [s.newId(), s.newId(), s.newId(), s.newId()];
  const rows = commitRows(s, dataset);
  const rowHashes = rows.map((fields) => leafHash(rowEntry(fields)));
  const columns = COLUMNS.map((name) => ({ name, filled: 3, distinct: 3, longest: 9, withheld: name === 'departments' }));
  const profile = s.seal('profile', dataset, { title: { zh: '条款', en: 'Clauses' }, rows: 3, columns });
  const registered = s.log('dataset-registered', people[lies.registrar ?? 'connector'], {
    subject: { id: dataset, commitment: profile.commitment },
    body: { rows: 3, columns: 3, withheld: 1, root: toHex(treeRoot(rowHashes)) },
  });
  const graded = s.log('dataset-graded', officer, {
    subject: { id: dataset, commitment: profile.commitment },
    body: { level: lies.level ?? 'g1', reasons: ['public-document'], matrix: { major: 1, minor: 0 } },
    refs: [registered.id],
  });
  const titles = { title: { zh: '要素', en: 'Elements' }, instructions: { zh: '', en: '' } };
  const document = s.seal('project', project, { ...titles, configuration: CONFIGURATION, textColumn: 'text' });
  const opened = s.log('project-opened', people[lies.opener ?? 'keeper'], {
    subject: { id: project, commitment: document.commitment },
    body: { dataset, delivery: 'open' },
    refs: [graded.id],
  });
  const roster = s.log('roster-signed', people[lies.rosterSigner ?? 'keeper'], {
    subject: { id: project },
    body: {
      number: 1,
      members: lies.unrostered ? [] : [{ certificate: labeler.certificate, key: toHex(labeler.key.publicKey), duty: 'labeler' }],
    },
    refs: [opened.id],
  });
  const items = TEXTS.map((text) => {
    const id = s.newId();
    return { id, text: lies.itemText ?? text, ...s.seal('item', id, lies.itemText ?? text) };
  });
  const lot = s.log('lot-opened', people[lies.lotOpener ?? 'connector'], {
    subject: { id: lotId },
    body: { project, price: 32, deadline: s.clock() + 86_400_000, items: items.map(({ id, commitment }) => ({ id, commitment })) },
    refs: [opened.id, roster.id],
  });
  const log = createTestLog();
  const publish = (): void => void log.entries.push(...s.entries.slice(log.entries.length));
  publish();
  const cited = log.entries.length;
  const labels = items.map((item) => {
    const { opening, commitment } = s.seal('annotation', item.id, lies.result ?? RESULT);
    const logged = s.log('annotation-signed', labeler, {
      subject: { id: item.id, commitment: item.commitment },
      body: { lot: lotId, revision: 0, method: 'manual', result: commitment },
      refs: [lot.id],
      envelope: { time: s.clock() + (lies.backdate ?? 0), checkpoint: { size: cited, root: toHex(treeRoot(log.leaves())) } },
    });
    return { ...logged, entry: s.entries[logged.index] ?? new Uint8Array(), opening, result: lies.result ?? RESULT };
  });
  const accounting = accountForItems(lot.signed, { labels, reports: [] });
  const closed = s.log('lot-closed', people[lies.closer ?? 'connector'], {
    subject: { id: lotId },
    body: toClosing(accounting),
    refs: [lot.id],
  });
  publish();
  const terms = {
    release,
    space: s.space,
    project,
    lot: lotId,
    dataset,
    level: lies.level ?? ('g1' as const),
    configuration: CONFIGURATION,
    checkpoint: { size: log.entries.length, root: toHex(treeRoot(log.leaves())) },
  };
  const released = new Map(items.map(({ id, text }, row) => [id, { id, row, text }]));
  const assembled = assembleRelease(terms, released, accounting as never);
  const lines = assembled.data
    .trimEnd()
    .split('\n')
    .map(lies.line ?? ((line) => line));
  const listed = {
    ...assembled.manifest,
    labels: assembled.manifest.labels.map((entry, i) => ({ ...entry, line: toHex(sha256(toUtf8(`${lines[i]}\n`))) })),
  };
  const manifest = (lies.manifest ?? ((same) => same))(listed);
  const manifestHash = toHex(sha256(toSignableBytes(manifest)));
  s.log('release-signed', people[lies.releaser ?? 'keeper'], {
    subject: { id: release },
    body: { project, lot: lotId, manifest: manifestHash, data: manifest.data.sha256, labels: 3, items: 3 },
    refs: [closed.id],
  });
  publish();

  const label = labels[itemAt];
  if (label === undefined) throw new Error(`no label ${itemAt}`);
  const fields = rows[itemAt] ?? [];
  const checkpoint = log.note(undefined, lies.witnesses ?? WITNESSES, LATE);
  const picked = s.events.filter(({ id, signed: { event } }) => event.type !== 'annotation-signed' || id === label.id);
  const bundle: Bundle = {
    v: 1,
    space: s.space,
    release,
    item: items[itemAt]?.id ?? '',
    events: picked.map(({ signed: event, salt, index }) => ({
      signed: event as never,
      ...(salt === undefined ? {} : { salt }),
      proof: writeTlogProof({ index, hashes: log.proof(index), checkpoint }),
    })),
    history: [
      {
        checkpoint: log.note(cited, WITNESSES, EARLY),
        proof: proveConsistency(log.leaves(), cited).map(toBase64),
      },
    ],
    openings: {
      profile: profile.opening as never,
      project: document.opening as never,
      item: items[itemAt]?.opening as never,
      annotation: label.opening as never,
      row: {
        index: itemAt,
        fields: fields.map((field, i) => (COLUMNS[i] === 'departments' ? { commitment: field.commitment } : field)),
        proof: proveInclusion(rowHashes, itemAt).map(toBase64),
      },
    },
    manifest,
    line: lines[itemAt] ?? '',
    lot: {
      index: itemAt,
      proof: proveInclusion(
        labels.map(({ entry }) => leafHash(leafHash(entry))),
        itemAt,
      ).map(toBase64),
    },
  };
  const policyText = writePolicy({
    ...termsOf(3),
    space: s.space,
    roots: [owner.root, firm.root].map(({ org, key }) => ({ org, key: key.publicKey })),
  });
  return { text: writeBundle(bundle), bundle, policyText, space: s, log };
};
