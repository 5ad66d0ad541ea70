import type { z } from 'zod';
import { sample as sampleShape } from '../../../../api/samples.ts';
import { parseHex, toHex } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import { parseResult } from '../../../../labeling/result.ts';
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
import { openSealedSample, type OpenSealed, type SampledContent } from './sealed-sample.ts';

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
  readonly content: SampledContent;
  readonly verdict?: GivenVerdict;
}

type Page = z.infer<typeof sampleShape>;
/** With its page's key, where the lot is sealed. */
type Row = Page['labels'][number] & Pick<Page, 'wrap'>;
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

/** How the text and the answers of one row are read. */
type ReadContent = (drawn: SampledLabel, row: Row, label: SignedEvent<'annotation-signed'>) => Promise<SampledContent>;

const commitmentOf = (lot: Lot, { item }: SampledLabel): string =>
  lot.opened.signed.event.body.items.find(({ id }) => id === item)?.commitment ?? '';

/** Of an open lot: the gateway has both. */
const readOpen =
  (context: ActContext, lot: Lot): ReadContent =>
  async (drawn, row, { event }) => {
    if (!('opening' in row) || row.label.opening === undefined) return await refuse(context, lot, 'opening', drawn, row);
    const { item } = drawn;
    await requireOpening(context, row.opening, { kind: 'item', id: item, commitment: commitmentOf(lot, drawn) });
    await requireOpening(context, row.label.opening, { kind: 'annotation', id: item, commitment: event.body.result });
    return { text: row.opening.value, result: parseResult(row.label.opening.value) };
  };

const readSealed =
  (context: ActContext, lot: Lot, open: OpenSealed): ReadContent =>
  async (drawn, row, label) => {
    if (!('sealed' in row)) return await refuse(context, lot, 'sealing', drawn, row);
    try {
      return open({ item: drawn.item, sealed: row.sealed, wrap: row.wrap, label: row.label.sealed }, label);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return await refuse(context, lot, error.code, drawn, row);
    }
  };

const open = async (context: ActContext, lot: Lot, drawn: SampledLabel, row: Row, readContent: ReadContent): Promise<SampledItem> => {
  const label = read(row.label, 'annotation-signed');
  const isDrawn = label !== undefined && row.position === drawn.position && toHex(leafHash(label.entry)) === drawn.leaf;
  if (!isDrawn) return await refuse(context, lot, 'label', drawn, row);
  const content = await readContent(drawn, row, label.signed);
  const verdict = await readVerdict(context, lot, drawn, row);
  return { ...drawn, commitment: commitmentOf(lot, drawn), content, ...(verdict && { verdict }) };
};

const readRows = ({ http }: ActContext, { id }: Lot): Promise<Row[]> =>
  readPages(http, sampleShape, `/api/lots/${id}/sample`, ({ labels, wrap }): readonly Row[] => labels.map((row) => ({ ...row, wrap })));

/** Of a sealed lot by keys that its owner's connector has sealed for this person. */
const readerFor = async (context: ActContext, lot: Lot): Promise<ReadContent> => {
  const isSealed = lot.opened.signed.event.body.lotKey !== undefined;
  return isSealed ? readSealed(context, lot, await openSealedSample(context, lot)) : readOpen(context, lot);
};

const NOT_SEALED: readonly string[] = ['sample-not-sealed-for', 'lot-not-sealed-for'];

/** Whom the log names, for her the gateway has taken the keys: it withholds them. */
const requireHandedOut = async <T>({ alarms, ledger, key }: ActContext, { id }: Lot, ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    const isSealed = ledger().state.lots.get(id)?.sampleFor?.has(key) === true;
    if (!isSealed || !(error instanceof DomainError) || !NOT_SEALED.includes(error.code)) throw error;
    const details = { lot: id, answered: error.code };
    await alarms.raise('sample-withheld', toEvidence(details));
    return fail('sample-withheld', details, { cause: error });
  }
};

/**
 * The labels of a lot that were drawn, with their items, as the gateway relays them: each must be the one that the redone draw names, by its
 * leaf, and open what was signed.
 * @throws DomainError `sample-differs` and `opening-differs` (an alarm keeps the evidence); of a sealed lot those of `openSealedSample`,
 * `sample-withheld` (an alarm) where the log says that it was sealed for this person
 */
export const readSample = async (context: ActContext, lot: Lot, drawn: readonly SampledLabel[]): Promise<readonly SampledItem[]> => {
  const [readContent, rows] = await requireHandedOut(
    context,
    lot,
    async () => [await readerFor(context, lot), await readRows(context, lot)] as const,
  );
  const items: SampledItem[] = [];
  for (const [at, one] of drawn.entries()) {
    const row = rows[at];
    items.push(row === undefined ? await refuse(context, lot, 'missing', one) : await open(context, lot, one, row, readContent));
  }
  return items;
};
