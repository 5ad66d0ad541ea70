import { expect } from 'chai';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import type { Event } from '../../../provenance/event/event.ts';
import { eventHash, parseSignedEvent, signEvent, toLeafBytes } from '../../../provenance/event/signing.ts';
import { createSigningKey } from '../../../common/crypto/signature.ts';
import { expectCode } from '../../support/expect-code.ts';

const key = createSigningKey(new Uint8Array(32).fill(7));
const id = '01933f5e-0000-7000-8000-000000000001';
const event: Event = {
  v: 1,
  suite: 'ed25519-sha256',
  type: 'member.joined',
  space: id,
  actor: { org: id, key: toHex(key.publicKey) },
  seq: 0,
  prev: '0'.repeat(64),
  time: 0,
  checkpoint: { size: 0, root: '0'.repeat(64) },
  subject: { kind: 'organisation', id },
  refs: [],
  body: { role: 'owner', rootKey: toHex(key.publicKey) },
};

describe('signed events', () => {
  const signed = signEvent(event, key);
  it('pass a round trip', () => expect(parseSignedEvent(toLeafBytes(signed))).to.deep.equal(signed));
  it('have a hash over their canonical bytes', () => expect(eventHash(signed)).to.match(/^[0-9a-f]{64}$/));
  it('fail when a member changes', () =>
    expectCode(() => parseSignedEvent(toLeafBytes({ ...signed, event: { ...event, seq: 1 } })), 'signature-invalid'));
  it('fail with a member too many', () =>
    expectCode(
      () => parseSignedEvent(toLeafBytes({ ...signed, event: { ...event, note: 'free text' } } as typeof signed)),
      'event-malformed',
    ));
  it('fail in another spelling', () => expectCode(() => parseSignedEvent(toUtf8(JSON.stringify(signed, null, 1))), 'event-malformed'));
  it('fail when another key signs', () =>
    expectCode(() => signEvent(event, createSigningKey(new Uint8Array(32).fill(8))), 'event-malformed'));
});
