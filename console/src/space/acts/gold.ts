import { ownFigures, type OwnFigures } from '../../../../api/gold.ts';
import { parseHex, toHex } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import { toLogEntry } from '../../../../provenance/event/entry.ts';
import { isOfType } from '../../../../provenance/event/event.ts';
import { parseSignedEventJson } from '../../../../provenance/event/signing.ts';
import { commitFigure, verifyFigure, type GoldFigure } from '../../../../provenance/gold/figures.ts';
import { leafHash } from '../../../../provenance/log/merkle.ts';
import type { ContestState } from '../../../../provenance/space/gold-contest.ts';
import { keysOfPerson } from '../../../../provenance/space/people.ts';
import type { Certificate, Logged, SpaceState } from '../../../../provenance/space/state.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import { readPages } from '../pages.ts';
import { readContest } from './own-contest.ts';
import type { OwnLabels } from './own-labels.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';

/** How a person's labels of one lot compare with answers that its owner knew before. */
export interface OwnFigure {
  readonly lot: string;
  readonly value: GoldFigure;
  /** To it, under the root that was signed. */
  readonly commitment: string;
  /** The event that fixes it, in the own copy of the log. */
  readonly scored: Logged<'gold-scored'>;
  /** What became of it, where she has contested it. */
  readonly contest?: ContestState;
}

export interface GoldActs {
  /**
   * Contests an own figure, once, naming all labels of this device in the lot, of each item the newest.
   * @throws DomainError `figure-foreign`, `subject-unknown`; the gateway's refusal
   */
  contestFigure(lot: string): Promise<Acted>;
  /**
   * Own figures, each as the owner's connector signed it, by lots; those that no quorum has seen yet are left out.
   * @throws DomainError `figure-foreign` (an alarm keeps the evidence) for somebody else's, or one that was not signed
   */
  figures(): Promise<readonly OwnFigure[]>;
}

type Relayed = OwnFigures['figures'][number];

const isSigned = ({ lot, opening, index, proof }: Relayed, { signed }: Logged<'gold-scored'>): boolean => {
  try {
    verifyFigure(lot, opening, { index, proof }, signed.event.body);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
};

/** Undefined while the own copy of the log holds no figures of the lot. */
const read = async (
  { alarms }: Pick<ActContext, 'alarms'>,
  relayed: Relayed,
  { state, own }: { readonly state: SpaceState; readonly own: Certificate },
): Promise<OwnFigure | undefined> => {
  const { lot, opening } = relayed;
  const scored = state.lots.get(lot)?.scored;
  if (scored === undefined) return undefined;
  const isOwn = keysOfPerson(state, own).includes(opening.value.labeler);
  if (isOwn && isSigned(relayed, scored)) return { lot, value: opening.value, commitment: commitFigure(lot, opening), scored };
  await alarms.raise('figure-foreign', toEvidence({ relayed, scored: scored.id }));
  return fail('figure-foreign', { lot, labeler: opening.value.labeler });
};

/** Leaves in the log of the newest label of each item. */
const leavesOf = (mine: Awaited<ReturnType<OwnLabels['mine']>>): readonly string[] => {
  const newest = new Map<string, string>();
  for (const { item, signed: given, salt } of mine.toSorted((a, b) => a.index - b.index)) {
    const signed = parseSignedEventJson(given);
    if (isOfType(signed, 'annotation-signed')) newest.set(item, toHex(leafHash(toLogEntry(signed, parseHex(salt)))));
  }
  return [...newest.values()];
};

export const createGoldActs = (context: ActContext, labels: Pick<OwnLabels, 'mine'>): GoldActs => {
  const figures: GoldActs['figures'] = async () => {
    const relayed = await readPages(context.http, ownFigures, '/api/me/figures', (page) => page.figures);
    const own = await fromLog(context, (state) => state.certificates.get(context.key));
    const { state } = context.ledger();
    const found: OwnFigure[] = [];
    for (const one of relayed) {
      const figure = await read(context, one, { state, own });
      const contest = figure && (await readContest(context, one));
      if (figure !== undefined) found.push({ ...figure, ...(contest !== undefined && { contest }) });
    }
    return found;
  };
  return {
    figures,
    contestFigure: async (lot) => {
      const figure = (await figures()).find((one) => one.lot === lot) ?? fail('subject-unknown', { lot });
      const body = { figure: figure.commitment, labels: [...leavesOf(await labels.mine(lot))] };
      return await act(context, { type: 'score-contested', subject: { kind: 'lot', id: lot }, refs: [figure.scored.id], body });
    },
  };
};
