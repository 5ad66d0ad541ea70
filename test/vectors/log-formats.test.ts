import { expect } from 'chai';
import { createCipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, sign } from 'node:crypto';
import { createOpeningKey, seal } from '../../common/crypto/sealing.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { createFrontier, type FrontierState } from '../../provenance/log/compact-range.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { parseNote } from '../../provenance/log/note.ts';
import { parsePolicy } from '../../provenance/log/policy.ts';
import { writePolicy } from '../../provenance/log/policy-text.ts';
import { verifyTlogProof } from '../../provenance/log/proof.ts';
import { verifyReceipt } from '../../provenance/log/receipt.ts';
import { verifyWitnessed } from '../../provenance/log/witnessed.ts';
import { readVectorJson } from '../support/vectors.ts';

interface Formats {
  seeds: Record<'log' | 'receipt' | 'root' | 'city' | 'hotline' | 'firm' | 'auditor', string>;
  entries: string[];
  policy: string;
  checkpoint: { cosignedAt: number; note: string };
  proof: { leaf: string; text: string };
  receipt: { index: number; leaf: string; time: number; deadline: number; note: string };
  frontier: FrontierState;
  seal: Record<'recipientSecret' | 'recipient' | 'ephemeralSecret' | 'info' | 'plaintext' | 'box', string>;
}

const vectors = readVectorJson<Formats>('log/formats.json');
const policy = parsePolicy(vectors.policy);

/** A 32-byte secret as the private key of Node's own cryptography. */
const nodeKey = (kind: 'ed25519' | 'x25519', secret: string) =>
  createPrivateKey({
    key: Buffer.from(`302e020100300506032b65${kind === 'ed25519' ? '70' : '6e'}04220420${secret}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  });
const nodePublic = (kind: 'ed25519' | 'x25519', secret: string): Buffer =>
  createPublicKey(nodeKey(kind, secret)).export({ format: 'der', type: 'spki' }).subarray(-32);
const nodeSign = (secret: string, message: string): string => sign(null, Buffer.from(message), nodeKey('ed25519', secret)).toString('hex');

describe('the log’s formats (own vectors, signed anew by Node’s cryptography)', () => {
  const { text, signatures } = parseNote(vectors.checkpoint.note);
  const payloads = signatures.map(({ bytes }) => toHex(bytes));

  it('policy: is written as it was read, and names the seeds’ keys', () => {
    expect(writePolicy(policy)).to.equal(vectors.policy);
    const keys = [policy.log, ...policy.witnesses.map(({ key }) => key), ...policy.receipts.map(({ key }) => key)].map(
      ({ publicKey }) => publicKey,
    );
    const { log, city, hotline, firm, auditor, receipt } = vectors.seeds;
    expect(keys.map(toHex)).to.deep.equal(
      [log, city, hotline, firm, auditor, receipt].map((seed) => nodePublic('ed25519', seed).toString('hex')),
    );
  });
  it('checkpoint: the log signs its text', () => expect(payloads[0]).to.equal(nodeSign(vectors.seeds.log, text)));
  for (const [i, name] of (['city', 'hotline', 'firm', 'auditor'] as const).entries())
    it(`cosignature: ${name} signs the text after its time`, () => {
      const time = vectors.checkpoint.cosignedAt + i;
      const signature = nodeSign(vectors.seeds[name], `cosignature/v1\ntime ${time}\n${text}`);
      expect(payloads[i + 1]).to.equal(time.toString(16).padStart(16, '0') + signature);
    });
  it('checkpoint: holds under the policy', () =>
    expect(verifyWitnessed(vectors.checkpoint.note, policy, { strict: true }).checkpoint.size).to.equal(5));
  it('proof: holds for its leaf', () => {
    expect(toHex(leafHash(parseHex(vectors.entries[2] ?? '')))).to.equal(vectors.proof.leaf);
    expect(verifyTlogProof(vectors.proof.text, parseHex(vectors.proof.leaf), policy, { strict: true }).index).to.equal(2);
  });
  it('receipt: five lines under the receipt key', () => {
    const { index, leaf, time, deadline, note } = vectors.receipt;
    const lines = `log.example/receipt/1\n${index}\n${Buffer.from(leaf, 'hex').toString('base64')}\n${time}\n${deadline}\n`;
    expect(parseNote(note).text).to.equal(lines);
    expect(toHex(parseNote(note).signatures[0]?.bytes ?? new Uint8Array())).to.equal(nodeSign(vectors.seeds.receipt, lines));
    expect(verifyReceipt(note, policy)).to.deep.equal({ index, leaf: parseHex(leaf), time, deadline });
  });
  it('frontier: has the checkpoint’s root', () => {
    const frontier = createFrontier();
    for (const entry of vectors.entries) frontier.append(leafHash(parseHex(entry)));
    expect(frontier.state()).to.deep.equal(vectors.frontier);
    expect(frontier.root()).to.deep.equal(verifyWitnessed(vectors.checkpoint.note, policy).checkpoint.root);
  });
});

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/** HChaCha20 (draft-irtf-cfrg-xchacha, 2.2) of a zero nonce: the subkey of XChaCha20. */
const hchacha = (key: Buffer): Buffer => {
  const words = Array.from({ length: 8 }, (_, i) => key.readInt32LE(4 * i));
  const s = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, ...words, 0, 0, 0, 0];
  const at = (i: number): number => s[i] ?? 0;
  const quarter = (a: number, b: number, c: number, d: number): void => {
    for (const [x, y, z, by] of [
      [a, b, d, 16],
      [c, d, b, 12],
      [a, b, d, 8],
      [c, d, b, 7],
    ] as const) {
      s[x] = (at(x) + at(y)) | 0;
      s[z] = rotate(at(z) ^ at(x), by);
    }
  };
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < 4; i++) quarter(i, 4 + i, 8 + i, 12 + i);
    for (let i = 0; i < 4; i++) quarter(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4));
  }
  const out = Buffer.alloc(32);
  for (let i = 0; i < 4; i++) {
    out.writeInt32LE(at(i), 4 * i);
    out.writeInt32LE(at(12 + i), 16 + 4 * i);
  }
  return out;
};

describe('the sealed box (own vector, sealed anew by Node’s cryptography)', () => {
  const { recipientSecret, recipient, ephemeralSecret, info, plaintext, box } = vectors.seal;
  it('is what the specification of the box says', () => {
    const ephemeral = nodePublic('x25519', ephemeralSecret);
    const publicKey = nodePublic('x25519', recipientSecret);
    expect(publicKey.toString('hex')).to.equal(recipient);
    const shared = diffieHellman({
      privateKey: nodeKey('x25519', ephemeralSecret),
      publicKey: createPublicKey(nodeKey('x25519', recipientSecret)),
    });
    const key = createHmac('sha256', shared)
      .update('xinbiao/seal/1')
      .update(Buffer.concat([ephemeral, publicKey, Buffer.from(info, 'hex')]))
      .digest();
    const cipher = createCipheriv('chacha20-poly1305', hchacha(key), Buffer.alloc(12), { authTagLength: 16 });
    cipher.setAAD(Buffer.from(info, 'hex'), { plaintextLength: plaintext.length / 2 });
    const sealed = Buffer.concat([ephemeral, cipher.update(Buffer.from(plaintext, 'hex')), cipher.final(), cipher.getAuthTag()]);
    expect(sealed.toString('hex')).to.equal(box);
  });
  it('is made and opened by us', () => {
    expect(
      toHex(seal(parseHex(plaintext), parseHex(recipient), { info: parseHex(info), random: () => parseHex(ephemeralSecret) })),
    ).to.equal(box);
    expect(toHex(createOpeningKey(parseHex(recipientSecret)).open(parseHex(box), parseHex(info)))).to.equal(plaintext);
  });
});
