import { computed, ref, watch, type Ref } from 'vue';
import type { AppealCase, Ruling } from '../../data/contests.ts';
import { useData } from '../../data/source.ts';
import { useAct } from '../../state/act.ts';
import type { VerdictCommand } from '../inspect/verdict-keys.ts';

/** By the keys of a verdict: whoever finds that the label is right gives the pay back. */
const RULINGS: Readonly<Record<string, Ruling>> = { pass: 'overturned', defect: 'upheld' };

/** What stands before an adjudicator: the cases, the one in hand, and what she is about to sign of it. */
export const useDocket = (cases: Readonly<Ref<readonly AppealCase[] | undefined>>, changed: () => void) => {
  const data = useData();
  const chosen = ref('');
  const ruling = ref<Ruling>();
  const list = computed(() => cases.value ?? []);
  const current = computed(() => list.value.find(({ label }) => label === chosen.value) ?? list.value[0]);
  const isOpen = computed(() => current.value?.rule === 'appeal-pending');
  const goTo = (label: string): void => {
    chosen.value = label;
  };
  watch(
    () => current.value?.label,
    () => {
      ruling.value = undefined;
    },
  );
  const signing = useAct(async (label: string, decision: Ruling) => {
    await data.contests.decide(label, decision);
    // What was decided moves behind the open ones; it stays in hand.
    goTo(label);
    changed();
  });
  const move = (by: number): void => {
    const at = list.value.findIndex(({ label }) => label === current.value?.label);
    const next = list.value[at + by];
    if (next !== undefined) goTo(next.label);
  };
  const run = async (command: VerdictCommand): Promise<void> => {
    if (command.kind === 'move') move(command.by);
    else if (!isOpen.value || signing.busy.value) return;
    else if (command.kind === 'verdict') ruling.value = RULINGS[command.verdict] ?? ruling.value;
    else if (command.kind === 'sign' && current.value !== undefined && ruling.value !== undefined)
      await signing.run(current.value.label, ruling.value);
  };
  return { list, current, isOpen, ruling, busy: signing.busy, error: signing.error, goTo, run };
};
export type Docket = ReturnType<typeof useDocket>;
