import { expect } from 'chai';
import { createHash, createHmac, createPrivateKey, sign } from 'node:crypto';
import { toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { createSigningKey } from '../../common/crypto/signature.ts';
import { equalBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { commit, commitJson, verifyOpening, type CommitmentKind } from '../../provenance/event/commitment.ts';
import { isPrivateEntry, toLogEntry } from '../../provenance/event/entry.ts';
import { EVENT_TYPES, isOfType, type Event, type SignedEvent } from '../../provenance/event/event.ts';
import { eventId, parseSignedEvent, signEvent, toEventBytes } from '../../provenance/event/signing.ts';
import { verifyPossession } from '../../provenance/identity/certificate.ts';
import { leafHash, treeRoot } from '../../provenance/log/merkle.ts';
import { expectCode } from '../support/expect-code.ts';
import { readVectorJson } from '../support/vectors.ts';

interface EventVector {
  readonly index: number;
  readonly seed: string;
  readonly event: Event;
  readonly text: string;
  readonly id: string;
  readonly signature: string;
  readonly salt?: string;
  readonly leaf: string;
  readonly root: string;
}

interface CommitmentVector {
  readonly kind: CommitmentKind;
  readonly id: string;
  readonly salt: string;
  readonly text?: string;
  readonly value?: Json;
  readonly input: string;
  readonly commitment: string;
}

interface Refusal {
  readonly why: string;
  readonly code: string;
}

const { events } = readVectorJson<{ events: EventVector[] }>('event/events.json');
const commitments = readVectorJson<{
  commitments: CommitmentVector[];
  refused: (Refusal & { salt: string })[];
  framing: Record<'first' | 'second', { kind: CommitmentKind; id: string; text: string }> & { salt: string };
}>('event/commitments.json');
const refusals = readVectorJson<{
  refused: (Refusal & { text: string })[];
  entries: (Refusal & { index: number; salt?: string })[];
}>('event/refused.json');

const saltOf = ({ salt }: { readonly salt?: string }): Uint8Array | undefined => (salt === undefined ? undefined : parseHex(salt));
const signedOf = ({ event, signature }: EventVector): SignedEvent => ({ event, signature });
const entryOf = (vector: EventVector): Uint8Array => toLogEntry(signedOf(vector), saltOf(vector));

/** The same figures by Node's own cryptography, from nothing but the text. */
const byNode = ({ seed, text, signature, salt }: EventVector) => {
  const message = Buffer.from(`xinbiao/event/1\n${text}`, 'utf8');
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'hex')]),
    format: 'der',
    type: 'pkcs8',
  });
  const signed = Buffer.from(`{"event":${text},"signature":"${signature}"}`, 'utf8');
  const entry =
    salt === undefined ? signed : createHash('sha256').update('xinbiao/leaf/1').update(Buffer.from(salt, 'hex')).update(signed).digest();
  return {
    id: createHash('sha256').update(message).digest('hex'),
    signature: sign(null, message, key).toString('hex'),
    leaf: createHash('sha256').update(Uint8Array.of(0)).update(entry).digest('hex'),
  };
};

describe('event vectors', () => {
  for (const vector of events) {
    const { index, event, text, id, signature, leaf, root } = vector;
    it(`${index} ${event.type} is regenerated`, () => {
      expect(toCanonicalJson(event as Json)).to.equal(text);
      expect(eventId(event)).to.equal(id);
      expect(signEvent(event, createSigningKey(parseHex(vector.seed))).signature).to.equal(signature);
      expect(toHex(leafHash(entryOf(vector)))).to.equal(leaf);
      expect(toHex(treeRoot(events.slice(0, index + 1).map((other) => leafHash(entryOf(other)))))).to.equal(root);
    });

    it(`${index} ${event.type} is the same by another implementation`, () => expect(byNode(vector)).to.deep.equal({ id, signature, leaf }));

    it(`${index} ${event.type} is read back`, () =>
      expect(parseSignedEvent(toEventBytes(signedOf(vector)))).to.deep.equal(signedOf(vector)));
  }

  it('show every type', () => expect(new Set(events.map(({ event }) => event.type))).to.deep.equal(new Set(EVENT_TYPES)));

  it('link each chain from 64 zeros on', () => {
    const heads = new Map<string, { seq: number; id: string }>();
    for (const { event, id } of events) {
      const head = heads.get(event.actor.key);
      expect([event.seq, event.prev]).to.deep.equal(head === undefined ? [0, '0'.repeat(64)] : [head.seq + 1, head.id]);
      heads.set(event.actor.key, { seq: event.seq, id });
    }
  });

  it('cite earlier trees, the empty one first', () => {
    const empty = createHash('sha256').digest('hex');
    for (const { event, index } of events) {
      const { size, root } = event.checkpoint;
      expect(size).to.be.at.most(index);
      expect(root).to.equal(size === 0 ? empty : events[size - 1]?.root);
    }
  });

  it('certify only subjects that hold their keys', () => {
    const issued = events.map(signedOf).filter((signed) => isOfType(signed, 'certificate-issued'));
    expect(issued).to.have.length.above(0);
    for (const { event } of issued) verifyPossession(event);
  });

  it('keep private entries at 32 bytes', () => {
    for (const vector of events) expect(isPrivateEntry(entryOf(vector)), vector.event.type).to.equal(vector.salt !== undefined);
  });
});

describe('event vectors that are refused', () => {
  for (const { why, text, code } of refusals.refused) it(`${why}: ${code}`, () => expectCode(() => parseSignedEvent(toUtf8(text)), code));

  for (const { why, index, code, ...rest } of refusals.entries)
    it(`${why}: ${code}`, () => {
      const vector = events[index];
      if (vector === undefined) throw new Error(`no event ${index}`);
      return expectCode(() => toLogEntry(signedOf(vector), saltOf(rest)), code);
    });

  it('refuses bytes that are not UTF-8', () => expectCode(() => parseSignedEvent(Uint8Array.of(0x7b, 0xff, 0x7d)), 'event-malformed'));
  it('refuses more than 60,000 bytes', () => expectCode(() => parseSignedEvent(new Uint8Array(60_001)), 'event-malformed'));
});

const commitVector = ({ kind, id, salt, text, value }: CommitmentVector): string =>
  text === undefined ? commitJson({ salt, value: value ?? null }, kind, id) : commit(parseHex(salt), kind, id, toUtf8(text));

describe('commitment vectors', () => {
  for (const vector of commitments.commitments) {
    const { kind, id, salt, text, value, input, commitment } = vector;
    it(`${kind} ${id} is regenerated`, () => {
      const bytes = Buffer.from(text ?? toCanonicalJson(value ?? null), 'utf8');
      expect(Buffer.concat([Buffer.from(`xinbiao/commit/1\n${kind}\n${id}\n`, 'utf8'), bytes]).toString('hex')).to.equal(input);
      expect(createHmac('sha256', Buffer.from(salt, 'hex')).update(Buffer.from(input, 'hex')).digest('hex')).to.equal(commitment);
      expect(commitVector(vector)).to.equal(commitment);
    });

    it(`${kind} ${id} opens under no other kind`, () => {
      if (value === undefined) return expect(commit(parseHex(salt), 'item', id, toUtf8(text ?? ''))).to.not.equal(commitment);
      const other = kind === 'item' ? 'annotation' : 'item';
      return expectCode(() => verifyOpening({ salt, value }, other, id, commitment), 'commitment-not-opened');
    });
  }

  for (const { why, salt, code } of commitments.refused)
    it(`${why}: ${code}`, () => expectCode(() => commit(parseHex(salt), 'item', 'id', new Uint8Array()), code));

  it('are framed: what would be one input without line feeds gives two commitments', () => {
    const { first, second, salt } = commitments.framing;
    const [a, b] = [first, second].map(({ kind, id, text }) => commit(parseHex(salt), kind, id, toUtf8(text)));
    expect(`${first.id}${first.text}`).to.equal(`${second.id}${second.text}`);
    expect(equalBytes(parseHex(a ?? ''), parseHex(b ?? ''))).to.equal(false);
  });

  it('show every kind', () =>
    expect(new Set(commitments.commitments.map(({ kind }) => kind))).to.deep.equal(
      new Set(['field', 'profile', 'catalogue-entry', 'project', 'item', 'annotation', 'command']),
    ));
});
