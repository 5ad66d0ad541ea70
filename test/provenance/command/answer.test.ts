import { expect } from 'chai';
import { randomBytes } from '../../../common/crypto/random.ts';
import { createOpeningKey, seal } from '../../../common/crypto/sealing.ts';
import { createSigningKey } from '../../../common/crypto/signature.ts';
import { toSignableBytes } from '../../../common/canonical-json.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { openAnswer, sealAnswer, type CommandAnswer } from '../../../provenance/command/answer.ts';
import { expectCode } from '../../support/expect-code.ts';

const asker = createOpeningKey(new Uint8Array(32).fill(1));
const stranger = createOpeningKey(new Uint8Array(32).fill(2));
const connector = createSigningKey(new Uint8Array(32).fill(3));
const gateway = createSigningKey(new Uint8Array(32).fill(4));
const command = 'ab'.repeat(32);
const key = toHex(connector.publicKey);
const value: CommandAnswer = { ok: true, value: { rows: 42, columns: ['条款', null] } };
const refusal: CommandAnswer = { ok: false, code: 'level-forbids-delivery', details: { rule: 'LV-G3-OPEN' } };
const info = toSignableBytes({ purpose: 'command-answer', command });
const box = sealAnswer(value, { command, recipient: asker.publicKey }, connector, randomBytes);

describe('answers to commands', () => {
  it('come back as they were given, values and refusals', () => {
    for (const answer of [value, refusal]) {
      const sealed = sealAnswer(answer, { command, recipient: asker.publicKey }, connector, randomBytes);
      expect(openAnswer(sealed, command, asker, key)).to.deep.equal(answer);
    }
  });
  it('open for the person who asked alone', () => expectCode(() => openAnswer(box, command, stranger, key), 'seal-unopened'));
  it('do not open as the answer to another command', () => expectCode(() => openAnswer(box, 'cd'.repeat(32), asker, key), 'seal-unopened'));
  it('do not open with a byte changed', () =>
    expectCode(() => openAnswer(box.with(50, (box[50] ?? 0) ^ 1), command, asker, key), 'seal-unopened'));

  it('are refused when the relay made them up', () => {
    const forged = sealAnswer(value, { command, recipient: asker.publicKey }, gateway, randomBytes);
    return expectCode(() => openAnswer(forged, command, asker, key), 'signature-invalid');
  });
  it('are refused when an answer to another command is sealed anew', () => {
    const moved = openedBytes(sealAnswer(value, { command: 'cd'.repeat(32), recipient: asker.publicKey }, connector, randomBytes));
    return expectCode(
      () => openAnswer(seal(moved, asker.publicKey, { info, random: randomBytes }), command, asker, key),
      'signature-invalid',
    );
  });
  it('are refused unsigned, or in no known shape', async () => {
    for (const plaintext of [JSON.stringify(value), '{"answer":{"ok":2},"signature":""}', 'no JSON', '\ud800'])
      await expectCode(
        () => openAnswer(seal(toUtf8(plaintext), asker.publicKey, { info, random: randomBytes }), command, asker, key),
        'answer-malformed',
      );
  });
});

/** What the asker holds after opening an answer to the other command: signed by the connector, but not for this one. */
const openedBytes = (sealed: Uint8Array): Uint8Array =>
  asker.open(sealed, toSignableBytes({ purpose: 'command-answer', command: 'cd'.repeat(32) }));
