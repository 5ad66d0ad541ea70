import { signNote } from '../../../provenance/log/note.ts';
import { toNoteSource, parseNote, ED25519 } from '../../../provenance/log/note.ts';
import { parsePolicy } from '../../../provenance/log/policy.ts';
import { writePolicy } from '../../../provenance/log/policy-text.ts';
import { signReceipt, verifyReceipt } from '../../../provenance/log/receipt.ts';
import { expect } from 'chai';
import { expectCode } from '../../support/expect-code.ts';
import { createTestLog, keyOf, LOG_NAME, termsOf } from '../../support/log.ts';

const log = createTestLog();
log.add('one', 'two');
const { policy } = log;
const leaf = log.leaves()[1] ?? expect.fail('no leaf');
const promise = { index: 1, leaf, time: 1_800_000_000_000, deadline: 1_800_000_060_000 };
const receipt = log.receipt(promise);
const name = `${LOG_NAME}/receipt`;

describe('receipts', () => {
  it('say what was promised', () => expect(verifyReceipt(receipt, policy)).to.deep.equal(promise));
  it('have five lines', () =>
    expect(parseNote(receipt).text).to.equal(
      `log.example/receipt/1\n1\n${btoa(String.fromCharCode(...leaf))}\n1800000000000\n1800000060000\n`,
    ));
  it('by another key are refused', () =>
    expectCode(() => verifyReceipt(signReceipt(LOG_NAME, promise, keyOf('other')), policy), 'receipt-key-unknown'));
  it('by the log’s own key are refused', () =>
    expectCode(() => verifyReceipt(signNote(parseNote(receipt).text, LOG_NAME, keyOf('log')), policy), 'receipt-key-unknown'));
  it('are refused when a line changes', async () => {
    for (const line of parseNote(receipt).text.split('\n').slice(0, 5))
      await expectCode(
        () =>
          verifyReceipt(
            receipt.replace(
              line,
              line.replace(/[a-z0-9]/, (sign) => (sign === '2' ? '3' : '2')),
            ),
            policy,
          ),
        'receipt-forged',
      );
  });
  it('are refused with a line swapped', () =>
    expectCode(
      () => verifyReceipt(receipt.replace('1800000000000\n1800000060000', '1800000060000\n1800000000000'), policy),
      'receipt-forged',
    ));
  it('are refused truncated', async () => {
    for (let length = 0; length < receipt.length; length += 7)
      await expectCode(() => verifyReceipt(receipt.slice(0, length), policy), 'receipt-malformed');
  });
  it('are refused with a second signature', () => {
    const { text, signatures } = parseNote(receipt);
    return expectCode(() => verifyReceipt(toNoteSource({ text, signatures: [...signatures, ...signatures] }), policy), 'receipt-malformed');
  });
  for (const [what, lines] of Object.entries({
    'of another version': [`${name}/2`, 1, btoa('x'.repeat(32)), 1, 2],
    'of another log': ['other.example/receipt/1', 1, btoa('x'.repeat(32)), 1, 2],
    'with a line too many': [`${name}/1`, 1, btoa('x'.repeat(32)), 1, 2, 3],
    'with a line too few': [`${name}/1`, 1, btoa('x'.repeat(32)), 1],
    'with a short leaf': [`${name}/1`, 1, btoa('x'.repeat(31)), 1, 2],
    'with a leaf in hex': [`${name}/1`, 1, '0'.repeat(64), 1, 2],
    'with a leaf that is no base64': [`${name}/1`, 1, '*', 1, 2],
    'with a leading zero': [`${name}/1`, '01', btoa('x'.repeat(32)), 1, 2],
    'with an index beyond 2^53': [`${name}/1`, '9007199254740993', btoa('x'.repeat(32)), 1, 2],
    'with a deadline before their time': [`${name}/1`, 1, btoa('x'.repeat(32)), 3, 2],
  }))
    it(`${what} are refused even when signed`, () =>
      expectCode(() => verifyReceipt(signNote(`${lines.join('\n')}\n`, name, keyOf('receipt')), policy), 'receipt-malformed'));
});

describe('receipt keys', () => {
  const key = (of: string) => ({ name, type: ED25519, publicKey: keyOf(of).publicKey });
  const rotated = parsePolicy(
    writePolicy({
      ...termsOf(3),
      receipts: [
        { key: key('receipt'), from: 0, to: 100 },
        { key: key('receipt 2'), from: 100 },
      ],
    }),
  );
  const at = (index: number, by: string) => signReceipt(LOG_NAME, { ...promise, index }, keyOf(by));
  it('are good for their sizes', () => {
    for (const [index, by] of [
      [0, 'receipt'],
      [99, 'receipt'],
      [100, 'receipt 2'],
    ] as const)
      expect(verifyReceipt(at(index, by), rotated).index).to.equal(index);
  });
  it('are refused beyond them', async () => {
    await expectCode(() => verifyReceipt(at(100, 'receipt'), rotated), 'receipt-key-not-valid');
    await expectCode(() => verifyReceipt(at(99, 'receipt 2'), rotated), 'receipt-key-not-valid');
  });
});
