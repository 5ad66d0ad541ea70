import {
  createCipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  sign,
  type KeyObject,
} from 'node:crypto';

/** The bytes of docs/protocols/sealing.md once more, from nothing but Node's own cryptography and the page. */

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer => createHmac('sha256', key).update(Buffer.concat(parts)).digest();
const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** Canonical JSON of what these messages hold: objects, plain strings, small integers. */
const jcs = (value: unknown): string =>
  typeof value !== 'object' || value === null
    ? JSON.stringify(value)
    : `{${Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, member]) => `${JSON.stringify(name)}:${jcs(member)}`)
        .join(',')}}`;

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

const quarter = (s: Int32Array, [a, b, c, d]: readonly [number, number, number, number]): void => {
  const step = (x: number, y: number, z: number, by: number): void => {
    s[x] = (s[x] ?? 0) + (s[y] ?? 0);
    s[z] = rotate((s[z] ?? 0) ^ (s[x] ?? 0), by);
  };
  step(a, b, d, 16);
  step(c, d, b, 12);
  step(a, b, d, 8);
  step(c, d, b, 7);
};

const ROUNDS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

/** HChaCha20 (draft-irtf-cfrg-xchacha-03, 2.2). */
const hchacha20 = (key: Uint8Array, nonce: Uint8Array): Buffer => {
  const input = Buffer.concat([utf8('expand 32-byte k'), key, nonce]);
  const state = Int32Array.from({ length: 16 }, (_, i) => input.readInt32LE(4 * i));
  for (let round = 0; round < 10; round++) for (const places of ROUNDS) quarter(state, places);
  const out = Buffer.alloc(32);
  for (let i = 0; i < 4; i++) {
    out.writeInt32LE(state[i] ?? 0, 4 * i);
    out.writeInt32LE(state[12 + i] ?? 0, 16 + 4 * i);
  }
  return out;
};

/** Key and nonce of the ChaCha20-Poly1305 inside XChaCha20-Poly1305. */
export const innerOf = (key: Uint8Array, nonce: Uint8Array): { key: Buffer; nonce: Buffer } => ({
  key: hchacha20(key, nonce.subarray(0, 16)),
  nonce: Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]),
});

export const xchacha = (plaintext: Uint8Array, key: Uint8Array, nonce: Uint8Array, data: Uint8Array): Buffer => {
  const inner = innerOf(key, nonce);
  const cipher = createCipheriv('chacha20-poly1305', inner.key, inner.nonce, { authTagLength: 16 });
  cipher.setAAD(data, { plaintextLength: plaintext.length });
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

const privateKey = (prefix: string, secret: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([Buffer.from(prefix, 'hex'), secret]), format: 'der', type: 'pkcs8' });
const x25519 = (secret: Uint8Array): KeyObject => privateKey('302e020100300506032b656e04220420', secret);
const publicBytes = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(12);
const publicX25519 = (bytes: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), bytes]), format: 'der', type: 'spki' });

const signWith = (seed: string, domain: string, value: unknown): string =>
  sign(null, utf8(`${domain}\n${jcs(value)}`), privateKey('302e020100300506032b657004220420', Buffer.from(seed, 'hex'))).toString('hex');

/** The sealed box of one key. */
const boxOf = (plaintext: Uint8Array, recipient: Uint8Array, info: Uint8Array, ephemeral: Uint8Array): Buffer => {
  const secret = x25519(ephemeral);
  const shared = diffieHellman({ privateKey: secret, publicKey: publicX25519(recipient) });
  const key = hmac(shared, utf8('xinbiao/seal/1'), publicBytes(secret), recipient, info);
  return Buffer.concat([publicBytes(secret), xchacha(plaintext, key, Buffer.alloc(24), info)]);
};

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const padTo = (content: Uint8Array, bucket: number): Buffer => {
  const padded = Buffer.alloc(bucket);
  padded.set(content);
  padded[content.length] = 0x80;
  return padded;
};

export interface ItemInputs {
  readonly seed: string;
  readonly batchKey: string;
  readonly draft: Readonly<Record<string, unknown>>;
  readonly salt: string;
  readonly content: string;
  readonly bucket: number;
  readonly nonce: string;
}

export const itemByNode = ({ seed, batchKey, draft, salt, content, bucket, nonce }: ItemInputs) => {
  const itemKey = hmac(hex(batchKey), utf8(`xinbiao/item-key/1\n${String(draft['item'])}\n${String(draft['version'])}`));
  const commitment = hmac(hex(salt), utf8(`xinbiao/commit/1\nitem\n${String(draft['item'])}\n`), hex(content)).toString('hex');
  const key = hmac(itemKey, utf8('xinbiao/item-key-commitment/1')).toString('hex');
  const said = { ...draft, v: 1, commitment, key };
  const plaintext = padTo(Buffer.concat([hex(salt), hex(content)]), bucket);
  const contentKey = hmac(itemKey, utf8('xinbiao/item-content/1'));
  const box = Buffer.concat([hex(nonce), xchacha(plaintext, contentKey, hex(nonce), utf8(jcs(said)))]);
  const header = { ...said, ciphertext: sha256(box).toString('hex') };
  return {
    itemKey: itemKey.toString('hex'),
    data: jcs(said),
    header,
    signature: signWith(seed, 'xinbiao/item-header/1', header),
    headerHash: sha256(utf8(`xinbiao/item-header/1\n${jcs(header)}`)).toString('hex'),
    box: box.toString('hex'),
  };
};

export interface WrapInputs {
  readonly seed: string;
  readonly key: string;
  readonly address: Readonly<Record<string, unknown>> & { readonly recipient: string };
  readonly ephemeral: string;
}

export const wrapByNode = ({ seed, key, address, ephemeral }: WrapInputs) => {
  const info = jcs({ v: 1, ...address });
  const wrap = { v: 1, ...address, box: boxOf(hex(key), hex(address.recipient), utf8(info), hex(ephemeral)).toString('hex') };
  return { info, wrap, signature: signWith(seed, 'xinbiao/key-wrap/1', wrap) };
};

export interface LabelInputs {
  readonly labelKey: string;
  readonly nonce: string;
  readonly content: string;
  readonly bucket: number;
  readonly place: Readonly<Record<string, string>>;
  readonly readers: { readonly lot: string; readonly author: string };
}

export const labelByNode = ({ labelKey, nonce, content, bucket, place, readers }: LabelInputs) => {
  const secret = hex(labelKey);
  const data = jcs({ v: 1, purpose: 'label', ...place });
  const box = Buffer.concat([
    hex(nonce),
    xchacha(padTo(hex(content), bucket), hmac(secret, utf8('xinbiao/label-content/1')), hex(nonce), utf8(data)),
  ]);
  const wrapFor = (to: 'lot' | 'author'): string => {
    const recipient = hex(readers[to]);
    const info = utf8(jcs({ v: 1, purpose: 'label-key', to, ...place, recipient: readers[to] }));
    return boxOf(secret, recipient, info, hmac(secret, utf8('xinbiao/wrap/1\n'), recipient)).toString('hex');
  };
  const wraps = { lot: wrapFor('lot'), author: wrapFor('author') };
  const key = hmac(secret, utf8('xinbiao/label-key/1'));
  return {
    data,
    sealed: { v: 1, key: key.toString('hex'), box: box.toString('base64'), wraps },
    hash: sha256(utf8('xinbiao/sealed-label/1\n'), key, sha256(box), hex(wraps.lot), hex(wraps.author)).toString('hex'),
  };
};
