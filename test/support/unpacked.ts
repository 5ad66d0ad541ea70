import { isUtf8 } from 'node:buffer';
import * as zlib from 'node:zlib';

export interface Part {
  /** What was unpacked on the way, outermost first. */
  readonly how: string;
  readonly bytes: Buffer;
}

/** Bytes that one compressed stream may become, and how deep streams lie in one another. */
const [MOST_BYTES, DEEPEST] = [64 * 1024 * 1024, 3];

type Unpack = (bytes: Buffer) => Buffer;
/** A stream may be cut off, or be followed by something else: what there is of it counts. */
const options = { finishFlush: zlib.constants.Z_SYNC_FLUSH, maxOutputLength: MOST_BYTES };
const inflate: Unpack = (bytes) => zlib.inflateSync(bytes, options);
const inflateRaw: Unpack = (bytes) => zlib.inflateRawSync(bytes, options);
const unbrotli: Unpack = (bytes) =>
  zlib.brotliDecompressSync(bytes, { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH, maxOutputLength: MOST_BYTES });

const attempt = (unpack: Unpack, bytes: Buffer): Buffer | undefined => {
  try {
    const found = unpack(bytes);
    return found.length > 0 ? found : undefined;
  } catch {
    return undefined;
  }
};

function* places(bytes: Buffer, magic: Buffer): Generator<number> {
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) yield at;
}

/** Behind the optional parts of a member's header (RFC 1952, 2.3). Other members have their own place; what follows is not looked at. */
const gunzip: Unpack = (bytes) => {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + bytes.readUInt16LE(at);
  for (const flag of [8, 16]) if ((flags & flag) !== 0) at = bytes.indexOf(0, at) + 1;
  if ((flags & 2) !== 0) at += 2;
  return inflateRaw(bytes.subarray(at));
};

/** Data of the member whose local header (APPNOTE 4.3.7) stands at the beginning. */
const memberOf: Unpack = (bytes) => {
  const data = bytes.subarray(30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28));
  return bytes.readUInt16LE(8) === 0 ? data.subarray(0, bytes.readUInt32LE(18)) : inflateRaw(data);
};

/** Streams that say by their first bytes what they are: RFC 1952, the four usual headers of RFC 1950, members of a zip file. */
const MAGIC: readonly (readonly [how: string, magic: readonly number[], unpack: Unpack])[] = [
  ['gzip', [0x1f, 0x8b, 0x08], gunzip],
  ...[0x01, 0x5e, 0x9c, 0xda].map((flags) => ['zlib', [0x78, flags], inflate] as const),
  ['zip', [0x50, 0x4b, 0x03, 0x04], memberOf],
];

/** These have no first bytes of their own: whoever keeps one keeps it whole. None of any length is text by chance. */
const WHOLE: readonly (readonly [how: string, unpack: Unpack])[] = [
  ['brotli', unbrotli],
  ['deflate', inflateRaw],
];

function* streamsOf(bytes: Buffer): Generator<Part> {
  for (const [how, magic, unpack] of MAGIC)
    for (const at of places(bytes, Buffer.from(magic))) {
      const found = attempt(unpack, bytes.subarray(at));
      if (found !== undefined) yield { how: `${how} at ${at}`, bytes: found };
    }
  if (isUtf8(bytes)) return;
  for (const [how, unpack] of WHOLE) {
    const found = attempt(unpack, bytes);
    if (found !== undefined) yield { how, bytes: found };
  }
}

/** Everything in these bytes that unzips, also within what was unzipped. */
export function* unpacked(name: string, bytes: Buffer, depth = 1): Generator<Part> {
  for (const part of streamsOf(bytes)) {
    const how = `${name} > ${part.how}`;
    yield { how, bytes: part.bytes };
    if (depth < DEEPEST) yield* unpacked(how, part.bytes, depth + 1);
  }
}
