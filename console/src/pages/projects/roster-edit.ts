import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { Duty, ProjectDetail } from '../../data/projects.ts';

interface RosterEdit {
  /** What is chosen, by certificate. */
  readonly duties: Ref<Record<string, Duty | 'none'>>;
  /** Number of the roster that is changed, 0 for the first one. */
  readonly after: number;
  /** Number of a newer one that was signed meanwhile: who chose here has not seen it. */
  readonly overtaken: Readonly<ComputedRef<number | undefined>>;
}

/** Begins with the duties as they are now; what is chosen stays while others sign theirs. */
export const useRosterEdit = (roster: () => ProjectDetail['roster']): RosterEdit => {
  const numberNow = (): number => roster()?.number ?? 0;
  const after = numberNow();
  const members = roster()?.members ?? [];
  return {
    duties: ref(Object.fromEntries(members.map(({ certificate, duty }) => [certificate, duty]))),
    after,
    overtaken: computed(() => (numberNow() > after ? numberNow() : undefined)),
  };
};
