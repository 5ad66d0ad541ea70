import type { AppealCase, ContestedLabel, ContestedLot, ContestsData, DefectiveLot } from '../../../console/src/data/contests.ts';
import type { PayBook } from '../../../console/src/data/pay.ts';
import { DomainError } from '../../../common/errors.ts';
import { PROJECT } from '../../../demo/space/project.ts';
import { parseConfiguration } from '../../../labeling/configuration.ts';
import { AUDITOR, FIRM, hex, NOW, OWNER } from './sample-data.ts';
import type { SampleKind } from './sample-source.ts';

const HOUR = 3_600_000;
const TEXT = '到2027年，数据标注产业专业化、智能化及科技创新能力显著提升。';

const lot: ContestedLot = {
  title: PROJECT.title,
  number: 6,
  owner: OWNER,
  inspector: FIRM,
  pay: { withhold: 240, appeal: 72, decide: 48, adjudicator: AUDITOR.id },
  adjudicator: AUDITOR,
  configuration: parseConfiguration(PROJECT.configuration),
  instructions: PROJECT.instructions,
};

const base: ContestedLabel = {
  lot: 'ended',
  label: hex(201),
  index: 114_650,
  row: 5,
  author: 'a1b2c3d4e5f6',
  reason: 'boundary',
  severity: 'slight',
  judged: 114_780,
  price: 32,
  held: 0,
  rule: 'may-be-withheld',
  until: NOW + 100 * HOUR,
  opened: { text: TEXT, result: [{ type: 'choices', from_name: 'nature', to_name: 'clause', value: { choices: ['目标'] } }] },
};
const withheld = { index: 114_820, amount: 20, clause: 3 } as const;
const contested: ContestedLabel = {
  ...base,
  label: hex(202),
  row: 12,
  reason: 'missing',
  held: 20,
  rule: 'appeal-pending',
  until: NOW + 40 * HOUR,
  withheld,
  appeal: { index: 114_830, ground: 'no-defect' },
};
const { opened: _, ...unopened } = contested;

const LABELS: readonly ContestedLabel[] = [
  base,
  contested,
  {
    ...contested,
    label: hex(203),
    row: 20,
    held: 0,
    rule: 'appeal-overturned',
    decision: { index: 114_840, ruling: 'overturned', by: AUDITOR },
  },
];

const APPEALS: readonly AppealCase[] = [
  { ...contested, of: lot },
  { ...unopened, label: hex(204), row: 31, hidden: 'case-sealed', of: { ...lot, number: 7 } },
  { ...contested, label: hex(205), row: 40, rule: 'appeal-upheld', decision: { index: 114_850, ruling: 'upheld', by: AUDITOR }, of: lot },
];

const LOT: DefectiveLot = { ...lot, id: 'ended', project: 'project-1', ended: 114_800, answered: false, labels: LABELS };

/** A lot with a defect in each state; `answered` in its name once its owner has answered. */
export const createSampleContests = (kind: SampleKind, some: <Value>(values: readonly Value[]) => readonly Value[]): ContestsData => ({
  defects: async (id) => await Promise.resolve({ ...LOT, id, answered: kind === 'several', labels: some(LABELS) }),
  withhold: async (label, { amount }) => {
    if (amount === 31) throw new DomainError('withholding-given', { label });
    return await Promise.resolve({ event: hex(211), index: 114_860 });
  },
  giveWay: async () => await Promise.resolve({ event: hex(212), index: 114_861 }),
  appeals: async () => await Promise.resolve(some(APPEALS)),
  decide: async (label, ruling) => {
    if (ruling === 'upheld') throw new DomainError('decision-hours-over', { label });
    return await Promise.resolve({ event: hex(213), index: 114_862 });
  },
});

/** What was earned; of one label something is withheld where that is asked for. */
export const samplePay = (isHeld: boolean): PayBook => ({
  sums: { earned: 4288, due: isHeld ? 1268 : 1280, atRisk: 3008 - (isHeld ? 8 : 0), withheld: isHeld ? 20 : 0, appealed: 0 },
  held: isHeld
    ? [
        {
          lot: 'lot-1',
          label: hex(81),
          withholding: hex(90),
          index: 118_240,
          withheld: 20,
          price: 32,
          reason: 'boundary',
          clause: 3,
          rule: 'may-be-appealed',
          until: NOW + 259_200_000,
        },
      ]
    : [],
  givenBack: [],
  witnessedAt: NOW,
  unwitnessed: 0,
  flaws: 0,
  leftOut: isHeld ? [118_251] : [],
  files: { csv: 'lot\r\n', json: '{}\n' },
});
