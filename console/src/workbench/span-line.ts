import { h, type FunctionalComponent, type VNode } from 'vue';
import type { TextIndex } from '../../../labeling/offsets.ts';
import type { LineLook } from './lines.ts';
import { segmentsOf, type Segment } from './segments.ts';

const markOf = ({ spans }: LineLook, id: number, { begins, ends }: Segment, inner: VNode | string): VNode => {
  const span = spans.find((one) => one.id === id);
  const first = begins.includes(id);
  return h(
    'mark',
    {
      class: ['span', `hue${(span?.hue ?? 0) + 1}`, { first, last: ends.includes(id), focused: span?.focused === true }],
      'data-span': span?.name,
      'data-digit': first ? span?.digit : undefined,
    },
    [inner],
  );
};

/** One line with its marks nested; digits and caret are drawn by CSS, so that the text of the page is the text. */
export const SpanLine: FunctionalComponent<{ readonly index: TextIndex; readonly look: LineLook }> = ({ index, look }) => {
  const { chosen, caret, end } = look;
  const caretMark = h('span', { class: 'caret', key: 'caret' });
  const cuts = [caret, chosen?.start, chosen?.end].filter((cut) => cut !== undefined);
  const drawn = segmentsOf(look, look.spans, cuts).flatMap((segment) => {
    const words = index.slice(segment);
    const isChosen = chosen !== undefined && segment.start >= chosen.start && segment.end <= chosen.end;
    const innermost: VNode | string = isChosen ? h('span', { class: 'chosen' }, words) : words;
    const whole = segment.over.reduceRight<VNode | string>((inner, id) => markOf(look, id, segment, inner), innermost);
    const piece = h('span', { key: segment.start }, [whole]);
    return segment.start === caret ? [caretMark, piece] : piece;
  });
  return h('span', { class: 'text-line' }, caret === end ? [...drawn, caretMark] : drawn);
};
SpanLine.props = ['index', 'look'];
