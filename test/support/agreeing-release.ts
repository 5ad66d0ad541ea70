import { assembleRelease } from '../../connectors/release/assemble.ts';
import { verifyWork } from '../../connectors/labeling/verify-work.ts';
import { parseConfiguration } from '../../labeling/configuration.ts';
import { accountForItems } from '../../provenance/space/accounting.ts';
import type { Json } from '../../common/canonical-json.ts';
import { CONFIGURATION, label, openScriptedLot, RESULT } from './scripted-lot.ts';
import { createScriptedSpace } from './scripted-space.ts';

const span = (start: number, end: number, value: string): Json => ({
  from_name: 'who',
  to_name: 'text',
  type: 'labels',
  value: { start, end, labels: [value] },
});
const choice = (value: string): Json => ({ from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: [value] } });

/** A release as a connector assembles it: two labels of each of two items, alike on the first and not on the second, and one of the third. */
export const assembleAgreeing = async () => {
  const s = createScriptedSpace('agreeing');
  const lot = openScriptedLot(s, { overlap: 2 });
  const [wang, li] = lot.labelers;
  const signed = [
    label(s, lot, wang, 0, { result: RESULT }),
    label(s, lot, li, 0, { result: RESULT }),
    label(s, lot, wang, 1, { result: [span(0, 3, '部门'), choice('任务')] }),
    label(s, lot, li, 1, { result: [span(0, 3, '部门'), span(3, 5, '时间'), choice('目标')] }),
    label(s, lot, wang, 2, { result: [span(1, 6, '时间'), choice('目标')] }),
  ];
  const texts = new Map(lot.items.map(({ id, opening }) => [id, opening.value as string]));
  const log = { size: s.entries.length, read: (from: number, count: number) => Promise.resolve(s.entries.slice(from, from + count)) };
  const configuration = parseConfiguration(CONFIGURATION);
  const work = await verifyWork(signed, { space: s.space, premises: s.premises, log, lot: lot.lot.signed, configuration, texts });
  const items = new Map(lot.items.map(({ id }, row) => [id, { id, row, text: texts.get(id) ?? '' }]));
  const ids = { release: s.newId(), space: s.space, project: lot.project, lot: lot.lot.signed.event.subject.id, dataset: lot.dataset };
  const described = { level: 'g1', title: { zh: '要素', en: 'Elements' }, org: lot.connector.org, configuration: CONFIGURATION } as const;
  const terms = { ...ids, ...described, closedAt: 1_764_000_000_000, unreadable: 0, checkpoint: { size: 9, root: 'ab'.repeat(32) } };
  return assembleRelease(terms, items, accountForItems(lot.lot.signed, work));
};
