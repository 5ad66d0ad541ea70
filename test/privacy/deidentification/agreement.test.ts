import { expect } from 'chai';
import { hotlinePlan } from '../../../demo/hotline/plan.ts';
import { HOTLINE } from '../../../demo/hotline/table.ts';
import { HOTLINE_COLUMNS, workOrders, type WorkOrder } from '../../../demo/hotline/work-orders.ts';
import { detect } from '../../../policies/classification/detect.ts';
import { foldValue } from '../../../privacy/deidentification/fold.ts';
import type { Span } from '../../../privacy/deidentification/kinds.ts';
import { protectTable } from '../../../privacy/deidentification/protect-table.ts';
import { seeThrough } from '../../../privacy/deidentification/see-through.ts';
import { DATASET, datasetKey } from '../../support/protection.ts';

const ROWS = 600;
const OWN = ['order_id', 'caller', 'id_number', 'mobile', 'landline', 'email', 'address'] as const;

/** A work order's text: what detection finds in it, and what protection replaced. */
interface Compared {
  readonly order: WorkOrder;
  readonly findings: readonly Span[];
  readonly replaced: readonly Span[];
}

const compare = async (): Promise<Compared[]> => {
  const orders = [...workOrders(HOTLINE.seed, ROWS)];
  const source = orders.map((order, index) => ({ index, cells: HOTLINE_COLUMNS.map((column) => order[column]) }));
  const compared: Compared[] = [];
  for await (const { index, maps } of protectTable({ plan: hotlinePlan(DATASET), key: datasetKey, detect }, source).rows) {
    const order = orders[index] ?? expect.fail('a row of nowhere');
    const { replaced } = maps.get('text') ?? expect.fail('no map');
    const findings = seeThrough(detect)(order.text, { heading: 'text' });
    compared.push({ order, findings, replaced: replaced.map(([start, end]) => ({ start, end })) });
  }
  return compared;
};

const cut = (text: string, { start, end }: Span): string => Array.from(text).slice(start, end).join('');
const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** A form of one of the row's own values, or more than one: with a prefix, or without its beginning. */
const isOwn = ({ order }: Compared, stretch: Span): boolean => {
  const folded = foldValue(cut(order.text, stretch));
  const values = OWN.map((column) => foldValue(order[column])).filter((value) => value !== '');
  return folded !== '' && values.some((value) => value.includes(folded) || folded.includes(value));
};

describe('detection and protection, over the demo’s work orders', () => {
  let compared: readonly Compared[] = [];
  before(async () => {
    compared = await compare();
  });

  it('compare every row, and hundreds of stretches', () => {
    expect(compared).to.have.length(ROWS);
    expect(compared.flatMap(({ findings }) => findings).length).to.be.at.least(500);
  });

  it('agree: whatever detection finds in a free text is replaced whole', () => {
    const left = compared.flatMap(({ order, findings, replaced }) =>
      findings.filter((finding) => !replaced.some((stretch) => holds(stretch, finding))).map((finding) => cut(order.text, finding)),
    );
    expect(left).to.deep.equal([]);
  });

  it('agree: what is replaced in a free text was found, stretch for stretch, or is a value of the row’s own', () => {
    const strangers = compared.flatMap((row) =>
      row.replaced
        .filter(({ start, end }) => !row.findings.some((finding) => finding.start === start && finding.end === end))
        .filter((stretch) => !isOwn(row, stretch))
        .map((stretch) => cut(row.order.text, stretch)),
    );
    expect(strangers).to.deep.equal([]);
  });
});
