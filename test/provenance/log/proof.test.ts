import { expect } from 'chai';
import { toBase64 } from '../../../common/encodings.ts';
import { parseTlogProof, verifySignedProof, verifyTlogProof, writeTlogProof } from '../../../provenance/log/proof.ts';
import { expectCode } from '../../support/expect-code.ts';
import { cosign, createTestLog, SIGNED_AT, WITNESSES } from '../../support/log.ts';

const log = createTestLog();
log.add('zero', 'one', 'two', 'three', 'four');
const { policy } = log;
const leaf = log.leaves()[2] ?? expect.fail('no leaf');
const text = writeTlogProof({ index: 2, hashes: log.proof(2), checkpoint: log.note() });
const lines = text.split('\n');
const replaceLine = (at: number, ...by: string[]): string => lines.toSpliced(at, 1, ...by).join('\n');

describe('offline proofs', () => {
  it('show index, size and times', () => {
    const { index, checkpoint, times, kthSmallestTime } = verifyTlogProof(text, leaf, policy, { strict: true });
    expect([index, checkpoint.size, times.size, kthSmallestTime]).to.deep.equal([2, 5, 4, SIGNED_AT + 2]);
  });
  it('of a tree of one leaf have no hashes', () => {
    const single = createTestLog();
    single.add('only');
    const proof = writeTlogProof({ index: 0, hashes: [], checkpoint: single.note() });
    expect(parseTlogProof(proof).hashes).to.deep.equal([]);
    verifyTlogProof(proof, single.leaves()[0] ?? expect.fail('no leaf'), single.policy);
  });
  it('fail for another leaf', () => expectCode(() => verifyTlogProof(text, log.leaves()[3] ?? leaf, policy), 'proof-root-mismatch'));
  it('fail for another index', () => expectCode(() => verifyTlogProof(replaceLine(1, 'index 3'), leaf, policy), 'proof-root-mismatch'));
  it('fail for an index beyond the size', () =>
    expectCode(() => verifyTlogProof(replaceLine(1, 'index 5'), leaf, policy), 'proof-index-beyond-size'));
  it('fail with a hash swapped, missing, or too many', async () => {
    const [, , first = '', second = ''] = lines;
    await expectCode(() => verifyTlogProof(lines.toSpliced(2, 2, second, first).join('\n'), leaf, policy), 'proof-root-mismatch');
    await expectCode(() => verifyTlogProof(lines.toSpliced(2, 1).join('\n'), leaf, policy), 'proof-wrong-length');
    await expectCode(() => verifyTlogProof(lines.toSpliced(2, 0, first).join('\n'), leaf, policy), 'proof-wrong-length');
  });
  it('fail under the checkpoint of another size', () =>
    expectCode(
      () => verifyTlogProof(writeTlogProof({ index: 2, hashes: log.proof(2), checkpoint: log.note(4) }), leaf, policy),
      'proof-wrong-length',
    ));
  it('fail with one witness too few, and hold as the log’s own word', async () => {
    const bare = writeTlogProof({ index: 2, hashes: log.proof(2), checkpoint: log.note(5, WITNESSES.slice(0, 2)) });
    await expectCode(() => verifyTlogProof(bare, leaf, policy), 'quorum-missing');
    expect(verifySignedProof(bare, leaf, policy).index).to.equal(2);
  });
  it('of a bundle fail with a line by an unknown key', async () => {
    const loose = writeTlogProof({ index: 2, hashes: log.proof(2), checkpoint: cosign(log.note(), 'stranger', SIGNED_AT) });
    verifyTlogProof(loose, leaf, policy);
    await expectCode(() => verifyTlogProof(loose, leaf, policy, { strict: true }), 'note-line-unknown');
  });
  it('fail with a second blank line', () =>
    expectCode(() => verifyTlogProof(text.replace('\n\n', '\n\n\n'), leaf, policy), 'signature-invalid'));
  it('may not carry extra data', () =>
    expectCode(() => parseTlogProof(replaceLine(1, `extra ${toBase64(leaf)}`, 'index 2')), 'proof-extra'));
  for (const [what, [bad, code]] of Object.entries<readonly [string, string]>({
    nothing: ['', 'proof-malformed'],
    garbage: ['<html>\n\n</html>', 'proof-malformed'],
    'another version': [replaceLine(0, 'c2sp.org/tlog-proof@v2'), 'proof-malformed'],
    'no index': [lines.toSpliced(1, 1).join('\n'), 'proof-malformed'],
    'index 02': [replaceLine(1, 'index 02'), 'proof-malformed'],
    'index -1': [replaceLine(1, 'index -1'), 'proof-malformed'],
    'an index beyond 2^53': [replaceLine(1, 'index 9007199254740993'), 'proof-malformed'],
    'a blank after the index': [replaceLine(1, 'index 2 '), 'proof-malformed'],
    'a hash of 31 bytes': [replaceLine(2, toBase64(leaf.slice(1))), 'proof-hash-malformed'],
    'a hash in another spelling': [replaceLine(2, ` ${lines[2]}`), 'malformed-encoding'],
    '64 hashes': [replaceLine(2, ...Array.from({ length: 64 }, () => toBase64(leaf))), 'proof-malformed'],
    'CR LF': [text.replaceAll('\n', '\r\n'), 'proof-malformed'],
    'no checkpoint': [`${lines.slice(0, 5).join('\n')}\n\n`, 'note-malformed'],
    'more than 68 KiB': [text + 'x'.repeat(70_000), 'proof-malformed'],
    'text after the signatures': [`${text}x`, 'note-malformed'],
  }))
    it(`are refused with ${what}`, () => expectCode(() => parseTlogProof(bad), code));
  it('are refused truncated anywhere', () => {
    for (let length = 0; length < text.length; length += 5)
      expect(() => verifyTlogProof(text.slice(0, length), leaf, policy), `${length}`).to.throw();
  });
});
