import { parseHex, toHex } from '../../common/encodings.ts';
import { isUuid } from '../../common/ids.ts';
import { verifyPublicKey } from '../../common/crypto/signature.ts';
import { fail } from './errors.ts';
import { COSIGNATURE, ED25519, parseVerifierKey, type NoteKey } from './note.ts';
import type { Quorum } from './quorum.ts';

export interface Witness {
  /** Its name inside the policy. */
  readonly name: string;
  readonly key: NoteKey;
  readonly url?: string;
}

export interface PinnedRoot {
  /** Organisation, UUID. */
  readonly org: string;
  /** Its Ed25519 root key, 32 bytes. */
  readonly key: Uint8Array;
}

/** A key of the sequencer, good for receipts over the indices from <= index < to. */
export interface ReceiptKey {
  readonly key: NoteKey;
  readonly from: number;
  readonly to?: number;
}

/** What the lines read so far say. */
export interface PolicyDraft {
  log?: { readonly key: NoteKey; readonly url?: string };
  quorum?: Quorum;
  space?: string;
  readonly witnesses: Witness[];
  readonly roots: PinnedRoot[];
  readonly receipts: (ReceiptKey & { readonly line: number })[];
  /** Witnesses and groups share their names. */
  readonly rules: Map<string, Quorum>;
  readonly members: Set<string>;
  /** Every public key so far, in hex: one key has one purpose. */
  readonly keys: Set<string>;
}

export const createPolicyDraft = (): PolicyDraft => ({
  witnesses: [],
  roots: [],
  receipts: [],
  rules: new Map(),
  members: new Set(),
  keys: new Set(),
});

const MOST_NAMES = 128;
const MOST_WITNESSES = 64;
const MOST_ROOTS = 1024;
const MOST_RECEIPTS = 64;

type Refuse = (reason: string, cause?: unknown) => never;
type Read = (draft: PolicyDraft, words: readonly string[], refuse: Refuse, line: number) => void;

const takeKey = (draft: PolicyDraft, publicKey: Uint8Array, refuse: Refuse): void => {
  try {
    verifyPublicKey(publicKey);
  } catch (cause) {
    refuse('not an acceptable Ed25519 key', cause);
  }
  const hex = toHex(publicKey);
  if (draft.keys.has(hex)) refuse('the same public key stands on another line');
  draft.keys.add(hex);
};

const readKey = (text: string, type: number, refuse: Refuse): NoteKey => {
  const parse = (): NoteKey => {
    try {
      return parseVerifierKey(text);
    } catch (cause) {
      return refuse('not a verifier key', cause);
    }
  };
  const key = parse();
  return key.type === type ? key : refuse(`a key of type ${type} is expected, not ${key.type}`);
};

const readCount = (text: string, refuse: Refuse): number => {
  const count = Number(text);
  return /^(?:0|[1-9][0-9]*)$/.test(text) && Number.isSafeInteger(count) ? count : refuse(`${text} is not a number`);
};

const define = (draft: PolicyDraft, name: string, rule: Quorum, refuse: Refuse): void => {
  if (name === 'none' || draft.rules.has(name)) refuse(`the name ${name} is taken`);
  if (draft.rules.size >= MOST_NAMES) refuse('too many names');
  draft.rules.set(name, rule);
};

const readLog: Read = (draft, words, refuse) => {
  const [vkey = '', url] = words;
  if (words.length < 1 || words.length > 2) refuse('log <vkey> [<url>]');
  if (draft.log !== undefined) refuse('a second log');
  const key = readKey(vkey, ED25519, refuse);
  takeKey(draft, key.publicKey, refuse);
  draft.log = url === undefined ? { key } : { key, url };
};

const readWitness: Read = (draft, words, refuse) => {
  const [name = '', vkey = '', url] = words;
  if (words.length < 2 || words.length > 3) refuse('witness <name> <vkey> [<url>]');
  if (draft.witnesses.length >= MOST_WITNESSES) refuse('too many witnesses');
  const key = readKey(vkey, COSIGNATURE, refuse);
  takeKey(draft, key.publicKey, refuse);
  define(draft, name, { witness: name }, refuse);
  draft.witnesses.push(url === undefined ? { name, key } : { name, key, url });
};

const readThreshold = (text: string, n: number, refuse: Refuse): number => {
  if (text === 'all') return n;
  const k = text === 'any' ? 1 : readCount(text, refuse);
  return k >= 1 && k <= n ? k : refuse(`${text} of ${n} members`);
};

const readGroup: Read = (draft, words, refuse) => {
  const [name = '', threshold = '', ...names] = words;
  if (names.length === 0) refuse('group <name> all|any|<k> <member>...');
  const members = names.map((member) => {
    if (draft.members.has(member)) refuse(`${member} is a member twice`);
    draft.members.add(member);
    return draft.rules.get(member) ?? refuse(`${member} is not defined above`);
  });
  define(draft, name, { k: readThreshold(threshold, members.length, refuse), members }, refuse);
};

const NOBODY: Quorum = { k: 0, members: [] };

const readQuorum: Read = (draft, words, refuse) => {
  const [name = ''] = words;
  if (words.length !== 1) refuse('quorum <name>|none');
  if (draft.quorum !== undefined) refuse('a second quorum');
  draft.quorum = name === 'none' ? NOBODY : (draft.rules.get(name) ?? refuse(`${name} is not defined above`));
};

const readSpace: Read = (draft, words, refuse: Refuse) => {
  const [space] = words;
  if (words.length !== 1 || !isUuid(space)) refuse('#xinbiao space <uuid>');
  if (draft.space !== undefined) refuse('a second space');
  draft.space = space;
};

const readRoot: Read = (draft, words, refuse: Refuse) => {
  const [org, hex = ''] = words;
  if (words.length !== 2 || !isUuid(org) || !/^[0-9a-f]{64}$/.test(hex)) refuse('#xinbiao root <organisation uuid> <root key in hex>');
  if (draft.roots.some((root) => root.org === org)) refuse('a second root of this organisation');
  if (draft.roots.length >= MOST_ROOTS) refuse('too many roots');
  const key = parseHex(hex);
  takeKey(draft, key, refuse);
  draft.roots.push({ org, key });
};

const readReceipt: Read = (draft, words, refuse, line) => {
  const [vkey = '', start = '', end] = words;
  if (words.length < 2 || words.length > 3) refuse('#xinbiao receipt <vkey> <from size> [<to size>]');
  if (draft.receipts.length >= MOST_RECEIPTS) refuse('too many receipt keys');
  const key = readKey(vkey, ED25519, refuse);
  takeKey(draft, key.publicKey, refuse);
  const from = readCount(start, refuse);
  const to = end === undefined ? undefined : readCount(end, refuse);
  if (to !== undefined && to <= from) refuse('the end is not above the start');
  draft.receipts.push(to === undefined ? { key, from, line } : { key, from, to, line });
};

const STANDARD = new Map<string, Read>([
  ['log', readLog],
  ['witness', readWitness],
  ['group', readGroup],
  ['quorum', readQuorum],
]);
const OURS = new Map<string, Read>([
  ['space', readSpace],
  ['root', readRoot],
  ['receipt', readReceipt],
]);

/** Other tools take our lines for comments; for us a line that is nearly one of ours is an error, not a comment. */
const readOurs: Read = (draft, words, refuse, line) => {
  const [keyword = '', ...rest] = words;
  const read = OURS.get(keyword) ?? refuse(`#xinbiao space|root|receipt, not ${keyword}`);
  read(draft, rest, refuse, line);
};

/** One untrusted line, without its LF, into the draft. @throws DomainError `policy-malformed` with the line's number */
export const readPolicyLine = (draft: PolicyDraft, text: string, line: number): void => {
  const refuse: Refuse = (reason, cause) => fail('policy-malformed', { line, reason }, { cause });
  // oxlint-disable-next-line no-control-regex -- the format forbids exactly these
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/u.test(text)) refuse('a control character (are the line ends CR LF?)');
  if (text.startsWith('#xinbiao ')) return readOurs(draft, text.slice(9).split(' '), refuse, line);
  if (/^[ \t]*#[ \t]*xinbiao/i.test(text)) refuse('a line of ours begins with "#xinbiao " and nothing before it');
  const words = text.split(/[ \t]+/).filter((word) => word !== '');
  const [keyword = '', ...rest] = words;
  if (keyword === '' || keyword.startsWith('#')) return;
  const read = STANDARD.get(keyword) ?? refuse(`log, witness, group or quorum, not ${keyword}`);
  read(draft, rest, refuse, line);
};
