import type { Document } from '../../../../api/documents.ts';
import type { Json } from '../../../../common/canonical-json.ts';
import type { Result } from '../../../../labeling/result.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import { commitTo } from '../commit.ts';
import type { EventDraft } from '../draft.ts';
import type { ActContext } from './context.ts';
import { isSealed, listedItem } from './listed-item.ts';
import type { SealedWork } from './sealed-work.ts';

/** What somebody hands in of an item, in plain text or sealed for the lot and herself. */
interface Answered extends Pick<EventDraft, 'documents' | 'kept'> {
  readonly subject: EventOf<'label-reworked'>['subject'];
  readonly body: EventOf<'label-reworked'>['body'];
}

/** @throws DomainError `subject-unknown`; as `SealedWork.seal` */
export const toAnswer = (
  context: ActContext,
  sealedWork: Pick<SealedWork, 'seal'>,
  lot: Lot,
  { item, result }: { readonly item: string; readonly result: Result },
): Answered => {
  const { commitment } = listedItem(lot, item);
  const committed = commitTo(context, 'annotation', item, result as Json);
  const document: Document = { kind: 'annotation', opening: { salt: committed.opening.salt, value: [...result] } };
  const sealed = isSealed(lot) ? sealedWork.seal(lot, item, document.opening) : undefined;
  return {
    subject: { kind: 'item', id: item, commitment },
    body: { lot: lot.id, method: 'manual', result: committed.commitment, ...(sealed && { sealed: sealed.body }) },
    documents: [sealed?.document ?? document],
    ...(sealed && { kept: document }),
  };
};
