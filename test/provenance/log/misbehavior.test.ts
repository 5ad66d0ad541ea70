import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import type { DomainError } from '../../../common/errors.ts';
import { verifyMisbehavior, type Misbehavior } from '../../../provenance/log/misbehavior.ts';
import { writeTlogProof } from '../../../provenance/log/proof.ts';
import { signReceipt } from '../../../provenance/log/receipt.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createTestLog, keyOf, LOG_NAME, SIGNED_AT, WITNESSES, type TestLog } from '../../support/log.ts';

const log = createTestLog();
log.add('zero', 'one', 'two', 'three');
const fork = createTestLog();
fork.add('zero', 'forged', 'two', 'three', 'four');
const { policy } = log;

const leafOf = (of: TestLog, index: number) => of.leaves()[index] ?? expect.fail('no leaf');
const proven = (of: TestLog, index: number, by: readonly string[] = WITNESSES) => ({
  leaf: toHex(leafOf(of, index)),
  proof: writeTlogProof({ index, hashes: of.proof(index), checkpoint: of.note(of.entries.length, by) }),
});
/** The last of k witnesses that a late checkpoint needs signs two seconds after the first. */
const deadline = (SIGNED_AT - 60) * 1000;
const late = log.receipt({ index: 4, leaf: leafOf(fork, 4), time: deadline - 60_000, deadline });

const RECORDS = {
  'receipt-broken': { kind: 'receipt-broken', receipt: log.receipt({ index: 1, leaf: leafOf(log, 1) }), other: proven(fork, 1) },
  'receipt-late': { kind: 'receipt-late', receipt: late, checkpoint: log.note(4) },
  'two-roots': { kind: 'two-roots', first: log.note(4), second: fork.note(4) },
  'two-leaves': { kind: 'two-leaves', first: proven(log, 1), second: proven(fork, 1) },
} as const satisfies { readonly [Kind in Misbehavior['kind']]: Extract<Misbehavior, { kind: Kind }> };

const reasonOf = async (record: unknown, under = policy): Promise<unknown> => {
  await expectCode(() => verifyMisbehavior(record, under), 'misbehavior-unproven');
  try {
    verifyMisbehavior(record, under);
  } catch (error) {
    return (error as DomainError).details['reason'];
  }
  return undefined;
};

describe('evidence against a log', () => {
  for (const [kind, record] of Object.entries(RECORDS)) {
    it(`proves ${kind}, also through JSON`, () => {
      expect(verifyMisbehavior(JSON.parse(JSON.stringify(record)), policy)).to.equal(kind);
    });
    it(`proves ${kind} of nobody else`, async () => {
      const other = { ...policy, log: { ...policy.log, publicKey: keyOf('another log').publicKey }, receipts: [] };
      expect(await reasonOf(record, other)).to.be.oneOf(['note-unsigned', 'receipt-key-unknown']);
    });
    it(`is refused as ${kind} with a member too many or too few`, async () => {
      expect(await reasonOf({ ...record, note: 'x' })).to.equal('not-a-record');
      expect(await reasonOf(Object.fromEntries(Object.entries(record).slice(0, -1)))).to.equal('not-a-record');
    });
  }
  it('holds with the log’s signature alone where the log contradicts itself', () => {
    expect(verifyMisbehavior({ ...RECORDS['receipt-broken'], other: proven(fork, 1, []) }, policy)).to.equal('receipt-broken');
    expect(verifyMisbehavior({ kind: 'two-roots', first: log.note(4, []), second: fork.note(4, []) }, policy)).to.equal('two-roots');
  });
});

describe('an honest log is not accused', () => {
  const broken = RECORDS['receipt-broken'];
  const lateness = RECORDS['receipt-late'];
  const leaves = RECORDS['two-leaves'];
  const cases: Readonly<Record<string, readonly [unknown, string]>> = {
    'with garbage': ['lied!', 'not-a-record'],
    'with nothing': [null, 'not-a-record'],
    'with an unknown kind': [{ kind: 'slow' }, 'not-a-record'],
    'with a record beyond all bounds': [{ ...RECORDS['two-roots'], first: 'x'.repeat(70_000) }, 'not-a-record'],
    'with a receipt that was kept': [{ ...broken, other: proven(log, 1) }, 'same-leaf'],
    'with a proof of another index': [{ ...broken, other: proven(fork, 2) }, 'other-index'],
    'with a receipt of somebody’s own': [
      { ...broken, receipt: signReceipt(LOG_NAME, { index: 1, leaf: leafOf(log, 1), time: 1, deadline: 2 }, keyOf('other')) },
      'receipt-key-unknown',
    ],
    'with a changed receipt': [{ ...broken, receipt: broken.receipt.replace('\n1\n', '\n2\n') }, 'receipt-forged'],
    'with a proof that does not hold': [{ ...broken, other: { ...broken.other, leaf: toHex(leafOf(fork, 2)) } }, 'proof-root-mismatch'],
    'with a checkpoint that reaches the index': [{ ...lateness, checkpoint: fork.note(5) }, 'reaches-index'],
    'before the deadline': [{ ...lateness, checkpoint: log.note(4, WITNESSES, SIGNED_AT - 120) }, 'before-deadline'],
    'in the very second of the deadline': [
      { ...lateness, checkpoint: log.note(4, ['city', 'hotline', 'firm'], SIGNED_AT - 60) },
      'before-deadline',
    ],
    'by one witness too few': [{ ...lateness, checkpoint: log.note(4, ['city', 'firm']) }, 'quorum-missing'],
    'by one honest witness and two whose clocks run ahead of the deadline': [
      { ...lateness, checkpoint: log.note(4, ['firm', 'city', 'hotline'], SIGNED_AT - 61) },
      'before-deadline',
    ],
    'with two sizes': [{ kind: 'two-roots', first: log.note(4), second: log.note(3) }, 'other-size'],
    'with one tree twice': [{ kind: 'two-roots', first: log.note(4), second: log.note(4, []) }, 'same-root'],
    'with a second tree that it did not sign': [
      { kind: 'two-roots', first: log.note(4), second: fork.note(4).replace(/^.*\n/, 'other.example\n') },
      'signature-invalid',
    ],
    'with two indices': [{ ...leaves, second: proven(fork, 2) }, 'other-index'],
    'with one leaf under two sizes': [{ ...leaves, first: proven(log, 0), second: proven(fork, 0) }, 'same-leaf'],
    'with a leaf that is not in the tree': [
      { ...leaves, second: { ...leaves.second, leaf: toHex(leafOf(log, 2)) } },
      'proof-root-mismatch',
    ],
  };
  for (const [what, [record, reason]] of Object.entries(cases))
    it(`${what}: ${reason}`, async () => expect(await reasonOf(record)).to.equal(reason));
});
