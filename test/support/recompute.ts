import { toSignableBytes } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { concatBytes, parseBase64, parseHex, toBase64, toHex, toUtf8 } from '../../common/encodings.ts';
import { commit, commitJson, fieldId } from '../../provenance/event/commitment.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import type { Event } from '../../provenance/event/event.ts';
import { eventId } from '../../provenance/event/signing.ts';
import type { Bundle } from '../../provenance/evidence/bundle.ts';
import { leafHash, nodeHash, proveConsistency, proveInclusion, treeRoot } from '../../provenance/log/merkle.ts';
import { parseNote, toNoteSource } from '../../provenance/log/note.ts';
import { parseTlogProof, writeTlogProof } from '../../provenance/log/proof.ts';
import { signTree, type LogKeys } from './forge-log.ts';

type Draft = { -readonly [Key in keyof Bundle]: Bundle[Key] };

/** RFC 9162, 2.1.3.2, the root that a path gives, right or wrong; undefined where the path has no such form. */
const climb = (index: number, size: number, leaf: Uint8Array, path: readonly string[]): string | undefined => {
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const sibling of path.map(parseBase64)) {
    if (sn <= 0) return undefined;
    const left = fn % 2 === 1 || fn === sn;
    hash = left ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    while (left && fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 ? toHex(hash) : undefined;
};

/** Every commitment that whoever has the salts can make anew: in the row, and for the events below. */
const recommit = (draft: Draft): ((event: Event) => Event) => {
  const { openings, item } = draft;
  const dataset = draft.manifest.dataset;
  const fields = openings.row.fields.map((field, column) =>
    'text' in field
      ? { ...field, commitment: commit(parseHex(field.salt), 'field', fieldId(dataset, openings.row.index, column), toUtf8(field.text)) }
      : field,
  );
  draft.openings = { ...openings, row: { ...openings.row, fields } };
  const leaf = leafHash(concatBytes(...fields.map(({ commitment }) => parseHex(commitment))));
  const profile = commitJson(openings.profile, 'profile', dataset);
  const text = commitJson(openings.item, 'item', item);
  const withSubject = (event: Event, commitment: string): Event => ({ ...event, subject: { ...event.subject, commitment } }) as Event;
  return (event) => {
    if (event.type === 'dataset-registered') {
      const root = climb(openings.row.index, event.body.rows, leaf, openings.row.proof) ?? event.body.root;
      return withSubject({ ...event, body: { ...event.body, root } }, profile);
    }
    if (event.type === 'dataset-graded') return withSubject(event, profile);
    if (event.type === 'project-opened') return withSubject(event, commitJson(openings.project, 'project', event.subject.id));
    if (event.type === 'lot-opened') {
      const items = event.body.items.map((listed) => (listed.id === item ? { ...listed, commitment: text } : listed));
      return { ...event, body: { ...event.body, items } };
    }
    if (event.type !== 'annotation-signed') return event;
    return withSubject({ ...event, body: { ...event.body, result: commitJson(openings.annotation, 'annotation', item) } }, text);
  };
};

/** Line, manifest and what the closing and the release state of them, once the label's event has its new hash. */
const redocument = (
  draft: Draft,
  label: { readonly before: string; readonly after: string; readonly leaf: Uint8Array },
): ((event: Event) => Event) => {
  draft.line = draft.line.replaceAll(label.before, label.after);
  const line = toHex(sha256(toUtf8(`${draft.line}\n`)));
  const labels = draft.manifest.labels.map((listed) => (listed.item === draft.item ? { ...listed, line, event: label.after } : listed));
  draft.manifest = { ...draft.manifest, labels };
  return (event) => {
    if (event.type === 'lot-closed') {
      const root = climb(draft.lot.index, event.body.labels, leafHash(label.leaf), draft.lot.proof) ?? event.body.root;
      return { ...event, body: { ...event.body, root } };
    }
    if (event.type !== 'release-signed') return event;
    return { ...event, body: { ...event.body, manifest: toHex(sha256(toSignableBytes(draft.manifest))) } };
  };
};

/** The log's tree, in which the bundled entries stand where they claim to. */
const fillTree = (size: number, known: readonly Uint8Array[], leaves: ReadonlyMap<number, Uint8Array>): Uint8Array[] =>
  Array.from({ length: size }, (_, i) => leaves.get(i) ?? known[i] ?? sha256());

export interface Attacker {
  /** Leaf hashes of the whole log, which any member can read. */
  readonly leaves: readonly Uint8Array[];
  /** Of the log and all its witnesses. */
  readonly keys?: LogKeys;
}

const noteSize = (source: string): number => Number(source.split('\n')[1]);

const reroot = (source: string, leaves: readonly Uint8Array[], keys: LogKeys | undefined): string => {
  const { text, signatures } = parseNote(source);
  const [origin = '', size = ''] = text.split('\n');
  const root = treeRoot(leaves.slice(0, Number(size)));
  if (keys === undefined) return toNoteSource({ text: `${origin}\n${size}\n${toBase64(root)}\n`, signatures });
  // Cosigned again at the time of the first line that was there.
  const bytes = signatures[1]?.bytes ?? new Uint8Array(8);
  return signTree(Number(size), root, keys, Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)));
};

/**
 * What an attacker makes of a tampered bundle: commitments, hashes, references, trees, proofs and checkpoints are computed anew, so that
 * everything fits together again but for the signatures, which stay as they are. With the log's and all its witnesses' keys the
 * checkpoints are signed again, too.
 */
export const recompute = (tampered: Bundle, { leaves: known, keys }: Attacker): Bundle => {
  const draft: Draft = { ...tampered };
  const proofs = draft.events.map(({ proof }) => parseTlogProof(proof));
  const checkpoint = proofs[0]?.checkpoint ?? '';
  const size = noteSize(checkpoint);
  const renewed = new Map<string, string>();
  const leaves = new Map<number, Uint8Array>();
  const recommitted = recommit(draft);
  let redocumented = (event: Event): Event => event;
  draft.events = draft.events.map((bundled, i) => {
    const before = eventId(bundled.signed.event);
    const linked = JSON.parse(JSON.stringify(bundled.signed.event), (_, value: unknown) =>
      typeof value === 'string' ? (renewed.get(value) ?? value) : value,
    ) as Event;
    const cited = treeRoot(fillTree(linked.checkpoint.size, known, leaves));
    const event = redocumented(recommitted({ ...linked, checkpoint: { ...linked.checkpoint, root: toHex(cited) } }));
    const signed = { ...bundled.signed, event };
    const leaf = leafHash(toLogEntry(signed, bundled.salt === undefined ? undefined : parseHex(bundled.salt)));
    const after = eventId(event);
    renewed.set(before, after);
    leaves.set(proofs[i]?.index ?? -1, leaf);
    if (event.type === 'annotation-signed') {
      const { size: seen } = draft.manifest.checkpoint;
      draft.manifest = { ...draft.manifest, checkpoint: { size: seen, root: toHex(treeRoot(fillTree(seen, known, leaves))) } };
      redocumented = redocument(draft, { before, after, leaf });
    }
    return { ...bundled, signed };
  });
  const tree = fillTree(size, known, leaves);
  const newest = reroot(checkpoint, tree, keys);
  draft.events = draft.events.map((bundled, i) => {
    const index = proofs[i]?.index ?? 0;
    return { ...bundled, proof: writeTlogProof({ index, hashes: proveInclusion(tree, index), checkpoint: newest }) };
  });
  draft.history = draft.history.map(({ checkpoint: source }) => ({
    checkpoint: reroot(source, tree, keys),
    proof: proveConsistency(tree, noteSize(source)).map(toBase64),
  }));
  return draft;
};
