import { createCaller } from './caller.ts';
import { createDraw, type Draw } from './draw.ts';
import { DISTRICTS } from './places.ts';
import { createText } from './sentence.ts';
import { CATEGORIES } from './sentences.ts';

/** Columns of the table, in order. */
export const HOTLINE_COLUMNS = [
  ...(['order_id', 'received_at', 'caller', 'id_number', 'mobile', 'landline', 'email'] as const),
  ...(['address', 'district', 'category', 'text', 'unit', 'data_kind'] as const),
] as const;
type Column = (typeof HOTLINE_COLUMNS)[number];

/** One call to the invented city's hotline; every cell is text. */
export type WorkOrder = Readonly<Record<Column, string>>;

/** Stands in every row: a CSV has no other place for it. */
export const SYNTHETIC = '合成数据 synthetic';

const FIRST_CALL = Date.UTC(2026, 0, 1);
const DAYS = 300;

/** Local time of the city without a zone, as such systems export it. */
const toLocalTime = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');

const createWorkOrder = (draw: Draw, serial: number): WorkOrder => {
  const district = draw.pick(DISTRICTS);
  const category = draw.pick(CATEGORIES);
  const caller = createCaller(draw, district);
  const received = toLocalTime(FIRST_CALL + draw.below(DAYS * 86_400) * 1000);
  return {
    order_id: `${received.slice(0, 10).replaceAll('-', '')}${String(serial).padStart(10, '0')}`,
    received_at: received,
    caller: caller.name,
    id_number: draw.once(20) ? '' : caller.id,
    mobile: caller.mobile,
    landline: caller.landline,
    email: caller.email,
    address: caller.address,
    district: district.name,
    category: category.name,
    text: createText(draw, caller, category),
    unit: category.unit,
    data_kind: SYNTHETIC,
  };
};

/** So many synthetic work orders, one after the other: nobody in them exists. The same seed gives the same ones. */
export function* workOrders(seed: string, rows: number): Generator<WorkOrder, void> {
  const draw = createDraw(seed);
  for (let serial = 1; serial <= rows; serial++) yield createWorkOrder(draw, serial);
}
