import { parseBase64, parseHex } from '../../../common/encodings.ts';
import { leafHash, verifyInclusion } from '../../log/merkle.ts';
import type { Label } from '../../space/item-claims.ts';
import { refuse } from '../../space/refusal.ts';
import { judgeRework } from '../../space/rework-basis.ts';
import type { Logged } from '../../space/state.ts';
import type { ChosenRework } from '../chosen.ts';
import { requireCounted, type BundledEvent, type Context } from '../context.ts';
import { fail } from '../errors.ts';
import type { Check } from './check.ts';

const bundledAt = ({ events }: Context, { index }: Pick<Logged, 'index'>): BundledEvent =>
  events.find((event) => event.index === index) ?? fail('evidence-incomplete', { index });

type Places = NonNullable<Context['bundle']['rework']>;

const verifyPlace = (
  context: Context,
  logged: Pick<Logged, 'index'>,
  { index, proof }: Places['verdict'],
  tree: { readonly size: number; readonly root: string },
): void => {
  const { leaf } = bundledAt(context, logged);
  verifyInclusion({ index, size: tree.size, leaf: leafHash(leaf), root: parseHex(tree.root), proof: proof.map(parseBase64) });
};

/** The end of the inspection counts this very verdict, and the acceptance takes over this very rework. */
const verifyPlaces = (context: Context, { verdict, rework, inspected, accepted }: ChosenRework, places: Places): void => {
  const { inspected: size, root } = inspected.signed.event.body;
  verifyPlace(context, verdict, places.verdict, { size, root });
  const { reworks } = accepted.signed.event.body;
  if (reworks === undefined)
    return refuse('reworks-accepted-differ', { rework: rework.id, rule: 'an acceptance names every rework of the lot' });
  return verifyPlace(context, rework, places.accepted, { size: reworks.count, root: reworks.root });
};

const verifyAuthority = (context: Context): void => {
  const { chosen, bundle, state } = context;
  const { rework: reworked, annotation, opened } = chosen();
  if (reworked === undefined && bundle.rework === undefined) return undefined;
  if (reworked === undefined || bundle.rework === undefined) return fail('evidence-incomplete', { missing: 'label-reworked' });
  requireCounted(context, 'inspection-revealed', 'verdict-signed', 'label-reworked', 'lot-inspected');
  const lot = state().lots.get(opened.signed.event.subject.id) ?? fail('evidence-incomplete', { missing: 'lot-opened' });
  const label: Label = { ...annotation, entry: bundledAt(context, annotation).entry };
  judgeRework(state(), reworked.rework, { lot, label, verdicts: [reworked.verdict] });
  return verifyPlaces(context, reworked, bundle.rework);
};

export const REWORK_CHECKS: readonly Check[] = [
  {
    name: 'rework-authorised',
    what: {
      zh: '交付的是标注本身，或其作者在质检判为缺陷后的返工',
      en: 'what is released is the label itself, or what its author made of it once a defect was found',
    },
    how: {
      zh: '返工由同一人在结批之后、答复之前签名，引用对这条标注叶哈希的第一份缺陷结论；该结论在检毕记录所签的根之下，返工在接收记录所签的根之下',
      en: 'a rework is signed by the same person between closing and answer, over a verdict of a defect in this label’s leaf, which lies under the root that ends the inspection; the rework lies under the root that the acceptance takes over',
    },
    run: verifyAuthority,
  },
];
