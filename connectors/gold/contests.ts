import { nothing } from '../../api/fields.ts';
import { lotContests, type LotContests } from '../../api/gold.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { equalBytes, parseBase64, parseHex, toBase64, toHex } from '../../common/encodings.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { isOfType, type SignedEvent } from '../../provenance/event/event.ts';
import { eventId, parseSignedEventJson } from '../../provenance/event/signing.ts';
import { commitFigure } from '../../provenance/gold/figures.ts';
import { sealGoldOpening } from '../../provenance/gold/opening.ts';
import { openingKeyOf } from '../../provenance/identity/recipient.ts';
import { personsIn } from '../../provenance/space/people.ts';
import { requireThat } from '../../provenance/space/refusal.ts';
import { adjudicatorsOf, scoredLot } from '../../provenance/space/rules-contest.ts';
import { fail } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { requireCounted } from '../release/closed-lot.ts';
import { makeOpening } from './opening.ts';
import { createOpeningStore, type KeptOpening } from './opening-store.ts';
import { createScoreStore } from './score-store.ts';
import type { GoldOptions } from './scoring.ts';
import { createGoldStore } from './store.ts';

/** Contested figures of this connector's lots. */
export interface Contests {
  /**
   * One round: what a contested figure was made of is sealed for the two who decide, signed, and handed over once the own copy of the log holds
   * it. What fails with one contest is reported and does not hold up the others.
   */
  work(signal: AbortSignal): Promise<void>;
}

type Relayed = LotContests['contests'][number];

/** Milliseconds between two looks at the contests of a lot, and after which what was refused is signed again. */
const LOOK_EVERY = 30_000;

/** As the gateway hands it over (untrusted): signed, and in the own copy of the log. Undefined while that does not reach so far. */
const readContest = async (ledger: Ledger, relayed: Relayed): Promise<SignedEvent<'score-contested'> | undefined> => {
  const signed = parseSignedEventJson(relayed.signed);
  if (!isOfType(signed, 'score-contested')) return fail('contest-unfit', { type: signed.event.type });
  const [entry] = await ledger.read(relayed.index, 1);
  if (entry === undefined) return undefined;
  const isLogged = equalBytes(entry, toLogEntry(signed, parseHex(relayed.salt))) && eventId(signed.event) === relayed.event;
  return isLogged ? signed : fail('contest-unfit', { index: relayed.index });
};

/**
 * What the figure was made of, for each of the two who decide.
 * @throws DomainError `contest-unfit` where it is not the figure of who contests; `adjudicators-unfit`, those of `openingKeyOf` and `CountLot`
 */
const sealFor = async (
  { database: { manager }, ledger, count, clock, random }: GoldOptions,
  { lot, contest }: { readonly lot: string; readonly contest: string },
  { event: { actor, body } }: SignedEvent<'score-contested'>,
): Promise<KeptOpening['boxes']> => {
  const state = ledger.state();
  const { terms } = scoredLot(state, lot);
  const personOf = personsIn(state);
  const { figures = [] } = (await createScoreStore(manager).find(lot)) ?? {};
  const isOwn = (labeler: string): boolean => personOf(labeler) === personOf(actor.key);
  const own = figures.find((figure) => commitFigure(lot, figure) === body.figure && isOwn(figure.value.labeler));
  if (own === undefined) return fail('contest-unfit', { lot, contest });
  const deciding = adjudicatorsOf(state, terms.adjudicator);
  requireThat(deciding.length === 2, 'adjudicators-unfit', { lot, deciding: deciding.length, whoCanApprove: 'adjudicator' });
  const counted = await count(lot);
  requireCounted(counted);
  const opening = makeOpening(state, counted, own, await createGoldStore(manager).find(lot));
  const premise = { state, witnessedAt: ledger.tree()?.witnessedAt ?? 0, now: Math.floor(clock() / 1000) };
  return deciding.map(({ key }) => {
    const recipient = openingKeyOf(key, { kind: 'decision', org: terms.adjudicator }, premise);
    return { key, sealed: toBase64(sealGoldOpening(opening, contest, recipient, random)) };
  });
};

export const createContests = (options: GoldOptions): Contests => {
  const { database, ledger, chain, client, clock, report } = options;
  const openings = createOpeningStore(database.manager);
  const lookedAt = new Map<string, number>();

  const open = async (lot: string, contest: string, signed: SignedEvent<'score-contested'>, signal: AbortSignal): Promise<void> => {
    const boxes = await sealFor(options, { lot, contest }, signed);
    const { scored } = scoredLot(ledger.state(), lot);
    const hashed = boxes.map(({ key, sealed }) => ({ key, sealed: toHex(sha256(parseBase64(sealed))) }));
    const draft = {
      type: 'gold-opened',
      subject: { kind: 'lot', id: lot },
      refs: [scored.id, contest],
      body: { boxes: hashed },
    } as const;
    await chain.commit(draft, (entities, event) => createOpeningStore(entities).put({ contest, lot, event, boxes }), signal);
  };

  const workOn = async (lot: string, relayed: Relayed, signal: AbortSignal): Promise<void> => {
    const kept = await openings.find(relayed.event);
    const opened = ledger.state().lots.get(lot)?.goldOpened?.get(relayed.event);
    if (kept !== undefined && opened?.id === kept.event) {
      if (kept.delivered) return;
      await client.ask(nothing, { method: 'PUT', path: `/api/contests/${relayed.event}/boxes`, json: { boxes: kept.boxes } });
      return await openings.markDelivered(relayed.event);
    }
    const isOnItsWay = kept !== undefined && (await chain.find(kept.event))?.state !== 'refused';
    if (opened !== undefined || isOnItsWay) return;
    const signed = await readContest(ledger, relayed);
    if (signed !== undefined) await open(lot, relayed.event, signed, signal);
  };

  const look = async (lot: string, signal: AbortSignal): Promise<void> => {
    const { contests } = await client.ask(lotContests, { path: `/api/lots/${lot}/contests` });
    for (const relayed of contests) {
      try {
        await workOn(lot, relayed, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        report(error, lot);
      }
    }
  };

  return {
    work: async (signal) => {
      ledger.requireActing();
      for (const lot of await openings.contestable()) {
        if (clock() - (lookedAt.get(lot) ?? -Infinity) < LOOK_EVERY) continue;
        lookedAt.set(lot, clock());
        await look(lot, signal).catch((error: unknown) => report(error, lot));
      }
    },
  };
};
