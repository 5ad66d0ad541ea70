import type { Clock } from '../../common/clock.ts';
import { DomainError } from '../../common/errors.ts';
import { openingKeyOf } from '../../provenance/identity/recipient.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { Ledger } from '../ledger/ledger.ts';

/**
 * Opening keys (X25519, hex) of the labelers for whom the lot may be sealed now.
 * @throws DomainError `checkpoint-stale` while no quorum shows who is revoked
 */
export const recipientsOf = ({ project }: Lot, ledger: Ledger, clock: Clock): ReadonlySet<string> => {
  const state = ledger.state();
  const members = state.projects.get(project)?.roster?.signed.event.body.members ?? [];
  const labelers = members.filter(({ duty }) => duty === 'labeler');
  const premise = { state, witnessedAt: ledger.tree()?.witnessedAt ?? 0, now: Math.floor(clock() / 1000) };
  const keys = labelers.flatMap(({ key }) => {
    try {
      return openingKeyOf(key, { kind: 'work', project }, premise);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'checkpoint-stale') throw error;
      return [];
    }
  });
  return new Set(keys);
};
