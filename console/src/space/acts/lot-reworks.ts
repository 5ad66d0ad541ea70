import { lotReworks, type LotReworks } from '../../../../api/reworks.ts';
import { toHex } from '../../../../common/encodings.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import { leafHash } from '../../../../provenance/log/merkle.ts';
import { rootOfLeaves } from '../../../../provenance/space/accounting.ts';
import { findReworks } from '../../../../provenance/space/rework-basis.ts';
import { reworkVerdict } from '../../../../provenance/space/rules-rework.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import { readPages } from '../pages.ts';
import { fromLog, type ActContext } from './context.ts';
import { createHeld, type Held } from './held-event.ts';

type Defect = Extract<EventOf<'verdict-signed'>['body']['finding'], { readonly verdict: 'defect' }>;

/** What a labeler made of a label in which a defect was found, as the lot's owner is shown it. */
export interface LotRework extends Pick<Defect, 'reason' | 'severity'> {
  /** Id of the rework's event, and its log index. */
  readonly event: string;
  readonly index: number;
  /** Hash of its entry in the log, 32 bytes. */
  readonly leaf: Uint8Array;
  /** Place of the item in the lot's list, from 0. */
  readonly position: number;
}

interface Triple {
  readonly label: Held<'annotation-signed'>;
  readonly verdict: Held<'verdict-signed'>;
  readonly rework: Held<'label-reworked'>;
}

type Refuse = (part: string) => Promise<never>;

const ask = async ({ http }: ActContext, lot: string): Promise<Pick<LotReworks, 'verdicts' | 'reworks'>> => {
  let verdicts: LotReworks['verdicts'] = [];
  const reworks = await readPages(http, lotReworks, `/api/lots/${lot}/reworks`, (page) => {
    ({ verdicts } = page);
    return page.reworks;
  });
  return { verdicts, reworks };
};

/** The end of the inspection counts exactly what the own copy of the log holds at these places. */
const requireInspected = async ({ ledger }: ActContext, { inspected }: Lot, indices: readonly number[], refuse: Refuse): Promise<void> => {
  const leaves = indices.flatMap((index) => ledger().leafAt(index) ?? []);
  if (inspected !== undefined && toHex(rootOfLeaves(leaves)) !== inspected.signed.event.body.root) await refuse('verdicts');
};

const toRework = (lot: Lot, { verdict, rework }: Triple): LotRework => {
  const { finding } = verdict.signed.event.body;
  if (finding.verdict !== 'defect') return fail('returned-differs', { lot: lot.id, part: 'verdict' });
  const { reason, severity } = finding;
  const { subject } = rework.signed.event;
  const position = lot.opened.signed.event.body.items.findIndex(({ id }) => id === subject.id);
  return { event: rework.id, index: rework.index, leaf: leafHash(rework.entry), position, reason, severity };
};

/** Label, verdict and rework as the own copy of the log holds them, the verdict among those that the inspection counts. */
const readTriple = async (
  { ledger }: ActContext,
  verdicts: readonly number[],
  relayed: LotReworks['reworks'][number],
  refuse: Refuse,
): Promise<Triple> => {
  const held = createHeld({ ledger }, refuse);
  const [label, verdict] = [await held(relayed.label, 'annotation-signed'), await held(relayed.verdict, 'verdict-signed')];
  const rework = await held(relayed.rework, 'label-reworked');
  if (label === undefined || verdict === undefined || rework === undefined) return await refuse('rework');
  const isCounted = verdicts.includes(verdict.index) && reworkVerdict(rework.signed.event) === verdict.id;
  return isCounted ? { label, verdict, rework } : await refuse('verdict');
};

/**
 * What was reworked of a lot, in the order of the log: by its labels' authors, over verdicts that the inspection counts, before the owner's
 * silence accepted; all of it stands in the own copy of the log. What the gateway hides cannot be told.
 * @throws DomainError `returned-differs` (an alarm keeps the evidence) for anything else; `ledger-behind`
 */
export const readLotReworks = async (context: ActContext, id: string): Promise<readonly LotRework[]> => {
  const relayed = await ask(context, id);
  if (relayed.reworks.length === 0) return [];
  const newest = Math.max(...relayed.reworks.map(({ rework }) => rework.index), ...relayed.verdicts);
  const lot = await fromLog(context, ({ size, lots }) => (size > newest ? lots.get(id) : undefined));
  const refuse: Refuse = async (part) => {
    await context.alarms.raise('returned-differs', toEvidence({ lot: id, relayed: relayed.reworks }));
    return fail('returned-differs', { lot: id, part });
  };
  await requireInspected(context, lot, relayed.verdicts, refuse);
  const triples: Triple[] = [];
  for (const one of relayed.reworks) triples.push(await readTriple(context, relayed.verdicts, one, refuse));
  const events = {
    labels: triples.map(({ label }) => label),
    verdicts: triples.map(({ verdict }) => verdict),
    reworks: triples.map(({ rework }) => rework),
  };
  const { refused } = findReworks(context.ledger().state, lot, events, context.ledger().points);
  if (refused.length > 0) return await refuse('rework');
  return triples.map((triple) => toRework(lot, triple)).toSorted((a, b) => a.index - b.index);
};
