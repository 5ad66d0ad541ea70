import { createTextIndex } from '../../../labeling/offsets.ts';
import type { LabelsAnswer } from '../../../labeling/result.ts';
import { workOrders } from '../../../demo/hotline/work-orders.ts';

export interface HeavyItem {
  readonly text: string;
  /** XML. */
  readonly configuration: string;
  readonly spans: readonly LabelsAnswer[];
}

const LENGTH = 5000;
const SPANS = 300;
/** Code points of a span, and of the longer ones that others lie in. */
const [SHORT, LONG] = [6, 20];
const LABELS = ['部门', '时间', '数值', '地点', '人物', '事项'];

const CONFIGURATION = `<View><Labels name="parts" toName="text" overlap="true">${LABELS.map((label) => `<Label value="${label}"/>`).join('')}</Labels>
<Text name="text" value="$text"/></View>`;

/** Work orders one after the other, as many whole clusters as fit. */
const writeText = (): string => {
  let text = '';
  for (const order of workOrders('workbench', Infinity)) {
    text += order.text;
    if (Array.from(text).length > LENGTH) break;
  }
  const index = createTextIndex(text);
  const { end } = index.around(LENGTH, 'grapheme');
  return index.slice({ start: 0, end: end > LENGTH ? index.step(LENGTH, -1, 'grapheme') : end });
};

/** A long item in which every fifth span holds others. */
export const createHeavyItem = (): HeavyItem => {
  const text = writeText();
  const index = createTextIndex(text);
  const pitch = Math.floor(index.length / SPANS);
  const spans = Array.from({ length: SPANS }, (_, at): LabelsAnswer => {
    const from = index.toUtf16(at * pitch);
    const to = index.toUtf16(Math.min(at * pitch + (at % 5 === 0 ? LONG : SHORT), index.length));
    const { start, end } = index.snap(from, to);
    return { type: 'labels', from_name: 'parts', to_name: 'text', value: { start, end, labels: [LABELS[at % LABELS.length] ?? ''] } };
  });
  return { text, configuration: CONFIGURATION, spans };
};
