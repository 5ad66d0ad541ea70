import type { SpaceState } from '../../provenance/space/state.ts';
import type { StepName } from '../walk/steps.ts';
import type { Walk } from '../walk/walk.ts';

export interface Claim {
  /** Kebab-case; what `--break` takes. */
  readonly name: string;
  readonly says: { readonly zh: string; readonly en: string };
  /** The steps after which it is looked at: nothing else has to be walked for it. */
  readonly after: readonly StepName[];
  /** Sabotage happens in `hold` alone and spoils nothing that stays: claims like this one may be sabotaged on the same walk, one after the other. */
  readonly sharesWalk?: true;
  /** What was seen. Throws what contradicts the claim. Sabotage happens here or, where the walk has to go wrong, in its steps. */
  readonly hold: (walk: Walk) => Promise<string>;
}

export const requireThat = (holds: boolean, seen: string): string => {
  if (!holds) throw new Error(seen);
  return seen;
};

/** What the auditor's own copy of the log says, once it says something. */
export const auditorSees = async <T>(walk: Walk, find: (state: SpaceState) => T | undefined): Promise<T> => {
  const { client } = await walk.as('wu.zheng');
  await client.follow();
  return await client.ledger().until(find, 30_000);
};

/** The auditor's own copy of the log, as far as it goes now. */
export const auditorState = async (walk: Walk) => {
  const { client } = await walk.as('wu.zheng');
  await client.follow();
  return client.ledger();
};
