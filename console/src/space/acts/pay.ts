import { payStatement, type PayStatementPage } from '../../../../api/pay.ts';
import { toStatement, type PayStatement } from '../../../../labeling/pay/statement.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import { ownPayOf, type GivenEvent } from '../../../../provenance/space/own-pay.ts';
import type { PayFlaw } from '../../../../provenance/space/pay.ts';
import { keysOfPerson } from '../../../../provenance/space/people.ts';
import type { SpaceState } from '../../../../provenance/space/state.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import { readKeptLabels, toKeptLabel } from '../own-work.ts';
import { readPages } from '../pages.ts';
import type { KeyValueStore } from '../ports.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';
import { readCounted, type ShownInspection } from './counted-verdicts.ts';
import { findHeld } from './held-event.ts';

export type AppealGround = EventOf<'pay-appealed'>['body']['ground'];

/** What is withheld of an own label that the gateway does not list. */
export interface LeftOut {
  readonly lot: string;
  /** Ids of the events. */
  readonly label: string;
  readonly withholding: string;
  /** Log index of the withholding. */
  readonly index: number;
}

/** Own pay as this device comes to it by its own copy of the log. */
export interface OwnPay extends PayStatement {
  /** Entries of the own copy, all of which are under its newest witnessed checkpoint. */
  readonly size: number;
  /** Of that checkpoint, milliseconds: hours are over by it. */
  readonly witnessedAt: number;
  /** Events about this pay that do not count, with the reason. */
  readonly flaws: readonly PayFlaw[];
  /** Events that the gateway shows and that checkpoint does not hold yet: they are not in the lines. */
  readonly unwitnessed: number;
  /** They are in no line; an alarm keeps each. */
  readonly leftOut: readonly LeftOut[];
  /** Log indices of the private events that the lines rest on, by id. */
  readonly places: ReadonlyMap<string, number>;
}

export interface PayActs {
  /**
   * Redone here from the private events that the gateway shows, each of which stands in the own copy of the log, and the public ones of that.
   * @throws DomainError `statement-differs` (an alarm keeps the evidence) for an event that the log does not hold, or verdicts that are not those of
   * an inspection
   */
  statement(): Promise<OwnPay>;
  /** Against what is withheld of an own label. @throws DomainError the gateway's refusal */
  appeal(lot: string, withholding: string, ground: AppealGround): Promise<Acted>;
}

/** An event under its signature that stands where the gateway says; undefined while that is not witnessed. */
const requireLogged = async (
  { alarms, ledger }: ActContext,
  relayed: PayStatementPage['events'][number],
): Promise<GivenEvent | undefined> => {
  const { id, salt, ...rest } = relayed;
  const held = findHeld(ledger(), { event: id, salt, ...rest });
  if (held === 'ahead') return undefined;
  if (held !== 'differs') return { id, index: held.index, signed: held.signed, salt };
  await alarms.raise('statement-differs', toEvidence({ relayed }));
  return fail('statement-differs', { event: relayed.id, index: relayed.index });
};

const refuseInspection = async ({ alarms }: ActContext, inspection: ShownInspection): Promise<never> => {
  await alarms.raise('statement-differs', toEvidence({ inspection }));
  return fail('statement-differs', { lot: inspection.lot, part: 'verdicts' });
};

/** Labels that the gateway lists are kept; what is withheld of one that it lists no more stands openly in the log all the same. */
const findLeftOut = async (
  { alarms, key }: ActContext,
  store: KeyValueStore,
  { lots }: SpaceState,
  given: readonly GivenEvent[],
): Promise<readonly LeftOut[]> => {
  const listed = new Set(given.flatMap(({ id, signed }) => (signed.event.type === 'annotation-signed' ? [id] : [])));
  const kept = await readKeptLabels(store, key);
  const added = [...listed].filter((id) => !kept.has(id));
  if (added.length > 0) await store.write(added.map((id) => toKeptLabel(key, id)));
  const leftOut = [...lots.values()].flatMap(({ id: lot, withheld }) =>
    [...withheld].flatMap(([label, { id: withholding, index }]) =>
      kept.has(label) && !listed.has(label) ? [{ lot, label, withholding, index }] : [],
    ),
  );
  for (const one of leftOut) await alarms.raise('statement-differs', toEvidence({ leftOut: one }));
  return leftOut;
};

export const createPayActs = (context: ActContext, store: KeyValueStore): PayActs => ({
  statement: async () => {
    const pages = await readPages(context.http, payStatement, '/api/me/statement', (page) => [page]);
    const own = await fromLog(context, (state) => state.certificates.get(context.key));
    const relayed = pages.flatMap(({ events }) => events);
    const given: GivenEvent[] = [];
    for (const one of relayed) {
      const event = await requireLogged(context, one);
      if (event !== undefined) given.push(event);
    }
    const { state, point, points } = context.ledger();
    const inspections = pages.flatMap((page) => page.inspections);
    const counted = await readCounted(context.ledger(), inspections, (one) => refuseInspection(context, one));
    const facts = ownPayOf(state, keysOfPerson(state, own), { events: given, counted }, points);
    return {
      ...toStatement(facts, { size: state.size, points }),
      size: state.size,
      witnessedAt: point.witnessedAt * 1000,
      flaws: facts.flatMap(({ flaws }) => flaws),
      unwitnessed: relayed.length - given.length,
      places: new Map(given.map(({ id, index }) => [id, index])),
      leftOut: await findLeftOut(context, store, state, given),
    };
  },
  appeal: async (id, withholding, ground) => {
    await fromLog(context, (state) => state.lots.get(id));
    return await act(context, { type: 'pay-appealed', subject: { kind: 'lot', id }, refs: [withholding], body: { ground } });
  },
});
