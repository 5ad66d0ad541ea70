import { expect } from 'chai';
import { parseNote, toNoteSource } from '../../../provenance/log/note.ts';
import { signCheckpoint } from '../../../provenance/log/checkpoint.ts';
import { signNote } from '../../../provenance/log/note.ts';
import { parsePolicy } from '../../../provenance/log/policy.ts';
import { writePolicy } from '../../../provenance/log/policy-text.ts';
import { keepPolicySignatures, verifySigned, verifyWitnessed } from '../../../provenance/log/witnessed.ts';
import { treeRoot } from '../../../provenance/log/merkle.ts';
import { expectCode } from '../../support/expect-code.ts';
import { cosign, createTestLog, keyOf, LOG_NAME, SIGNED_AT, termsOf, WITNESSES } from '../../support/log.ts';

const log = createTestLog();
log.add('one', 'two', 'three');
const { policy } = log;
const strict = { strict: true };
const three = log.note(3, ['city', 'hotline', 'firm']);

/** The note with its signature lines in another arrangement. */
const arrange = (note: string, order: readonly number[]): string => {
  const { text, signatures } = parseNote(note);
  return toNoteSource({ text, signatures: order.map((i) => signatures[i] ?? expect.fail('no line')) });
};

describe('witnessed checkpoints', () => {
  it('are taken with k of n and give their times', () => {
    const { checkpoint, times, kthSmallestTime, smallestOfK } = verifyWitnessed(three, policy, strict);
    expect(checkpoint).to.deep.equal({ origin: LOG_NAME, size: 3, root: treeRoot(log.leaves()) });
    expect([...times]).to.deep.equal(['city', 'hotline', 'firm'].map((name, i) => [name, SIGNED_AT + i]));
    expect([kthSmallestTime, smallestOfK]).to.deep.equal([SIGNED_AT + 2, SIGNED_AT]);
  });
  it('with all n are not made old by one witness whose clock lags', () => {
    const lagging = cosign(log.note(3, ['city', 'hotline', 'firm']), 'auditor', 1);
    expect(verifyWitnessed(lagging, policy).smallestOfK).to.equal(SIGNED_AT);
  });
  it('with all n are not made late by one witness whose clock runs ahead', () => {
    const ahead = cosign(log.note(3, ['city', 'hotline', 'firm']), 'auditor', 2 ** 40);
    expect(verifyWitnessed(ahead, policy).kthSmallestTime).to.equal(SIGNED_AT + 2);
  });
  it('are refused with one witness too few', () =>
    expectCode(() => verifyWitnessed(log.note(3, ['city', 'firm']), policy), 'quorum-missing'));
  it('name the witnesses that are missing', () =>
    expect(() => verifyWitnessed(log.note(3, ['city', 'firm']), policy)).to.throw('"missing":["hotline","auditor"]'));
  it('are refused when one witness signs for two', () => {
    const { text, signatures } = parseNote(log.note(3, ['city', 'firm']));
    const twice = toNoteSource({
      text,
      signatures: [...signatures, ...parseNote(log.note(3, ['city'], SIGNED_AT + 9)).signatures.slice(1)],
    });
    return expectCode(() => verifyWitnessed(twice, policy), 'quorum-missing');
  });
  it('are refused when unknown witnesses make up the number', () =>
    expectCode(() => verifyWitnessed(cosign(cosign(log.note(3, ['city', 'firm']), 'stranger', 1), 'other', 1), policy), 'quorum-missing'));
  it('are refused when a witness’s line is from another size', () => {
    const [, foreign] = parseNote(log.note(2, ['auditor'])).signatures;
    const { text, signatures } = parseNote(log.note(3, ['city', 'hotline']));
    const swapped = toNoteSource({ text, signatures: [...signatures, foreign ?? expect.fail('no line')] });
    return expectCode(() => verifyWitnessed(swapped, policy), 'signature-invalid');
  });
  it('are refused when a line beyond the quorum fails', () => {
    const [, foreign] = parseNote(log.note(2, ['auditor'])).signatures;
    const { text, signatures } = parseNote(three);
    return expectCode(
      () => verifyWitnessed(toNoteSource({ text, signatures: [...signatures, foreign ?? expect.fail('no line')] }), policy),
      'signature-invalid',
    );
  });
  it('are refused without the log’s line', () => expectCode(() => verifyWitnessed(arrange(three, [1, 2, 3]), policy), 'note-unsigned'));
  it('are refused under another log’s key', () => {
    const other = parsePolicy(writePolicy({ ...termsOf(3), log: { ...termsOf(3).log, publicKey: keyOf('another log').publicKey } }));
    return expectCode(() => verifyWitnessed(three, other), 'note-unsigned');
  });
  it('are refused with another origin under the log’s key', () => {
    const { text } = parseNote(signCheckpoint({ origin: 'other.example', size: 3, root: treeRoot(log.leaves()) }, keyOf('log')));
    const posing = WITNESSES.reduce((note, name) => cosign(note, name, SIGNED_AT), signNote(text, LOG_NAME, keyOf('log')));
    return expectCode(() => verifyWitnessed(posing, policy), 'checkpoint-malformed');
  });
  it('are refused with extension lines', () => {
    const extended = signNote(`${parseNote(three).text}extra\n`, LOG_NAME, keyOf('log'));
    return expectCode(() => verifySigned(extended, policy), 'checkpoint-malformed');
  });
  for (const size of ['03', '-3', '3.0', '1e3', '9007199254740993', ''])
    it(`are refused with size ${JSON.stringify(size)}`, () => {
      const [, , root = ''] = parseNote(three).text.split('\n');
      return expectCode(
        () => verifySigned(signNote(`${LOG_NAME}\n${size}\n${root}\n`, LOG_NAME, keyOf('log')), policy),
        'checkpoint-malformed',
      );
    });
  it('are refused with a root of 31 bytes', () =>
    expectCode(
      () => verifySigned(signNote(`${LOG_NAME}\n3\n${btoa('x'.repeat(31))}\n`, LOG_NAME, keyOf('log')), policy),
      'checkpoint-malformed',
    ));
  it('are refused when any character of the text changes', async () => {
    const { text } = parseNote(three);
    const { length } = LOG_NAME;
    for (const at of [0, length + 1, length + 3, text.length - 2]) {
      const changed = three.slice(0, at) + (three[at] === '4' ? '5' : '4') + three.slice(at + 1);
      await expectCode(() => verifyWitnessed(changed, policy), 'signature-invalid');
    }
  });
});

describe('checkpoints of a bundle', () => {
  const loose = cosign(three, 'stranger', SIGNED_AT);
  it('may not carry a line by a key that the policy does not know', async () => {
    verifyWitnessed(loose, policy);
    await expectCode(() => verifyWitnessed(loose, policy, strict), 'note-line-unknown');
  });
  it('may not carry a line twice', async () => {
    const twice = arrange(three, [0, 1, 1, 2, 3]);
    verifyWitnessed(twice, policy);
    await expectCode(() => verifyWitnessed(twice, policy, strict), 'note-line-duplicate');
  });
  it('may not carry the log’s line twice', () =>
    expectCode(() => verifyWitnessed(arrange(three, [0, 0, 1, 2, 3]), policy, strict), 'note-line-duplicate'));
  it('may not carry lines in another order', async () => {
    verifyWitnessed(arrange(three, [0, 2, 1, 3]), policy);
    await expectCode(() => verifyWitnessed(arrange(three, [0, 2, 1, 3]), policy, strict), 'note-line-order');
  });
  it('are made of any that verifies', () => {
    const newer = cosign(arrange(loose, [4, 3, 1, 0, 2, 1]), 'auditor', SIGNED_AT + 9);
    const kept = keepPolicySignatures(newer, policy);
    expect(verifyWitnessed(kept, policy, strict).times.size).to.equal(4);
    expect(keepPolicySignatures(kept, policy)).to.equal(kept);
  });
  it('keep the newest of one witness’s lines', () => {
    const { text, signatures } = parseNote(three);
    const newest = parseNote(log.note(3, ['city'], SIGNED_AT + 300)).signatures.slice(1);
    for (const all of [
      [...signatures, ...newest],
      [...newest, ...signatures],
    ]) {
      const kept = keepPolicySignatures(toNoteSource({ text, signatures: all }), policy);
      expect(verifyWitnessed(kept, policy, strict).times.get('city')).to.equal(SIGNED_AT + 300);
    }
  });
});
