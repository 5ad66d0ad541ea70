import { sealedContests, type SealedContests } from '../../../../api/gold.ts';
import { sha256 } from '../../../../common/crypto/hash.ts';
import { parseBase64, parseHex, toHex } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import { scoreAgainstGold } from '../../../../labeling/agreement/gold.ts';
import type { Question } from '../../../../labeling/agreement/figures.ts';
import { parseResult } from '../../../../labeling/result.ts';
import { toLogEntry } from '../../../../provenance/event/entry.ts';
import { isOfType, type EventOf, type SignedEvent } from '../../../../provenance/event/event.ts';
import { eventId, parseSignedEventJson } from '../../../../provenance/event/signing.ts';
import { openGoldOpening, verifyGoldOpening, type OpenedComparison } from '../../../../provenance/gold/opening.ts';
import { leafHash } from '../../../../provenance/log/merkle.ts';
import { scoredLot } from '../../../../provenance/space/rules-contest.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import { readPages } from '../pages.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';

/** A contested figure as this device recomputed it. */
export interface OpenedContest {
  /** Id of the contest's event. */
  readonly contest: string;
  readonly lot: string;
  /** What was compared; absent where the owner's opening does not bear the figure out. */
  readonly compared?: readonly OpenedComparison[];
  /** Code of what it does not bear out: a reason to overturn. */
  readonly flaw?: string;
}

type Finding = EventOf<'score-decided'>['body']['finding'];

export interface ContestActs {
  /**
   * Contested figures about which this person decides, each recomputed here from what its owner sealed for her.
   * @param questionsOf what was asked in a lot
   * @throws DomainError `contest-differs` (an alarm keeps the evidence) for a contest or a box that is not the signed one
   */
  contests(questionsOf: (lot: string) => Promise<readonly Question[]>): Promise<readonly OpenedContest[]>;
  /** @throws DomainError the gateway's refusal */
  decideScore(lot: string, contest: string, finding: Finding): Promise<Acted>;
}

type Relayed = SealedContests['contests'][number];

const parse = ({
  contested: { signed: given, salt, event },
}: Relayed): { readonly signed: SignedEvent<'score-contested'>; readonly leaf: string } | undefined => {
  try {
    const signed = parseSignedEventJson(given);
    if (!isOfType(signed, 'score-contested') || eventId(signed.event) !== event) return undefined;
    return { signed, leaf: toHex(leafHash(toLogEntry(signed, parseHex(salt)))) };
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

export const createContestActs = (context: ActContext): ContestActs => {
  const { alarms, ledger, opening: key } = context;
  const leafAt = (index: number): string | undefined => {
    const held = ledger().leafAt(index);
    return held && toHex(held);
  };

  /** The contest and the box are those that the own copy of the log holds. */
  const requireSigned = async (relayed: Relayed): Promise<SignedEvent<'score-contested'> | undefined> => {
    const read = parse(relayed);
    const lot = read && ledger().state.lots.get(read.signed.event.subject.id);
    const opened = lot?.goldOpened?.get(relayed.contested.event);
    if (read !== undefined && opened === undefined) return undefined;
    const box = opened?.signed.event.body.boxes.find((one) => one.key === context.key);
    const isSame = read?.leaf === leafAt(relayed.contested.index) && box?.sealed === toHex(sha256(parseBase64(relayed.sealed)));
    if (read !== undefined && isSame) return read.signed;
    await alarms.raise('contest-differs', toEvidence({ relayed }));
    return fail('contest-differs', { contest: relayed.contested.event });
  };

  const recompute = (relayed: Relayed, { event }: SignedEvent<'score-contested'>, questions: readonly Question[]): OpenedContest => {
    const { state } = ledger();
    const found = { contest: relayed.contested.event, lot: event.subject.id };
    const score = (all: readonly OpenedComparison[]) =>
      scoreAgainstGold(
        questions,
        all.map(({ known, given }) => ({ known: parseResult(known), given: parseResult(given) })),
      );
    try {
      const shown = openGoldOpening(parseBase64(relayed.sealed), found.contest, key);
      const compared = verifyGoldOpening(shown, { ...scoredLot(state, found.lot), state, contest: event, leafAt, score });
      return { ...found, compared };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ...found, flaw: error.code };
    }
  };

  return {
    contests: async (questionsOf) => {
      const relayed = await readPages(context.http, sealedContests, '/api/contests', (page) => page.contests);
      await fromLog(context, (state) => state.certificates.get(context.key));
      const contests: OpenedContest[] = [];
      for (const one of relayed) {
        const signed = await requireSigned(one);
        if (signed !== undefined) contests.push(recompute(one, signed, await questionsOf(signed.event.subject.id)));
      }
      return contests;
    },
    decideScore: async (id, contest, finding) => {
      const opened = await fromLog(context, (state) => state.lots.get(id)?.goldOpened?.get(contest));
      return await act(context, { type: 'score-decided', subject: { kind: 'lot', id }, refs: [contest, opened.id], body: { finding } });
    },
  };
};
