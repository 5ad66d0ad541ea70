import { detect } from '../../policies/classification/detect.ts';
import type { FoundKinds } from '../../policies/levels/grading-facts.ts';
import type { Kind } from '../../policies/classification/finding.ts';
import { createLookCount, type Look } from './looks.ts';
import type { TableFormat } from '../sources/table.ts';

export interface ColumnProfile {
  readonly name: string;
  /** Cells that are not empty; in JSON Lines, neither an empty text nor null. */
  readonly filled: number;
  /** Different texts among those. */
  readonly distinct: number;
  /** There are more than were counted. */
  readonly distinctAtLeast?: true;
  /** Longest text, in Unicode code points. */
  readonly longest: number;
  /** Cells in which personal identifiers of each kind were found; nothing of the cells themselves. */
  readonly found: FoundKinds;
  /** What most filled cells look like. */
  readonly look?: Look;
  /** The column never leaves the connector. */
  readonly withheld: boolean;
}

export interface TableProfile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** Cells are the canonical text of JSON values. */
  readonly form?: 'json';
}

/** Different texts, and their characters, that are held to count them; each column has its share. */
export const COUNTED = { texts: 300_000, characters: 8_000_000 } as const;

const countCodePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** What a reader sees of a cell: of a JSON string its characters. */
const toShown = (cell: string, format: TableFormat): string => {
  if (format !== 'jsonl') return cell;
  if (cell === 'null') return '';
  return cell.startsWith('"') ? (JSON.parse(cell) as string) : cell;
};

const createDistinctCount = (share: { readonly texts: number; readonly characters: number }) => {
  const seen = new Set<string>();
  let [counted, characters] = [0, 0];
  let isFull = false;
  return {
    add: (cell: string): void => {
      if (isFull || seen.has(cell)) return;
      characters += cell.length;
      if (seen.size >= share.texts || characters > share.characters) {
        isFull = true;
        seen.clear();
        return;
      }
      seen.add(cell);
      counted = seen.size;
    },
    result: () => ({ distinct: counted, ...(isFull && { distinctAtLeast: true as const }) }),
  };
};

/** Counts the cells that hold each kind; the column's name is the label that stands before every one. */
const createKindCount = (heading: string) => {
  const counts = new Map<Kind, number>();
  return {
    add: (text: string): void => {
      for (const kind of new Set(detect(text, { heading }).map((finding) => finding.kind))) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    },
    result: (): FoundKinds => Object.fromEntries(counts),
  };
};

const createColumnProfiler = (name: string, format: TableFormat, share: { readonly texts: number; readonly characters: number }) => {
  const distinct = createDistinctCount(share);
  const kinds = createKindCount(name);
  const looks = createLookCount();
  let [filled, longest] = [0, 0];
  return {
    add: (cell: string): void => {
      const shown = toShown(cell, format);
      if (shown === '') return;
      filled++;
      distinct.add(cell);
      kinds.add(shown);
      looks.add(shown);
      // There are no more code points than UTF-16 units.
      if (shown.length > longest) longest = Math.max(longest, countCodePoints(shown));
    },
    result: (withheld: boolean): ColumnProfile => {
      const look = looks.suggest(filled);
      return { name, filled, ...distinct.result(), longest, found: kinds.result(), ...(look !== undefined && { look }), withheld };
    },
  };
};

/** Figures about a table that comes in row by row; they hold none of its cells. */
export const createProfiler = (names: readonly string[], format: TableFormat, counted: { texts: number; characters: number } = COUNTED) => {
  const share = { texts: Math.floor(counted.texts / names.length), characters: Math.floor(counted.characters / names.length) };
  const columns = names.map((name) => createColumnProfiler(name, format, share));
  let rows = 0;
  return {
    add: (cells: readonly string[]): void => {
      rows++;
      columns.forEach((column, at) => column.add(cells[at] ?? ''));
    },
    result: (withheld: readonly string[] = []): TableProfile => ({
      rows,
      ...(format === 'jsonl' && { form: 'json' as const }),
      columns: columns.map((column, at) => column.result(withheld.includes(names[at] ?? ''))),
    }),
  };
};
