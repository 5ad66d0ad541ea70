import { sha256 } from '../../common/crypto/hash.ts';
import { toUtf8 } from '../../common/encodings.ts';
import { type Detect, type Finding, type Kind } from '../../privacy/deidentification/kinds.ts';
import { parsePlan, type ColumnPlan, type ProtectionPlan } from '../../privacy/deidentification/plan.ts';
import { protectRow, type ProtectedRow } from '../../privacy/deidentification/protect-row.ts';

export const DATASET = '019aa000-0000-7000-8000-000000000001';
export const OTHER_DATASET = '019aa000-0000-7000-8000-000000000002';
export const datasetKey = sha256(toUtf8('a dataset’s key'));

export const planOf = (columns: readonly ColumnPlan[], more: Partial<ProtectionPlan> = {}): ProtectionPlan =>
  parsePlan({ v: 1, dataset: DATASET, language: 'zh-CN', columns, ...more });

export interface OwnCell {
  readonly kind: Kind;
  readonly value: string;
}

/** One row of sensitive cells and a text, protected. */
export const protectAlone = (
  source: string,
  own: readonly OwnCell[] = [],
  findings: readonly Finding[] = [],
  language: ProtectionPlan['language'] = 'zh-CN',
): ProtectedRow => {
  const columns: ColumnPlan[] = own.map(({ kind }, at) => ({ rule: 'withhold', name: `own ${at}`, kind }));
  const plan = planOf([...columns, { rule: 'text', name: 'text' }], { language });
  return protectRow(plan, datasetKey, { index: 0, cells: [...own.map(({ value }) => value), source] }, new Map([['text', findings]]));
};

/** The text of `protectAlone`. */
export const textOf = ({ cells }: ProtectedRow): { readonly text: string; readonly replaced: readonly (readonly number[])[] } => {
  const text = cells.at(-1)?.text;
  if (text === undefined) throw new Error('no text');
  return { text: text.text, replaced: text.map.replaced };
};

const MOBILE = /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/gu;
const NAMED = /(?<=联系人)[\u4e00-\u9fff]{2,3}/gu;

const spansOf = (text: string, pattern: RegExp, kind: Kind): readonly Finding[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => {
    const start = Array.from(text.slice(0, index)).length;
    return { kind, start, end: start + Array.from(found).length };
  });

/** Knows mobile numbers, and names behind one word. */
export const tinyDetect: Detect = (text) => [...spansOf(text, MOBILE, 'mobile'), ...spansOf(text, NAMED, 'name')];

/** Has delivered text this form, protection has put it there. */
export const TOKEN = new RegExp(
  '【(?:证件号|银行卡号|手机号|座机号|邮箱|车牌号|信用代码|姓名|地址|编号|日期|原文标记|ID number |Bank card |Mobile |Landline |Email |Plate |Credit code |Name |Address |Identifier |Date |Mark in source )[1-9]\\d{0,8}】',
  'gu',
);
