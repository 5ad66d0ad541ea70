import type { Clock } from '../../common/clock.ts';
import { DomainError } from '../../common/errors.ts';
import { openingKeyOf } from '../../provenance/identity/recipient.ts';
import { isLabelerOf } from '../../provenance/space/rules-verdict.ts';
import type { Duty, Lot } from '../../provenance/space/state.ts';
import type { Ledger } from '../ledger/ledger.ts';

/**
 * The people of the lot's roster with this duty for whom it may be sealed now: their signing keys, and the opening keys (X25519) of each; hex.
 * @throws DomainError `checkpoint-stale` while no quorum shows who is revoked
 */
export const recipientsOf = ({ project }: Lot, ledger: Ledger, clock: Clock, duty: Duty): ReadonlyMap<string, string> => {
  const state = ledger.state();
  const members = state.projects.get(project)?.roster?.signed.event.body.members ?? [];
  const premise = { state, witnessedAt: ledger.tree()?.witnessedAt ?? 0, now: Math.floor(clock() / 1000) };
  const recipients = members
    .filter((member) => member.duty === duty)
    .flatMap(({ key }) => {
      try {
        return [[key, openingKeyOf(key, { kind: 'work', project, duty }, premise)] as const];
      } catch (error) {
        if (!(error instanceof DomainError) || error.code === 'checkpoint-stale') throw error;
        return [];
      }
    });
  return new Map(recipients);
};

/**
 * The reviewers for whom a closed lot may be sealed now, with the opening key of each, save those who stood as labelers while it was open: only they work on
 * a lot. The log says who they were; who of them worked would be the gateway's to say, which can hide a label or report, or show another one.
 * @param org of this organisation alone
 * @throws DomainError `checkpoint-stale`
 */
export const reviewersOf = (lot: Lot, ledger: Ledger, clock: Clock, org?: string): ReadonlyMap<string, string> => {
  const state = ledger.state();
  const isOf = (holder: string): boolean => org === undefined || state.certificates.get(holder)?.org === org;
  return new Map([...recipientsOf(lot, ledger, clock, 'reviewer')].filter(([holder]) => isOf(holder) && !isLabelerOf(state, lot, holder)));
};
