import { ROW_CHECKS } from '../../../provenance/evidence/checks/row.ts';
import type { Context } from '../../../provenance/evidence/context.ts';
import { expectCode } from '../../support/expect-code.ts';

/** Evidence of one row with a text column, as far as the check of its item reads it. */
const check = (field: string, item: string, form?: string): void => {
  const profile = { value: { columns: [{ name: 'text', withheld: false }], ...(form !== undefined && { form }) } };
  const project = { value: { configuration: '', textColumn: 'text' } };
  const openings = { profile, project, item: { value: item }, row: { fields: [{ text: field }] } };
  ROW_CHECKS.find(({ name }) => name === 'item-equals-row')?.run({ bundle: { openings } } as unknown as Context);
};

describe('evidence of an item from a JSON Lines file', () => {
  it('holds when the item is what the JSON string stands for', () => {
    check('"甲\\n𠮷"', '甲\n𠮷', 'json');
    check('"甲"', '"甲"');
  });

  it('is refused with another text, with the string’s own spelling, or with a value that is no text', async () => {
    for (const [field, item] of [
      ['"甲"', '乙'],
      ['"甲"', '"甲"'],
      ['1', '1'],
      ['null', ''],
      ['甲', '甲'],
    ] as const)
      await expectCode(() => check(field, item, 'json'), 'item-differs');
    await expectCode(() => check('"甲"', '甲'), 'item-differs');
  });

  it('is refused in a form that nobody knows', () => expectCode(() => check('"甲"', '甲', 'yaml'), 'document-malformed'));
});
