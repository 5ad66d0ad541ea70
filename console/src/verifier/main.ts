import '../jitless.ts';
import { startPage } from './page.ts';
import { answerTasks, type Scope } from './worker.ts';

// One script for both: the page gives its worker the very text that it runs itself, so that a single hash is the whole program.
if (globalThis.document === undefined) answerTasks(globalThis as unknown as Scope);
else startPage();
