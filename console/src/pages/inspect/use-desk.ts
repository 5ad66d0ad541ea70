import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import type { Finding, GivenFinding, InspectedItem } from '../../data/inspections.ts';
import { useData } from '../../data/source.ts';
import { useAct } from '../../state/act.ts';
import { BLANK, draftAfter, findingOf, type Draft, type VerdictCommand } from './verdict-keys.ts';

type Sample = Readonly<Ref<readonly InspectedItem[] | undefined>>;

/** The sample with what was found of it: what was read, and what was signed here since. */
const useJudged = (sample: Sample) => {
  const signed = shallowRef<ReadonlyMap<number, GivenFinding>>(new Map());
  const items = computed(() =>
    (sample.value ?? []).map((item): InspectedItem => {
      const given = item.given ?? signed.value.get(item.position);
      return given === undefined ? item : Object.assign({}, item, { given });
    }),
  );
  /** Is it a defect, in the order in which they were judged? */
  const findings = computed(() =>
    items.value
      .flatMap(({ given }) => given ?? [])
      .toSorted((a, b) => a.index - b.index)
      .map(({ finding }) => finding.verdict === 'defect'),
  );
  const add = (position: number, finding: Finding, index: number): void => {
    signed.value = new Map([...signed.value, [position, { finding, by: '', index }]]);
  };
  /** The first without a verdict from a place on, then from the beginning; -1 where each has one. */
  const openFrom = (from: number): number => {
    const open = (least: number): number => items.value.findIndex(({ given }, place) => given === undefined && place >= least);
    const after = open(from);
    return after >= 0 ? after : open(0);
  };
  const unseen = computed(() => items.value.filter(({ given }) => given?.finding.verdict === 'unseen').length);
  return { items, findings, unseen, add, openFrom };
};

/** What stands on a reviewer's desk: the sample, the label in hand, and what she is about to sign of it. */
export const useDesk = (lot: () => string, sample: Sample) => {
  const data = useData();
  const { items, findings, unseen, add, openFrom } = useJudged(sample);
  const at = ref(0);
  const drafts = shallowRef<ReadonlyMap<number, Draft>>(new Map());
  const notes = shallowRef<ReadonlyMap<number, string>>(new Map());
  const isAsked = ref(false);
  const current = computed(() => items.value[at.value]);
  const draft = computed(() => drafts.value.get(current.value?.position ?? -1) ?? BLANK);

  /** What she says of the label in hand to its author. */
  const note = computed({
    get: () => notes.value.get(current.value?.position ?? -1) ?? '',
    set: (text) => (notes.value = new Map([...notes.value, [current.value?.position ?? -1, text]])),
  });

  const goTo = (place: number): void => {
    at.value = Math.min(Math.max(place, 0), Math.max(items.value.length - 1, 0));
    isAsked.value = false;
  };
  const signing = useAct(async (position: number, finding: Finding) => {
    const said = finding.verdict === 'defect' ? (notes.value.get(position) ?? '').trim() : '';
    const { index } = await data.inspections.judge(lot(), position, finding, said === '' ? undefined : said);
    add(position, finding, index);
    const next = openFrom(at.value + 1);
    if (next >= 0) goTo(next);
  });
  /** Of what nobody can read there is one thing to sign. */
  const sign = async ({ position, content }: InspectedItem): Promise<void> => {
    const finding = 'unread' in content ? ({ verdict: 'unseen', part: content.unread.part } as const) : findingOf(draft.value);
    isAsked.value = finding === undefined;
    if (finding !== undefined) await signing.run(position, finding);
  };
  const run = async (command: VerdictCommand): Promise<void> => {
    const item = current.value;
    if (command.kind === 'move') goTo(at.value + command.by);
    else if (item === undefined || item.given !== undefined || signing.busy.value) return;
    else if (command.kind === 'sign') await sign(item);
    else if (!('unread' in item.content)) {
      drafts.value = new Map([...drafts.value, [item.position, draftAfter(draft.value, command)]]);
      isAsked.value = false;
    }
  };

  // At first what nobody has judged yet.
  watch(sample, (now, before) => {
    if (now !== undefined && before === undefined) goTo(Math.max(openFrom(0), 0));
  });
  return { at, items, current, draft, note, findings, unseen, isAsked, busy: signing.busy, error: signing.error, goTo, run };
};

export type Desk = ReturnType<typeof useDesk>;
