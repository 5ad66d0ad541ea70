import type { z } from 'zod';
import { ownWork } from '../../../../api/work.ts';
import { headerHash } from '../../../../privacy/sealing/header.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import { eventId, parseSignedEventJson } from '../../../../provenance/event/signing.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import type { LabelDispute } from '../dispute.ts';
import { fail } from '../errors.ts';
import { readPages } from '../pages.ts';
import { fromLog, requireOpening, type ActContext } from './context.ts';
import type { SealedWork } from './sealed-work.ts';

type Work = EventOf<'annotation-signed'> | EventOf<'item-reported'>;
type OwnLabel = z.infer<typeof ownWork>['labels'][number];

/** What a labeler can see and show of her own work. */
export interface OwnLabels {
  /**
   * Own labels and reports on a lot that this key really signed, in the order of the log.
   * @throws DomainError `opening-differs` where a label is shown with another result than was signed
   */
  mine(lot: string): Promise<readonly OwnLabel[]>;
  /**
   * What shows who lied about an own label that its owner calls unreadable; whoever gets it can read this one label.
   * @throws DomainError `subject-unknown` where the lot has no such sealed label of one's own, `label-key-gone`
   */
  dispute(lot: string, label: string): Promise<LabelDispute>;
}

const createDispute = ({ space }: ActContext, sealedWork: SealedWork, lot: Lot, shown: OwnLabel): LabelDispute => {
  const { item, event: id, signed, salt, sealed, header } = shown;
  const { event } = signed;
  const unknown = (): never => fail('subject-unknown', { lot: lot.id, label: id });
  const named = (event.type === 'annotation-signed' ? event.body.sealed : undefined) ?? unknown();
  const label = sealed ?? unknown();
  const labelKey = sealedWork.keyOf(lot, item, named.label, label);
  const isNamed = header !== undefined && headerHash(header.header) === named.header;
  return { v: 1, kind: 'label-dispute', space, signed, salt, sealed: label, labelKey, ...(isNamed && { header }) };
};

export const createOwnLabels = (context: ActContext, sealedWork: SealedWork): OwnLabels => {
  const { http, key } = context;

  /** A sealed label with what it holds, if it is what was signed. */
  const openOwn = (lot: Lot, label: OwnLabel): OwnLabel => {
    const { event } = label.signed;
    if (label.sealed === undefined || event.type !== 'annotation-signed' || event.body.sealed === undefined) return label;
    const opening = sealedWork.openOwn(lot, label.item, event.body.sealed.label, label.sealed);
    return { ...label, ...(opening && { opening }) };
  };

  /** The own event behind what the gateway lists as such of this lot and item; undefined for anything else. */
  const ownEvent = ({ signed, event: id, item }: OwnLabel, lot: string): Work | undefined => {
    try {
      const { event } = parseSignedEventJson(signed);
      if (event.type !== 'annotation-signed' && event.type !== 'item-reported') return undefined;
      return event.actor.key === key && eventId(event) === id && event.subject.id === item && event.body.lot === lot ? event : undefined;
    } catch {
      return undefined;
    }
  };

  const mine: OwnLabels['mine'] = async (id) => {
    const lot = await fromLog(context, (state) => state.lots.get(id));
    const own: OwnLabel[] = [];
    for (const label of await readPages(http, ownWork, `/api/lots/${id}/mine`, (page) => page.labels)) {
      const event = ownEvent(label, id);
      if (event === undefined) continue;
      if (event.type === 'annotation-signed' && label.opening !== undefined)
        await requireOpening(context, label.opening, { kind: 'annotation', id: label.item, commitment: event.body.result });
      own.push(openOwn(lot, label));
    }
    return own;
  };

  return {
    mine,
    dispute: async (id, event) => {
      const lot = await fromLog(context, (state) => state.lots.get(id));
      const label = (await mine(id)).find((own) => own.event === event);
      return createDispute(context, sealedWork, lot, label ?? fail('subject-unknown', { lot: id, label: event }));
    },
  };
};
