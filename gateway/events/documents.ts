import type { Document } from '../../api/documents.ts';
import { verifySealedLabel } from '../../privacy/sealing/label-hash.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import { verifyOpening, type Opening } from '../../provenance/event/commitment.ts';
import { fail } from '../errors.ts';
import type { DocumentClaim } from './acceptance.ts';

/**
 * Exactly the claimed documents, each opening its commitment.
 * @throws DomainError `document-missing`, `document-unexpected`, `commitment-not-opened`; `label-differs` for another sealed label
 */
export const verifyDocuments = ({ event }: SignedEvent, claims: readonly DocumentClaim[], documents: readonly Document[]): void => {
  const left = [...documents];
  for (const { kind, id, commitment } of claims) {
    const at = left.findIndex((document) => document.kind === kind);
    const [document] = at < 0 ? [] : left.splice(at, 1);
    if (document === undefined) return fail('document-missing', { type: event.type, kind });
    // An absent member is no member: its JSON is the same.
    if ('opening' in document) verifyOpening(document.opening as Opening, document.kind, id, commitment);
    else verifySealedLabel(document.sealed, commitment);
  }
  const [unexpected] = left;
  if (unexpected !== undefined) fail('document-unexpected', { type: event.type, kind: unexpected.kind });
};
