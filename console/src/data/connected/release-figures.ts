import { toCanonicalJson } from '../../../../common/canonical-json.ts';
import { toUtf8 } from '../../../../common/encodings.ts';
import { redoAgreement } from '../../../../labeling/formats/redo-agreement.ts';
import { verifyReleaseFiles } from '../../../../provenance/evidence/files/file-verifier.ts';
import type { Manifest } from '../../../../provenance/evidence/manifest.ts';
import type { Quality } from '../../../../provenance/evidence/quality.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import type { ReleaseFigures } from '../evidence.ts';

/** The inspection may have ended after the release: one that it names is the log's, and has not been another. */
const isAsLogged = ({ unreadable, inspection }: Quality, lot: Pick<Lot, 'unreadable' | 'inspected'> | undefined): boolean => {
  if (lot === undefined || unreadable !== lot.unreadable.size) return false;
  if (inspection === undefined) return true;
  const { id, signed } = lot.inspected ?? {};
  const body = signed?.event.body;
  return id === inspection.event && body?.inspected === inspection.inspected && body.defects === inspection.defects;
};

/**
 * Redoes a release's figures out of its files, whose hashes were signed.
 * @param lot by the own copy of the log
 */
export const figuresOf = (
  manifest: Manifest,
  files: { readonly data: Uint8Array; readonly croissant: Uint8Array | undefined },
  lot: Pick<Lot, 'unreadable' | 'inspected'> | undefined,
): ReleaseFigures | undefined => {
  const { quality, completeness } = manifest;
  if (quality === undefined) return undefined;
  const { failed } = verifyReleaseFiles({ manifest: toUtf8(toCanonicalJson(manifest)), ...files }, redoAgreement);
  return { completeness, quality, ...(failed !== undefined && { failed }), asLogged: isAsLogged(quality, lot) };
};
