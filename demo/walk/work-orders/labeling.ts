import { valueOf } from '../../../console/src/space/acts/owner.ts';
import type { Answer, Result } from '../../../labeling/result.ts';
import { HOTLINE_PROJECT } from '../../space/hotline-project.ts';
import { commitToDraw } from '../drawn-sample.ts';
import { awaitLot, DEADLINE_MS, labelTogether, signSealedRoster } from '../labelers.ts';
import { labelWorkOrder } from '../scripted-labels.ts';
import { refusalOf, type Walk } from '../walk.ts';
import { quoteInCatalogue } from './quoting.ts';
import { readDerivative } from './rows.ts';
import { projectTerms } from './terms.ts';

/** A sealed project over the derivative, its roster, and a lot of the first rows that the firm inspects; open, it is refused. Nobody off the roster gets an item. */
export const openSealedLot = async (walk: Walk): Promise<void> => {
  const { workOrders: facts, refusals } = walk.facts;
  const { person, client } = await walk.as('gu.yun');
  const { owner } = person;
  const terms = { ...projectTerms, dataset: facts.dataset };
  const delivery = walk.breaks('protected-rows-go-out-sealed') ? 'sealed' : 'open';
  refusals.set('open project over protected work orders', (await refusalOf(() => owner.openProject({ ...terms, delivery }))) ?? 'none');
  const { project } = await owner.openProject({ ...terms, delivery: 'sealed' });
  facts.project = project;
  await signSealedRoster(walk, owner, project);
  const { price: announced, inspection } = HOTLINE_PROJECT;
  const length = walk.breaks('sealed-lot-is-fixed') ? walk.orders - 1 : walk.orders;
  const price = walk.breaks('sealed-work-is-paid-as-priced') ? announced - 1 : announced;
  const rows = Array.from({ length }, (_, row) => row);
  const by = [...client.ledger().state.organisations.values()].find(({ role }) => role === 'firm')?.id ?? '';
  const deadline = Date.now() + DEADLINE_MS;
  const { lot, answer } = await owner.openLot({ project, price, deadline, rows, inspection: { by, ...inspection } });
  valueOf(answer);
  facts.lot = lot;
  await commitToDraw(await walk.as('zhao.qian'), lot);
  await awaitLot(walk, lot);
  const { person: other } = await walk.as(walk.breaks('off-roster-opens-nothing') ? 'li.xiang' : 'sun.tao');
  refusals.set('a sealed item for somebody off the roster', (await refusalOf(() => other.labeler.takeItem(lot))) ?? 'none');
};

type Span = Extract<Answer, { readonly type: 'labels' }>['value'];

const changeSpans = (text: string, change: (span: Span) => Span): Result =>
  labelWorkOrder(text).map((answer) => (answer.type === 'labels' ? Object.assign({}, answer, { value: change(answer.value) }) : answer));

/** Spans that end a code point early, where a claim is to fail; not where another one looks, at characters beyond the basic plane. */
const cutShort = (text: string): Result =>
  /[\u{10000}-\u{10ffff}]/u.test(text) ? labelWorkOrder(text) : changeSpans(text, (span) => ({ ...span, end: span.end - 1 }));

/** Spans counted in UTF-16 units, as far as they still lie in the text. */
const countUnits = (text: string): Result => {
  const points = Array.from(text);
  const toUnits = (offset: number): number => points.slice(0, offset).join('').length;
  return changeSpans(text, (span) =>
    toUnits(span.end) > points.length ? span : { ...span, start: toUnits(span.start), end: toUnits(span.end) },
  );
};

const labelerOf = (walk: Walk): ((text: string) => Result) => {
  if (walk.breaks('released-spans-cut-what-was-marked')) return cutShort;
  return walk.breaks('released-offsets-count-code-points') ? countUnits : labelWorkOrder;
};

/** Two people label what was sealed for them. */
export const labelSealed = async (walk: Walk): Promise<void> => {
  await labelTogether(walk, walk.facts.workOrders, labelerOf(walk));
  if (walk.breaks('gateway-reads-neither-item-nor-label')) {
    const texts = (await readDerivative(walk, walk.orders)).map((cells) => cells.get('text') ?? '');
    await quoteInCatalogue(walk, texts.find(({ length }) => length > 50 && length < 1000) ?? '');
  }
};
