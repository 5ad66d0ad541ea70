import { toCanonicalJson } from '../../../../common/canonical-json.ts';
import { toUtf8 } from '../../../../common/encodings.ts';
import { REDO } from '../../../../labeling/formats/redo-figures.ts';
import { verifyReleaseFiles } from '../../../../provenance/evidence/release-files/file-verifier.ts';
import { inspectionFigureOf } from '../../../../provenance/evidence/inspection-figure.ts';
import type { Manifest } from '../../../../provenance/evidence/manifest.ts';
import type { Quality } from '../../../../provenance/evidence/quality.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import type { ReleaseFigures } from '../evidence.ts';

type LoggedLot = Pick<Lot, 'opened' | 'unreadable' | 'inspected' | 'answered'>;

/** No release of an inspected lot counts before its inspection has ended: so the release names that, and no other. */
const isAsLogged = ({ unreadable, inspection }: Quality, lot: LoggedLot | undefined): boolean => {
  if (lot === undefined || unreadable !== lot.unreadable.size) return false;
  const logged = inspectionFigureOf(lot);
  return logged !== undefined && toCanonicalJson(inspection ?? null) === toCanonicalJson(logged);
};

/**
 * Redoes a release's figures out of its files, whose hashes were signed.
 * @param lot by the own copy of the log
 */
export const figuresOf = (
  manifest: Manifest,
  files: { readonly data: Uint8Array; readonly croissant: Uint8Array | undefined },
  lot: LoggedLot | undefined,
): ReleaseFigures | undefined => {
  const { quality, completeness } = manifest;
  if (quality === undefined) return undefined;
  const { failed } = verifyReleaseFiles({ manifest: toUtf8(toCanonicalJson(manifest)), ...files }, REDO);
  return { completeness, quality, ...(failed !== undefined && { failed }), asLogged: isAsLogged(quality, lot) };
};
