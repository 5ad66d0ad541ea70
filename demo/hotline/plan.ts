import type { ProtectionPlan } from '../../privacy/deidentification/plan.ts';

/** How the hotline bureau protects its work orders: who called is nowhere in what leaves, where and about what is. */
export const hotlinePlan = (dataset: string): ProtectionPlan => ({
  v: 1,
  dataset,
  language: 'zh-CN',
  columns: [
    { rule: 'pseudonym', name: 'order_id', kind: 'identifier' },
    { rule: 'generalize', name: 'received_at', to: 'month' },
    { rule: 'withhold', name: 'caller', kind: 'name' },
    { rule: 'withhold', name: 'id_number', kind: 'id-number' },
    { rule: 'withhold', name: 'mobile', kind: 'mobile' },
    { rule: 'withhold', name: 'landline', kind: 'landline' },
    { rule: 'withhold', name: 'email', kind: 'email' },
    { rule: 'withhold', name: 'address', kind: 'address' },
    { rule: 'keep', name: 'district', isQuasi: true },
    { rule: 'keep', name: 'category', isQuasi: true },
    { rule: 'text', name: 'text' },
    { rule: 'keep', name: 'unit' },
    { rule: 'keep', name: 'data_kind' },
  ],
  // What the level matrix asks for work orders of level g4.
  minimumClass: 20,
});
