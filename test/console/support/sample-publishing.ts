import { DomainError } from '../../../common/errors.ts';
import type { PublishingData, RaggedRow, SourceEncoding } from '../../../console/src/data/datasets.ts';
import { covers } from '../../../provenance/event/fields.ts';
import { DATASETS, hex } from './sample-data.ts';
import type { SampleKind } from './sample-source.ts';

const acted = async (): Promise<{ event: string; index: number }> => ({ event: hex(99), index: 118_205 });

/** A table of which one row has a cell too many, and one lacks some. */
const RAGGED_SOURCE = 'hotline.csv';
const RAGGED: readonly RaggedRow[] = [
  { line: 18, cells: 5 },
  { line: 1204, cells: 2 },
];

const verifyEncoding = (encoding: SourceEncoding | undefined): void => {
  if (encoding?.startsWith('utf-16') === true)
    throw new DomainError('table-encoding-unfit', { by: 'connector', encoding, line: 1, byte: 0 });
};

/** As the rule of the log: a looser level than the origin's takes a spot check without a finding. */
const grade: PublishingData['grade'] = async ({ dataset, level, spotCheck }) => {
  const { derived } = DATASETS.find(({ id }) => id === dataset) ?? {};
  const loosens = derived !== undefined && !covers(level, derived.level ?? 'important');
  if (loosens && (spotCheck === undefined || spotCheck.rows < derived.spotCheck || spotCheck.findings > 0))
    throw new DomainError('spot-check-missing', { dataset, least: derived.spotCheck, ...spotCheck });
  return await acted();
};

/** Registers at once; one that is under way, and a whole space of kind `registering`, is read for ever. */
export const createSamplePublishing = (kind: SampleKind, some: <Value>(values: readonly Value[]) => readonly Value[]): PublishingData => ({
  sources: async () =>
    some([
      { name: 'action-plan-clauses.tsv', rows: 61, bytes: 24_576 },
      { name: RAGGED_SOURCE, bytes: 1_240_000 },
    ]),
  profile: async (source, encoding) => {
    verifyEncoding(encoding);
    const found = { source, rows: 61, fields: DATASETS[0]?.fields ?? [] };
    return source === RAGGED_SOURCE ? { ...found, ragged: { count: 2, first: RAGGED } } : found;
  },
  register: async ({ source, encoding, ragged }, asked) => {
    verifyEncoding(encoding);
    if (source === RAGGED_SOURCE && ragged !== 'leave-out')
      throw new DomainError('table-ragged', { by: 'connector', expected: 4, ragged: 2, first: RAGGED });
    const dataset = DATASETS[1]?.id ?? '';
    asked?.({ dataset, event: hex(98), connector: 'n1' });
    return kind === 'registering' ? await new Promise<never>(() => undefined) : dataset;
  },
  resume: async ({ dataset }) => (kind === 'registering' ? await new Promise<never>(() => undefined) : dataset),
  reading: async () => (kind === 'registering' ? { rows: 1_204_000, share: 0.602 } : undefined),
  grade,
  draftCatalogueEntry: async ({ dataset }) => ({ text: `{"dataset":"${dataset}"}`, hash: hex(70) }),
  publish: acted,
});
