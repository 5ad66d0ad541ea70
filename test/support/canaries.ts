import { createCaller } from '../../demo/hotline/caller.ts';
import { createDraw, type Draw } from '../../demo/hotline/draw.ts';
import { DISTRICTS } from '../../demo/hotline/places.ts';

/** Columns of a table of canaries that never leave their owner's connector. */
export const SENSITIVE = ['caller', 'id_number', 'mobile', 'landline', 'email', 'address'] as const;
export const COLUMNS = [...SENSITIVE, 'text'] as const;
export type Column = (typeof COLUMNS)[number];

/** One row; each cell holds something that stands nowhere else. */
export interface CanaryRow {
  /** What stands in the sensitive columns, and the canary within the text. */
  readonly canaries: Readonly<Record<Column, string>>;
  /** The cells, in the order of the columns. */
  readonly cells: readonly string[];
}

const LETTERS = Array.from('BCDFGHJKLMNPQRSTVWXZbcdfghjklmnpqrstvwxz');
const ascii = (draw: Draw, length: number): string => Array.from({ length }, () => draw.pick(LETTERS)).join('');
/** No part of anybody's name, so that no detector takes them for one. */
const RARE = Array.from('龘靐齉齾爩鱻麤灪籲灥厵馫飝朤毳掱犇猋骉贔羴孨惢歮燚壵嚞畾皛磊');
/** Characters that no sentence of ours has; the last one lies beyond the Basic Multilingual Plane. */
const chinese = (draw: Draw, length: number): string =>
  [...Array.from({ length: length - 1 }, () => draw.pick(RARE)), String.fromCodePoint(0x2_5000 + draw.below(0x1000))].join('');
/** Everything that JSON, SQL, CSV, a URL or HTML escapes. */
const awkward = (draw: Draw): string => `${ascii(draw, 3)}"${ascii(draw, 2)}'\\${chinese(draw, 2)}\n😀\t%2B<${ascii(draw, 2)}>&`;

type Cells = Readonly<Record<Column, string>>;

/** As people fill a form in: valid numbers, so that detectors see what they are. */
const plausible = (draw: Draw): Cells => {
  const district = draw.pick(DISTRICTS);
  for (;;) {
    const { id, mobile, landline, email, address } = createCaller(draw, district);
    if (landline === '' || email === '') continue;
    return {
      caller: `欧阳${chinese(draw, 4)}`,
      id_number: id,
      mobile,
      landline,
      email: `${ascii(draw, 8).toLowerCase()}.${email}`,
      address,
      text: chinese(draw, 9),
    };
  }
};
const fill = (make: (column: Column) => string): Cells => Object.fromEntries(COLUMNS.map((column) => [column, make(column)])) as Cells;

const KINDS: readonly ((draw: Draw) => Cells)[] = [
  plausible,
  (draw) => fill(() => `${ascii(draw, 8)}-${ascii(draw, 6)}`),
  (draw) => fill(() => awkward(draw)),
];

/** Harmless sentences before the rest, so that offsets in the text have four digits. */
const PREAMBLE = '路灯正常。'.repeat(260);
/** Code points of the text in which spans can lie anywhere. */
export const ROOM = Array.from(PREAMBLE).length;

/** A table of canaries: Chinese ones in plausible values, ASCII ones, and such as are escaped everywhere, by turns. */
export const canaryTable = (seed: string, rows: number): readonly CanaryRow[] => {
  const draw = createDraw(seed);
  return Array.from({ length: rows }, (_, at) => {
    const canaries = KINDS[at % KINDS.length]?.(draw) ?? plausible(draw);
    const { caller, id_number: id, mobile, landline, email, address, text } = canaries;
    const told = `来电人${caller}，证件${id}，手机${mobile}，座机${landline}，邮箱${email}，住${address}。`;
    return { canaries, cells: [...SENSITIVE.map((column) => canaries[column]), `${PREAMBLE}${told}另记「${text}」。`] };
  });
};

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** RFC 4180. */
export const toCsv = (table: readonly CanaryRow[]): string =>
  [COLUMNS, ...table.map(({ cells }) => cells)].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
