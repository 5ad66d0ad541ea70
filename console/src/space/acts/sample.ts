import type { z } from 'zod';
import { sample as sampleShape } from '../../../../api/samples.ts';
import { parseHex, toHex } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import { parseResult, type Result } from '../../../../labeling/result.ts';
import { toLogEntry } from '../../../../provenance/event/entry.ts';
import { isOfType, type EventOf, type EventType, type SignedEvent } from '../../../../provenance/event/event.ts';
import { parseSignedEventJson } from '../../../../provenance/event/signing.ts';
import { leafHash } from '../../../../provenance/log/merkle.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import { readPages } from '../pages.ts';
import { requireOpening, type ActContext } from './context.ts';
import type { SampledLabel } from './redraw.ts';

export type Finding = EventOf<'verdict-signed'>['body']['finding'];

/** What a reviewer of the firm has signed about a label. */
export interface GivenVerdict {
  readonly finding: Finding;
  /** Key of whoever signed it, hex. */
  readonly author: string;
  /** Log index. */
  readonly index: number;
  /** Its bytes in the log. */
  readonly entry: Uint8Array;
}

/** A label of the sample, opened. */
export interface SampledItem extends SampledLabel {
  /** Of the item, as the lot lists it. */
  readonly commitment: string;
  readonly text: string;
  readonly result: Result;
  readonly verdict?: GivenVerdict;
}

type Row = z.infer<typeof sampleShape>['labels'][number];
/** A private event as the gateway hands it out. */
type Relayed = Pick<Row['label'], 'signed' | 'salt'>;

interface Read<Type extends EventType> {
  readonly signed: SignedEvent<Type>;
  readonly entry: Uint8Array;
}

/** Undefined for anything but an event of this type under the signature of the key that it names. */
const read = <Type extends EventType>({ signed: given, salt }: Relayed, type: Type): Read<Type> | undefined => {
  try {
    const signed = parseSignedEventJson(given);
    return isOfType(signed, type) ? { signed, entry: toLogEntry(signed, parseHex(salt)) } : undefined;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

/** What is shown is another label than was drawn: nothing is signed about it. */
const refuse = async ({ alarms }: ActContext, lot: Lot, part: string, { position, label }: SampledLabel, row?: Row): Promise<never> => {
  const details = { lot: lot.id, part, position, label };
  await alarms.raise('sample-differs', toEvidence({ ...details, ...(row && { row }) }));
  return fail('sample-differs', details);
};

const isOn = ({ item, leaf }: SampledLabel, lot: Lot, { body, subject }: EventOf<'verdict-signed'>): boolean =>
  body.lot === lot.id && body.label === leaf && subject.id === item;

/** By the own copy of the log; a gateway could make up a key and name the firm. */
const isReviewer = ({ ledger, org }: ActContext, key: string): boolean => {
  const certificate = ledger().state.certificates.get(key);
  return certificate?.org === org && certificate.roles.includes('reviewer');
};

/** A verdict over this leaf by a reviewer of the own firm. */
const readVerdict = async (context: ActContext, lot: Lot, drawn: SampledLabel, row: Row): Promise<GivenVerdict | undefined> => {
  if (row.verdict === undefined) return undefined;
  const verdict = read(row.verdict, 'verdict-signed');
  const event = verdict?.signed.event;
  const isOwn = event !== undefined && isOn(drawn, lot, event) && isReviewer(context, event.actor.key);
  if (verdict === undefined || !isOwn) return await refuse(context, lot, 'verdict', drawn, row);
  return { finding: event.body.finding, author: event.actor.key, index: row.verdict.index, entry: verdict.entry };
};

const open = async (context: ActContext, lot: Lot, drawn: SampledLabel, row: Row): Promise<SampledItem> => {
  const label = read(row.label, 'annotation-signed');
  const isDrawn = label !== undefined && row.position === drawn.position && toHex(leafHash(label.entry)) === drawn.leaf;
  if (!isDrawn) return await refuse(context, lot, 'label', drawn, row);
  if (!('opening' in row) || row.label.opening === undefined) return fail('item-withheld', { lot: lot.id, item: drawn.item });
  const commitment = lot.opened.signed.event.body.items.find(({ id }) => id === drawn.item)?.commitment ?? '';
  const { body } = label.signed.event;
  await requireOpening(context, row.opening, { kind: 'item', id: drawn.item, commitment });
  await requireOpening(context, row.label.opening, { kind: 'annotation', id: drawn.item, commitment: body.result });
  const verdict = await readVerdict(context, lot, drawn, row);
  const opened = { commitment, text: row.opening.value, result: parseResult(row.label.opening.value) };
  return { ...drawn, ...opened, ...(verdict && { verdict }) };
};

/**
 * The labels of a lot that were drawn, with their items, as the gateway relays them: each must be the one that the redone draw names, by its
 * leaf, and open what was signed.
 * @throws DomainError `sample-differs` and `opening-differs` (an alarm keeps the evidence), `item-withheld` for sealed ones
 */
export const readSample = async (context: ActContext, lot: Lot, drawn: readonly SampledLabel[]): Promise<readonly SampledItem[]> => {
  const rows = await readPages(context.http, sampleShape, `/api/lots/${lot.id}/sample`, (page) => page.labels);
  const items: SampledItem[] = [];
  for (const [at, one] of drawn.entries()) {
    const row = rows[at];
    items.push(row === undefined ? await refuse(context, lot, 'missing', one) : await open(context, lot, one, row));
  }
  return items;
};
