import { toHex } from '../../common/encodings.ts';
import { leafHash } from '../log/merkle.ts';
import type { Label } from './item-claims.ts';
import type { Logged, Lot } from './state.ts';

export type Verdict = Logged<'verdict-signed'>;

/** A label of a lot, and what was found of it, as far as the reader has been shown it. */
export interface InspectedLabel {
  readonly lot: Lot;
  readonly label: Label;
  readonly verdicts: readonly Verdict[];
}

/** The first verdict over this very label: by its leaf hash, whatever the verdict calls it. */
export const firstVerdictOver = ({ label, verdicts }: InspectedLabel): Verdict | undefined => {
  const leaf = toHex(leafHash(label.entry));
  const over = verdicts.filter(({ signed: { event } }) => event.body.label === leaf && event.refs[1] === label.id);
  return over.toSorted((a, b) => a.index - b.index)[0];
};

/** For this lot, by somebody of the firm that inspects it. */
export const isInspectorsOf = ({ id, opened }: Lot, { signed: { event } }: Verdict): boolean =>
  event.actor.org === opened.signed.event.body.inspection?.by && event.body.lot === id;
