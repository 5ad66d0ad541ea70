import { createConsole } from './app.ts';
import { createBrowserSurroundings } from './data/connected/browser.ts';
import { createConnectedSource } from './data/connected/source.ts';

createConsole(createConnectedSource(createBrowserSurroundings())).mount('#app');
