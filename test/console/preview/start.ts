import { createConsole } from '../../../console/src/app.ts';
import { createSampleSource, type SampleKind } from '../support/sample-source.ts';

export const start = (): void => {
  // The tests of the pages choose the state of the samples before the console starts.
  const kind = (globalThis.sessionStorage.getItem('sample') ?? 'full') as SampleKind;
  createConsole(createSampleSource(kind)).mount('#app');
};
