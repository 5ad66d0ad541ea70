import { createConsole } from '../../../../console/src/app.ts';
import type { Result } from '../../../../labeling/result.ts';
import { parseConfiguration } from '../../../../labeling/configuration.ts';
import { createMemoryBench } from '../../../console/support/memory-bench.ts';
import { createSampleSource } from '../../../console/support/sample-source.ts';
import type { HeavyItem } from '../heavy-item.ts';

// The benchmark makes the item and hands it over before the console starts.
const { text, configuration, spans } = JSON.parse(globalThis.sessionStorage.getItem('item') ?? '{}') as HeavyItem;
const draft: Result = spans;
const source = createSampleSource('full');
const [lot] = (await source.work.home()).lots;
if (lot === undefined) throw new Error('no lot among the samples');
const instructions = { zh: '', en: '' };
const shown = { ...lot, instructions, configuration: parseConfiguration(configuration), sealed: false };
const bench = createMemoryBench({ lot: shown, texts: [text] });
const work = { ...source.work, open: async () => ({ ...bench, next: async () => ({ ...(await bench.next()), draft }) }) };
createConsole({ ...source, work }).mount('#app');
