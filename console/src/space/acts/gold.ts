import { ownFigures, type OwnFigures } from '../../../../api/gold.ts';
import { DomainError } from '../../../../common/errors.ts';
import { verifyFigure, type GoldFigure } from '../../../../provenance/gold/figures.ts';
import { keysOfPerson } from '../../../../provenance/space/people.ts';
import type { Certificate, Logged, SpaceState } from '../../../../provenance/space/state.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import { readPages } from '../pages.ts';
import { fromLog, type ActContext } from './context.ts';

/** How a person's labels of one lot compare with answers that its owner knew before. */
export interface OwnFigure {
  readonly lot: string;
  readonly value: GoldFigure;
  /** The event that fixes it, in the own copy of the log. */
  readonly scored: Logged<'gold-scored'>;
}

export interface GoldActs {
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
  if (isOwn && isSigned(relayed, scored)) return { lot, value: opening.value, scored };
  await alarms.raise('figure-foreign', toEvidence({ relayed, scored: scored.id }));
  return fail('figure-foreign', { lot, labeler: opening.value.labeler });
};

export const createGoldActs = (context: ActContext): GoldActs => ({
  figures: async () => {
    const relayed = await readPages(context.http, ownFigures, '/api/me/figures', (page) => page.figures);
    const own = await fromLog(context, (state) => state.certificates.get(context.key));
    const { state } = context.ledger();
    const figures: OwnFigure[] = [];
    for (const one of relayed) {
      const figure = await read(context, one, { state, own });
      if (figure !== undefined) figures.push(figure);
    }
    return figures;
  },
});
