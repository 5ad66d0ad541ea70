import { createConsole } from './app.ts';
import { createUnconnectedSource } from './data/unconnected.ts';

createConsole(createUnconnectedSource()).mount('#app');
