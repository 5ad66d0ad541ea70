import { randomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { commitJson } from '../../provenance/event/commitment.ts';
import type { EventDraft } from '../../console/src/space/draft.ts';
import type { ScriptedLot } from './scripted-lot.ts';

/** A report of a broken item: the shortest event that a labeler may sign. */
export const reportDraft = ({ lot, items }: ScriptedLot, at = 0): EventDraft => {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('a lot without items');
  return {
    type: 'item-reported',
    subject: { kind: 'item', id: item.id, commitment: item.commitment },
    refs: [lot.id],
    body: { lot: lot.signed.event.subject.id, reason: 'empty' },
  };
};

/** A label with its document. */
export const annotationDraft = ({ lot, items }: ScriptedLot, at = 0): EventDraft => {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('a lot without items');
  const opening = { salt: toHex(randomBytes(32)), value: [] };
  return {
    type: 'annotation-signed',
    subject: { kind: 'item', id: item.id, commitment: item.commitment },
    refs: [lot.id],
    body: { lot: lot.signed.event.subject.id, revision: 0, method: 'manual', result: commitJson(opening, 'annotation', item.id) },
    documents: [{ kind: 'annotation', opening }],
  };
};
