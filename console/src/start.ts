import { createConsole } from './app.ts';
import { createConnectedSource } from './data/connected/source.ts';

export const start = (): void => {
  createConsole(createConnectedSource()).mount('#app');
};
