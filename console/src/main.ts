import './jitless.ts';
import { createConsole } from './app.ts';
import { createConnectedSource } from './data/connected/source.ts';

createConsole(createConnectedSource()).mount('#app');
