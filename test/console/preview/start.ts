import { createConsole } from '../../../console/src/app.ts';
import { createGrowingSource } from '../support/growing-source.ts';
import { createSampleSource, type SampleKind } from '../support/sample-source.ts';

export const start = (): void => {
  // The tests of the pages choose the state of the samples before the console starts.
  const kind = (globalThis.sessionStorage.getItem('sample') ?? 'full') as SampleKind;
  createConsole(kind === 'growing' ? createGrowingSource() : createSampleSource(kind)).mount('#app');
};
