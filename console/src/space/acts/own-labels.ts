import type { z } from 'zod';
import { ownWork } from '../../../../api/work.ts';
import { headerHash } from '../../../../privacy/sealing/header.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import { eventId, parseSignedEventJson } from '../../../../provenance/event/signing.ts';
import { personsIn } from '../../../../provenance/space/people.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import { toEvidence } from '../alarm.ts';
import type { LabelDispute } from '../dispute.ts';
import { fail } from '../errors.ts';
import { readPages } from '../pages.ts';
import { fromLog, requireOpening, type ActContext } from './context.ts';
import type { SealedWork } from './sealed-work.ts';

type Work = EventOf<'annotation-signed'> | EventOf<'item-reported'>;
type OwnLabel = z.infer<typeof ownWork>['labels'][number];

/** What the gateway lists as this person's work on a lot. */
export interface ListedWork {
  /** Labels and reports that this key really signed, in the order of the log. */
  readonly mine: readonly OwnLabel[];
  /** How many others: of somebody else, by the own copy of the log, or not what they are said to be. An alarm keeps each. */
  readonly foreign: number;
}

/** What a labeler can see and show of her own work. */
export interface OwnLabels {
  /**
   * What a former key of the same person signed is neither among `mine`, since this key cannot go on with it, nor foreign.
   * @throws DomainError `opening-differs` where a label is shown with another result than was signed
   */
  listed(lot: string): Promise<ListedWork>;
  /** The own ones of what is listed. @throws as `listed` */
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

/** The event as it is said to stand: signed, under this name, on this item of this lot; undefined for anything else. */
const toWork = ({ signed, event: id, item }: OwnLabel, lot: string): Work | undefined => {
  try {
    const { event } = parseSignedEventJson(signed);
    if (event.type !== 'annotation-signed' && event.type !== 'item-reported') return undefined;
    return eventId(event) === id && event.subject.id === item && event.body.lot === lot ? event : undefined;
  } catch {
    return undefined;
  }
};

export const createOwnLabels = (context: ActContext, sealedWork: SealedWork): OwnLabels => {
  const { http, key, ledger, alarms } = context;

  /** A sealed label with what it holds, if it is what was signed. */
  const openOwn = (lot: Lot, label: OwnLabel): OwnLabel => {
    const { event } = label.signed;
    if (label.sealed === undefined || event.type !== 'annotation-signed' || event.body.sealed === undefined) return label;
    const opening = sealedWork.openOwn(lot, label.item, event.body.sealed.label, label.sealed);
    return { ...label, ...(opening && { opening }) };
  };

  /** Whose event of the log it is that the gateway lists; `ahead` where the own copy of the log does not reach as far as it is said to stand. */
  const ownerOf = ({ actor }: Work, { index }: OwnLabel): 'self' | 'former self' | 'ahead' | 'other' => {
    if (actor.key === key) return 'self';
    const { state, point } = ledger();
    if (!state.certificates.has(actor.key) && index >= point.size) return 'ahead';
    const personOf = personsIn(state);
    return personOf(actor.key) === personOf(key) ? 'former self' : 'other';
  };

  const listed: OwnLabels['listed'] = async (id) => {
    const lot = await fromLog(context, (state) => state.lots.get(id));
    const mine: OwnLabel[] = [];
    let foreign = 0;
    for (const label of await readPages(http, ownWork, `/api/lots/${id}/mine`, (page) => page.labels)) {
      const event = toWork(label, id);
      const owner = event === undefined ? 'other' : ownerOf(event, label);
      if (owner === 'other') {
        foreign += 1;
        const { opening: _, sealed: __, ...shown } = label;
        await alarms.raise('label-foreign', toEvidence({ lot: id, ...shown }));
      }
      if (event === undefined || owner !== 'self') continue;
      if (event.type === 'annotation-signed' && label.opening !== undefined)
        await requireOpening(context, label.opening, { kind: 'annotation', id: label.item, commitment: event.body.result });
      mine.push(openOwn(lot, label));
    }
    return { mine, foreign };
  };
  const mine: OwnLabels['mine'] = async (id) => (await listed(id)).mine;

  return {
    listed,
    mine,
    dispute: async (id, event) => {
      const lot = await fromLog(context, (state) => state.lots.get(id));
      const label = (await mine(id)).find((own) => own.event === event);
      return createDispute(context, sealedWork, lot, label ?? fail('subject-unknown', { lot: id, label: event }));
    },
  };
};
