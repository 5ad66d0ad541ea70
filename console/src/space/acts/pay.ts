import { payStatement, type PayStatementPage } from '../../../../api/pay.ts';
import { parseHex, toHex } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import { toStatement, type PayStatement } from '../../../../labeling/pay/statement.ts';
import { toLogEntry } from '../../../../provenance/event/entry.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import { eventId, parseSignedEventJson } from '../../../../provenance/event/signing.ts';
import { leafHash } from '../../../../provenance/log/merkle.ts';
import { ownPayOf, type GivenEvent } from '../../../../provenance/space/own-pay.ts';
import type { PayFlaw } from '../../../../provenance/space/pay.ts';
import { keysOfPerson } from '../../../../provenance/space/people.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import { pointsOf } from '../own-inspection.ts';
import { readPages } from '../pages.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';

export type AppealGround = EventOf<'pay-appealed'>['body']['ground'];

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
}

export interface PayActs {
  /**
   * Redone here from the private events that the gateway shows, each of which stands in the own copy of the log, and the public ones of that.
   * @throws DomainError `statement-differs` (an alarm keeps the evidence) for an event that the log does not hold
   */
  statement(): Promise<OwnPay>;
  /** Against what is withheld of an own label. @throws DomainError the gateway's refusal */
  appeal(lot: string, withholding: string, ground: AppealGround): Promise<Acted>;
}

type Relayed = PayStatementPage['events'][number];

const read = ({ id, index, signed: given, salt }: Relayed): (GivenEvent & { readonly leaf: string }) | undefined => {
  try {
    const signed = parseSignedEventJson(given);
    const leaf = toHex(leafHash(toLogEntry(signed, parseHex(salt))));
    return eventId(signed.event) === id ? { id, index, signed, salt, leaf } : undefined;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

/** An event under its signature that stands where the gateway says; undefined while that is not witnessed. */
const requireLogged = async ({ alarms, ledger }: ActContext, relayed: Relayed): Promise<GivenEvent | undefined> => {
  const event = read(relayed);
  const held = ledger().leafAt(relayed.index);
  if (event !== undefined && held === undefined) return undefined;
  if (event !== undefined && held !== undefined && toHex(held) === event.leaf) return event;
  await alarms.raise('statement-differs', toEvidence({ relayed }));
  return fail('statement-differs', { event: relayed.id, index: relayed.index });
};

export const createPayActs = (context: ActContext): PayActs => ({
  statement: async () => {
    const relayed = await readPages(context.http, payStatement, '/api/me/statement', (page) => page.events);
    const own = await fromLog(context, (state) => state.certificates.get(context.key));
    const given: GivenEvent[] = [];
    for (const one of relayed) {
      const event = await requireLogged(context, one);
      if (event !== undefined) given.push(event);
    }
    const { state, point, policy } = context.ledger();
    const points = pointsOf({ state, point, policy });
    const facts = ownPayOf(state, keysOfPerson(state, own), given, points);
    return {
      ...toStatement(facts, { size: state.size, points }),
      size: state.size,
      witnessedAt: point.witnessedAt * 1000,
      flaws: facts.flatMap(({ flaws }) => flaws),
      unwitnessed: relayed.length - given.length,
    };
  },
  appeal: async (id, withholding, ground) => {
    await fromLog(context, (state) => state.lots.get(id));
    return await act(context, { type: 'pay-appealed', subject: { kind: 'lot', id }, refs: [withholding], body: { ground } });
  },
});
