import { parseJson, toCanonicalJson } from '../../../common/canonical-json.ts';
import { DomainError } from '../../../common/errors.ts';
import { fail } from '../errors.ts';
import type { ReleaseLine } from '../line.ts';
import { manifestSchema, type Manifest } from '../manifest.ts';
import type { Quality } from '../quality.ts';

/** As they lie in a release's folder (untrusted bytes). */
export interface ReleaseFileBytes {
  readonly manifest: Uint8Array;
  readonly data: Uint8Array;
  readonly croissant?: Uint8Array | undefined;
}

/**
 * How far the labels agree, computed anew: what was asked stands in the metadata.
 * @param items for each item its lines' results (untrusted)
 * @throws DomainError of whoever computes it
 */
type RedoAgreement = (croissant: string, items: readonly (readonly unknown[])[]) => Quality['agreement'];

type Consensus = NonNullable<Quality['consensus']>[number];
type Row = readonly string[];

/**
 * What several labels of an item say together, computed anew for each question about a whole text, beside what the metadata says of the items.
 * Who made which label stands in no line, so of what rests on that only the number of other values is.
 * @param lines item and result (untrusted) of each line
 * @throws DomainError of whoever computes it
 */
type RedoConsensus = (
  croissant: string,
  lines: readonly { readonly item: string; readonly result: unknown }[],
) => readonly {
  readonly majority: Extract<Consensus, { readonly method: 'majority' }>;
  readonly likeliest: { readonly question: number; readonly items: number; readonly moved: number };
  readonly stated: readonly Row[];
  readonly redone: readonly Row[];
}[];

export interface Redo {
  readonly agreement: RedoAgreement;
  readonly consensus: RedoConsensus;
}

/** What the checks of a release's files look at; the line's own check is the first that reads the lines. */
export interface FileContext {
  readonly policy?: undefined;
  readonly files: ReleaseFileBytes;
  readonly manifest: Manifest;
  /** Lines of the data without their LF. */
  readonly lines: readonly string[];
  /** @throws DomainError `line-malformed` */
  readonly parsed: () => readonly ReleaseLine[];
  readonly redo: Redo;
}

const MOST_CHARACTERS = 4 * 1024 * 1024;

/** @throws DomainError `manifest-malformed` */
export const readManifest = (bytes: Uint8Array): Manifest => {
  if (bytes.length > MOST_CHARACTERS) fail('manifest-malformed', { bytes: bytes.length, most: MOST_CHARACTERS });
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).replace(/\n$/, '');
    const parsed = manifestSchema.safeParse(parseJson(text));
    if (!parsed.success) return fail('manifest-malformed', { problems: parsed.error.issues.map(({ path }) => `/${path.join('/')}`) });
    if (toCanonicalJson(parsed.data) !== text) fail('manifest-malformed', { reason: 'not in canonical form' });
    return parsed.data;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'manifest-malformed') throw error;
    return fail('manifest-malformed', { reason: 'no JSON in UTF-8' }, { cause: error });
  }
};
