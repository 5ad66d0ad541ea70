import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
/** The console's templates need a compiler of their own. */
const CHECKS = [
  { tool: 'typescript/bin/tsc', project: '.' },
  { tool: 'vue-tsc/bin/vue-tsc.js', project: 'console' },
];

for (const { tool, project } of CHECKS) {
  if (!fs.existsSync(path.join(ROOT, project, 'tsconfig.json'))) continue;
  const { status } = spawnSync(process.execPath, [path.join(ROOT, 'node_modules', tool), '-p', project], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
