import type { Document } from '../../api/documents.ts';
import { eventSubmission } from '../../api/events.ts';
import { concatBytes, parseHex, toUtf8 } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import type { Fetch, FetchResponse } from '../../console/src/space/ports.ts';
import { verifyChainLink, type ChainHead } from '../../provenance/event/chain.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import { eventId, parseSignedEventJson } from '../../provenance/event/signing.ts';
import { signPinList, type SignedPinList } from '../../provenance/identity/pin-list.ts';
import { signCheckpoint } from '../../provenance/log/checkpoint.ts';
import { signCosignature } from '../../provenance/log/cosignature.ts';
import { leafHash, treeRoot } from '../../provenance/log/merkle.ts';
import { addSignatureLine, parseNote } from '../../provenance/log/note.ts';
import { parsePolicy, type LogPolicy } from '../../provenance/log/policy.ts';
import { writePolicy } from '../../provenance/log/policy-text.ts';
import { signReceipt, type Receipt } from '../../provenance/log/receipt.ts';
import { TILE_WIDTH, toEntryBundle } from '../../provenance/log/tiles.ts';
import { createReplay } from '../../provenance/space/replay.ts';
import { keyOf, LOG_NAME, termsOf, WITNESSES } from './log.ts';
import type { Actor, LoggedEvent, ScriptedSpace } from './scripted-space.ts';

/** What a request is answered with; a DomainError stands for problem+json with its status in the details. */
type Answer = Uint8Array | string | object;
export type Handler = (path: string, body: unknown) => Answer | undefined;

/** Switches by which the gateway lies: each gets what an honest one would say. */
export interface Lies {
  receipt?: (receipt: Receipt) => Receipt;
  receiptText?: (text: string) => string;
  /** What is logged in the place of an event; undefined drops it. */
  log?: (entry: Uint8Array) => Uint8Array | undefined;
  acknowledgement?: (answer: { id: string; index: number; receipt: string }) => object;
  checkpoint?: (note: string) => string;
  /** One of an older size. */
  older?: (note: string, size: number) => string | undefined;
  head?: (head: ChainHead | undefined) => ChainHead | undefined;
  event?: (event: object) => object;
  pins?: (list: SignedPinList) => object;
}

export interface TinyLog {
  readonly space: ScriptedSpace;
  readonly policy: LogPolicy;
  readonly policyText: string;
  readonly lies: Lies;
  /** Whatever else a test serves: the first handler that knows the path answers. */
  readonly handlers: Handler[];
  readonly fetch: Fetch;
  /** Milliseconds; tests move it. */
  now: number;
  /** Why nobody can reach it: the request is lost before, or its answer after. */
  weather: 'fine' | 'lost-request' | 'lost-answer' | 'session-over' | 'failing';
  /** Every event that was acknowledged, in order. */
  readonly acknowledged: string[];
  /** Every signed event that came in, also those that were refused. */
  readonly seen: SignedEvent[];
  /** What came with the events that came in, in order. */
  readonly documents: Document[];
  /** What was acknowledged, with its place and, of a private event, its salt. */
  readonly received: () => readonly LoggedEvent[];
  /** Ids of the log's events, in order. */
  readonly ids: () => string[];
  /** Signs the tree of this size (all of it by default) and has these witnesses cosign it; from then on it is served. */
  publish(size?: number, by?: readonly string[], entries?: readonly Uint8Array[]): string;
  pinList(root: Actor, number?: number, policy?: string): SignedPinList;
}

export const BASE = 'http://gateway.example';

const answer = (status: number, body: Uint8Array): FetchResponse => ({
  status,
  headers: { get: () => null, getSetCookie: () => [] },
  arrayBuffer: () => Promise.resolve(new Uint8Array(body).buffer),
});

const toBody = (value: Answer): Uint8Array => {
  if (value instanceof Uint8Array) return value;
  return toUtf8(typeof value === 'string' ? value : JSON.stringify(value));
};

const problem = (status: number, code: string, details: object = {}): DomainError => new DomainError(code, { ...details, status });

/** The policy of a scripted space: all its roots, four witnesses of which three must sign. */
const policyOf = (space: ScriptedSpace, roots: readonly Actor[]): string =>
  writePolicy({ ...termsOf(3), space: space.space, roots: roots.map(({ org, key }) => ({ org, key: key.publicKey })) });

/**
 * The gateway in memory, as far as the client talks to it: takes events by the real rules, signs receipts and checkpoints with real keys,
 * has real witnesses cosign. The lies are its only difference from an honest one.
 */
export const createTinyLog = (space: ScriptedSpace, roots: readonly Actor[]): TinyLog => {
  const policyText = policyOf(space, roots);
  const replay = createReplay(space.space, space.premises);
  const heads = new Map<string, ChainHead>();
  const known = new Map<string, LoggedEvent & { readonly receipt: string }>();
  const publishedEntries: { list: readonly Uint8Array[] } = { list: [] };
  let note: string | undefined;
  const notes = new Map<number, string>();
  let scripted = 0;

  /** Takes up what the script has logged meanwhile. */
  const catchUp = (): void => {
    for (const entry of space.entries.slice(replay.state.size)) replay.take(entry);
    for (; scripted < space.events.length; scripted++) {
      const logged = space.events[scripted];
      if (logged !== undefined) heads.set(logged.signed.event.actor.key, { seq: logged.signed.event.seq, id: logged.id });
    }
  };

  const receiptFor = (index: number, leaf: Uint8Array): string => {
    const honest = { index, leaf, time: log.now, deadline: log.now + 60_000 };
    const text = signReceipt(LOG_NAME, log.lies.receipt?.(honest) ?? honest, keyOf('receipt'));
    return log.lies.receiptText?.(text) ?? text;
  };

  const take = (body: unknown): object => {
    const { signed: value, salt, documents = [] } = eventSubmission.parse(body);
    const signed = parseSignedEventJson(value);
    log.seen.push(signed);
    log.documents.push(...documents);
    const id = eventId(signed.event);
    const before = known.get(id);
    if (before !== undefined) return { id, index: before.index, receipt: before.receipt };
    catchUp();
    verifyChainLink(heads.get(signed.event.actor.key), signed.event);
    replay.judge(signed);
    const entry = toLogEntry(signed, salt === undefined ? undefined : parseHex(salt));
    const index = space.entries.length;
    const logged = log.lies.log === undefined ? entry : log.lies.log(entry);
    if (logged !== undefined) space.entries.push(logged);
    catchUp();
    heads.set(signed.event.actor.key, { seq: signed.event.seq, id });
    const receipt = receiptFor(index, leafHash(entry));
    known.set(id, { id, index, signed, receipt, ...(salt === undefined ? {} : { salt }) });
    log.acknowledged.push(id);
    const honest = { id, index, receipt };
    return log.lies.acknowledgement?.(honest) ?? honest;
  };

  const eventOf = (id: string): object => {
    const found = known.get(id) ?? space.events.find((logged) => logged.id === id);
    if (found === undefined) throw problem(404, 'event-unknown');
    const { signed, salt, index } = found;
    const honest = { signed, index, ...(salt === undefined ? {} : { salt }) };
    return log.lies.event?.(honest) ?? honest;
  };

  const headOf = (key: string): object => {
    catchUp();
    const head = log.lies.head === undefined ? heads.get(key) : log.lies.head(heads.get(key));
    if (head === undefined) throw problem(404, 'chain-unknown');
    return head;
  };

  const tile = (level: number, index: number, width: number): Uint8Array => {
    const [span, leaves] = [TILE_WIDTH ** level, publishedEntries.list.map(leafHash)];
    const from = (i: number): number => (index * TILE_WIDTH + i) * span;
    return concatBytes(...Array.from({ length: width }, (_, i) => treeRoot(leaves.slice(from(i), from(i + 1)))));
  };

  const readLog = (path: string): Answer | undefined => {
    if (path === '/log/checkpoint') {
      if (note === undefined) throw problem(404, 'not-yet-witnessed');
      return log.lies.checkpoint?.(note) ?? note;
    }
    const [, older] = /^\/log\/checkpoint\/(\d+)$/.exec(path) ?? [];
    if (older !== undefined) {
      const honest = notes.get(Number(older)) ?? '';
      const given = log.lies.older === undefined ? honest : log.lies.older(honest, Number(older));
      if (given === undefined || given === '') throw problem(404, 'size-not-published', { size: Number(older) });
      return given;
    }
    const [, level = '', name = '', width] = /^\/log\/tile\/([0-9]+|entries)\/(.+?)(?:\.p\/([0-9]+))?$/.exec(path) ?? [];
    if (level === '') return undefined;
    const [index, count] = [Number(name.replaceAll(/[x/]/g, '')), Number(width ?? TILE_WIDTH)];
    if (level === 'entries') return toEntryBundle(publishedEntries.list.slice(index * TILE_WIDTH, index * TILE_WIDTH + count));
    return tile(Number(level), index, count);
  };

  const pins = (org: string): object => {
    const root = roots.find((actor) => actor.org === org);
    if (root === undefined) throw problem(404, 'pins-unknown');
    const honest = log.pinList(root);
    return log.lies.pins?.(honest) ?? honest;
  };

  const respond = (method: string, path: string, body: unknown): Answer => {
    for (const handle of log.handlers) {
      const given = handle(path, body);
      if (given !== undefined) return given;
    }
    if (method === 'POST' && path === '/api/events') return take(body);
    if (path.startsWith('/api/pins/')) return pins(path.slice('/api/pins/'.length));
    if (path.startsWith('/api/chains/')) return headOf(path.slice('/api/chains/'.length));
    if (path.startsWith('/api/events/')) return eventOf(path.slice('/api/events/'.length));
    const read = readLog(path);
    if (read === undefined) throw problem(404, 'not-found', { path });
    return read;
  };

  const refuse = (error: unknown): FetchResponse => {
    if (!(error instanceof DomainError)) throw error;
    const { status = 409, ...details } = error.details;
    return answer(Number(status), toUtf8(JSON.stringify({ type: 'x', status, code: error.code, details })));
  };

  const serve: Fetch = (url, { method, body }) => {
    if (log.weather === 'lost-request') return Promise.reject(new TypeError('fetch failed'));
    if (log.weather === 'failing') return Promise.resolve(answer(502, toUtf8('<html>bad gateway</html>')));
    if (log.weather === 'session-over') return Promise.resolve(refuse(problem(401, 'unauthenticated')));
    try {
      const given = respond(method, url.slice(BASE.length), body === undefined ? undefined : (JSON.parse(body) as unknown));
      const response = answer(200, toBody(given));
      return log.weather === 'lost-answer' ? Promise.reject(new TypeError('connection reset')) : Promise.resolve(response);
    } catch (error) {
      return Promise.resolve(refuse(error));
    }
  };

  const log: TinyLog = {
    space,
    policyText,
    policy: parsePolicy(policyText),
    lies: {},
    handlers: [],
    fetch: serve,
    now: 1_800_000_000_000,
    weather: 'fine',
    acknowledged: [],
    seen: [],
    documents: [],
    received: () => [...known.values()],
    ids: () => [...space.events.map(({ id }) => id), ...[...known.values()].toSorted((a, b) => a.index - b.index).map(({ id }) => id)],
    publish: (size = space.entries.length, by = WITNESSES, entries = space.entries) => {
      publishedEntries.list = entries.slice(0, size);
      const root = treeRoot(publishedEntries.list.map(leafHash));
      const signed = signCheckpoint({ origin: LOG_NAME, size, root }, keyOf('log'));
      const time = Math.floor(log.now / 1000);
      note = by.reduce((text, name) => {
        const line = signCosignature(parseNote(text), `${name}.example/witness`, keyOf(`witness ${name}`), time);
        return addSignatureLine(text, line);
      }, signed);
      notes.set(size, note);
      return note;
    },
    pinList: (root, number = 1, policy = policyText) => signPinList({ v: 1, space: space.space, org: root.org, number, policy }, root.key),
  };
  return log;
};
