import { SHORTEST } from '../../demo/claims/byte-search.ts';

/** One way in which a text may stand in bytes. */
export interface Needle {
  /** The text that was looked for. */
  readonly canary: string;
  /** Such as `json/utf-16le/base64+1`: how it is written, in which encoding, and what was made of the bytes. */
  readonly form: string;
  readonly bytes: Buffer;
}

type Rewrite = (text: string) => string;

const unitsOf = (text: string): readonly string[] => Array.from({ length: text.length }, (_, i) => text[i] ?? '');
const toHex4 = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, '0');
/** `\uXXXX` for every UTF-16 unit that `isEscaped` says. */
const escapeUnits = (text: string, isEscaped: (unit: string) => boolean, digits: Rewrite = (hex) => hex): string =>
  unitsOf(text)
    .map((unit) => (isEscaped(unit) ? `\\u${digits(toHex4(unit))}` : unit))
    .join('');
const upper: Rewrite = (text) => text.toUpperCase();
const json: Rewrite = (text) => JSON.stringify(text).slice(1, -1);
const beyondAscii = (unit: string): boolean => unit > '\u007f';
const percentAll: Rewrite = (text) => Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const lowerPercent: Rewrite = (text) => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
const doubled = (mark: string): Rewrite => {
  return (text) => text.replaceAll(mark, mark + mark);
};

/** Text elements of an array; JSON in one is JSON twice. */
const backslashed: Rewrite = (text) => text.replaceAll(/["\\]/g, '\\$&');

/** How programs write a text within another: as it is, as JSON once and twice, in SQL, in a URL, in HTML. */
const REWRITES: Readonly<Record<string, Rewrite>> = {
  plain: (text) => text,
  json,
  'json, ASCII, lower': (text) => escapeUnits(json(text), beyondAscii),
  'json, ASCII, upper': (text) => escapeUnits(json(text), beyondAscii, upper),
  'json, all lower': (text) => escapeUnits(text, () => true),
  'json, all upper': (text) => escapeUnits(text, () => true, upper),
  'json twice': (text) => json(json(text)),
  'json, ASCII, twice': (text) => json(escapeUnits(json(text), beyondAscii)),
  'SQL literal': doubled("'"),
  'json in a SQL literal': (text) => doubled("'")(json(text)),
  'json twice in a SQL literal': (text) => doubled("'")(json(json(text))),
  // PostgreSQL's log begins each further line with a tab.
  'SQL literal in a log': (text) => doubled("'")(text).replaceAll('\n', '\n\t'),
  'SQL array': backslashed,
  'SQL array in a literal': (text) => doubled("'")(backslashed(text)),
  // As an E'' literal, and in COPY.
  'SQL escapes': (text) => doubled("'")(json(text).replaceAll('\\"', '"')),
  'SQL row': (text) => doubled('"')(doubled('\\')(text)),
  'json in a SQL row': (text) => doubled('"')(doubled('\\')(json(text))),
  percent: encodeURIComponent,
  'percent, lower': (text) => lowerPercent(encodeURIComponent(text)),
  'percent, all': (text) => upper(percentAll(text)),
  'percent, all, lower': percentAll,
  form: (text) => new URLSearchParams({ '': text }).toString().slice(1),
  HTML: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
};

const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text, 'utf8'),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
};

/** What of the bytes' base64 is the same whatever stands around them, with so many bytes before them modulo 3. */
const base64At =
  (phase: number, encoding: 'base64' | 'base64url') =>
  (bytes: Buffer): Buffer => {
    const padded = Buffer.concat([Buffer.alloc(phase), bytes]);
    return Buffer.from(padded.toString(encoding).slice(Math.ceil((phase * 8) / 6), Math.floor((padded.length * 8) / 6)));
  };
const toHex = (bytes: Buffer): string => bytes.toString('hex');
/** PostgreSQL's older text of `bytea`. */
const toOctal = (bytes: Buffer): string =>
  Array.from(bytes, (byte) => (byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte)))
    .join('')
    .replaceAll(/\\(?![0-7]{3})/g, '\\\\');

const COATS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  raw: (bytes) => bytes,
  hex: (bytes) => Buffer.from(toHex(bytes)),
  HEX: (bytes) => Buffer.from(toHex(bytes).toUpperCase()),
  octal: (bytes) => Buffer.from(toOctal(bytes)),
  ...Object.fromEntries(
    (['base64', 'base64url'] as const).flatMap((encoding) =>
      [0, 1, 2].map((phase) => [`${encoding}+${phase}`, base64At(phase, encoding)] as const),
    ),
  ),
};

/** Every form of a text that is looked for, no bytes twice. @throws Error for a text that is too short to be unmistakable */
export const needlesOf = (canary: string): readonly Needle[] => {
  const found = new Map<string, Needle>();
  for (const [rewrite, write] of Object.entries(REWRITES))
    for (const [encoding, encode] of Object.entries(ENCODINGS))
      for (const [coat, put] of Object.entries(COATS)) {
        const bytes = put(encode(write(canary)));
        if (bytes.length < SHORTEST) throw new Error(`too short to look for: ${JSON.stringify(canary)}`);
        const key = bytes.toString('latin1');
        if (!found.has(key)) found.set(key, { canary, form: `${rewrite}/${encoding}/${coat}`, bytes });
      }
  return [...found.values()];
};
