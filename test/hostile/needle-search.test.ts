import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import * as zlib from 'node:zlib';
import { createNeedleSearch } from '../support/needle-search.ts';
import { needlesOf } from '../support/needles.ts';

const PLAIN = 'Qz7k-canary-0042';
const CHINESE = '欧阳𠮷淼鑫垚';
/** Everything that some writer escapes. */
const AWKWARD = `a"b'c\\d\ne\tf😀%&<g>+ h`;
const ALL = [PLAIN, CHINESE, AWKWARD];

/** The bytes amid others. */
const amid = (...parts: readonly (string | Uint8Array)[]): Buffer =>
  Buffer.concat([randomBytes(1000), ...parts.map((part) => Buffer.from(part as string)), randomBytes(1000)]);

describe('the search for canaries', () => {
  const search = createNeedleSearch(ALL.flatMap(needlesOf));
  const found = (bytes: Buffer): readonly string[] => [...new Set(search('haystack', bytes).map(({ canary }) => canary))];

  it('finds nothing where nothing is', () => {
    expect(found(randomBytes(4_000_000))).to.deep.equal([]);
    expect(found(Buffer.from('"欧阳","canary"'.repeat(1000)))).to.deep.equal([]);
    expect([0, 1, 7].map((length) => found(Buffer.alloc(length)))).to.deep.equal([[], [], []]);
  });

  it('finds each form of each text by its name, wherever it stands', () => {
    for (const canary of ALL) {
      const needles = needlesOf(canary);
      expect(needles.length).to.be.greaterThan(90);
      for (const { form, bytes } of needles) expect(search('', amid(bytes)), form).to.deep.include({ canary, form, where: '' });
    }
    for (const canary of ALL) expect(found(Buffer.from(canary))).to.deep.equal([canary]);
  });

  /** Written here by other means than the needles are. */
  const PLANTED: Readonly<Record<string, (canary: string) => string | Uint8Array>> = {
    'raw UTF-8': (canary) => Buffer.from(canary),
    'UTF-16': (canary) => Buffer.from(`xy${canary}`, 'utf16le'),
    JSON: (canary) => JSON.stringify({ inner: ['before', `${canary} after`] }),
    'JSON in JSON': (canary) => JSON.stringify(JSON.stringify({ inner: canary })),
    'JSON in ASCII': (canary) =>
      JSON.stringify(canary).replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    'JSON in ASCII, capital digits': (canary) =>
      JSON.stringify(canary).replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`),
    'a literal of SQL': (canary) => `insert into t values ('${canary.replaceAll("'", "''")}')`,
    'JSON in a literal of SQL': (canary) => `values ('${JSON.stringify([canary]).replaceAll("'", "''")}')`,
    'an array of SQL': (canary) => `'{"a","${canary.replaceAll(/["\\]/g, '\\$&').replaceAll("'", "''")}"}'`,
    'a line of COPY': (canary) =>
      `1\t${canary.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}\t2`.replaceAll("'", "''"),
    'a query string': (canary) => `?q=${encodeURIComponent(canary)}&page=2`,
    'a form': (canary) => new URLSearchParams([['field', canary]]).toString(),
    'base64 at any place': (canary) => Buffer.from(`${'x'.repeat(Math.floor(Math.random() * 3))}${canary}zz`).toString('base64'),
    'base64url at any place': (canary) => Buffer.from(`${'x'.repeat(Math.floor(Math.random() * 3))}${canary}zz`).toString('base64url'),
    'base64 of JSON': (canary) => Buffer.from(JSON.stringify({ a: canary })).toString('base64'),
    hex: (canary) => `\\x${Buffer.from(canary).toString('hex')}`,
    'capital hex': (canary) => Buffer.from(canary).toString('hex').toUpperCase(),
    gzip: (canary) => zlib.gzipSync(`before ${canary} after`),
    'gzip in two members': (canary) => Buffer.concat([zlib.gzipSync('first'), zlib.gzipSync(canary)]),
    'gzip with a name and an extra field': (canary) => {
      const plain = zlib.gzipSync(canary);
      plain[3] = 4 | 8;
      return Buffer.concat([plain.subarray(0, 10), Buffer.from([3, 0, 1, 2, 3]), Buffer.from('words.txt\0'), plain.subarray(10)]);
    },
    zlib: (canary) => zlib.deflateSync(`before ${canary} after`, { level: 9 }),
    'zlib, hardly packed': (canary) => zlib.deflateSync(`before ${canary} after`, { level: 1 }),
    'a gzip of a gzip': (canary) => zlib.gzipSync(zlib.gzipSync(JSON.stringify({ canary }))),
    'a member of a zip': (canary) => {
      const [name, data] = [Buffer.from('words.txt'), zlib.deflateRawSync(canary)];
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x0403_4b50, 0);
      head.writeUInt16LE(8, 8);
      head.writeUInt16LE(name.length, 26);
      return Buffer.concat([head, name, data, Buffer.from('PK')]);
    },
  };
  for (const [what, plant] of Object.entries(PLANTED))
    it(`finds what was planted as ${what}`, () => {
      for (const canary of ALL) for (let i = 0; i < 5; i += 1) expect(found(amid(plant(canary))), what).to.deep.equal([canary]);
    });

  it('finds what is packed as a whole, also when its end is missing', () => {
    const long = `${CHINESE} ${randomBytes(3000).toString('hex')}`;
    for (const pack of [zlib.brotliCompressSync, zlib.deflateRawSync]) expect(found(Buffer.from(pack(CHINESE)))).to.deep.equal([CHINESE]);
    for (const pack of [zlib.brotliCompressSync, zlib.deflateRawSync, zlib.gzipSync])
      expect(found(Buffer.from(pack(long)).subarray(0, 1200))).to.deep.equal([CHINESE]);
  });

  it('looks for nothing that could stand anywhere by chance', () => {
    expect(() => needlesOf('周敏')).to.throw('too short');
  });
});
