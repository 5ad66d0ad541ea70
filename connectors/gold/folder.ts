import * as path from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../common/canonical-json.ts';
import { concatBytes } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { resultSchema, type Result } from '../../labeling/result.ts';
import { count } from '../../provenance/event/fields.ts';
import { fail } from '../errors.ts';
import { openStableFile } from '../sources/stable-file.ts';

/** An answer that the owner knows, as a file of hers says it. */
export interface GoldLine {
  /** In the file, from 1. */
  readonly line: number;
  /** Of the dataset, from 0. */
  readonly row: number;
  /** As a labeler's result; offsets are Unicode code points of the delivered text. */
  readonly result: Result;
}

/**
 * The answers in a file that the member has laid down for its connector, JSON Lines of `{"row": 0, "result": […]}`.
 * @throws DomainError `source-unreadable`, `source-changed`, `gold-unfit` (line, reason)
 */
export type ReadGold = (name: string) => Promise<readonly GoldLine[]>;

const schema = z.strictObject({ row: count, result: resultSchema });
const MOST_BYTES = 8 * 1024 * 1024;

const readLine = (text: string, line: number): GoldLine => {
  try {
    return { line, ...schema.parse(parseJson(text)) };
  } catch (error) {
    if (!(error instanceof DomainError || error instanceof z.ZodError)) throw error;
    return fail('gold-unfit', { line, reason: 'no row with a result' }, { cause: error });
  }
};

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    return fail('gold-unfit', { reason: 'not UTF-8' }, { cause: error });
  }
};

/** Files of one folder; a link is not followed. */
export const createGoldFolder =
  (folder: string): ReadGold =>
  async (name) => {
    const file = await openStableFile(path.join(folder, name), name);
    try {
      if (file.bytes > MOST_BYTES) fail('gold-unfit', { bytes: file.bytes, most: MOST_BYTES });
      const chunks: Uint8Array[] = [];
      for await (const chunk of file.read()) chunks.push(chunk.slice());
      const lines = decode(concatBytes(...chunks)).split(/\r?\n/);
      const found = lines.flatMap((text, at) => (text === '' ? [] : [readLine(text, at + 1)]));
      return found.length === 0 ? fail('gold-unfit', { reason: 'no line' }) : found;
    } finally {
      await file.close();
    }
  };
