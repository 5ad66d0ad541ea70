// Writes this folder's vectors anew: `node test/vectors/sealing/generate.ts`. Only for a new version of the protocol; tests compare with what is here.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { sealingVectors } from '../../support/sealing-vectors.ts';

for (const [name, content] of Object.entries(sealingVectors()))
  fs.writeFileSync(path.join(import.meta.dirname, name), `${JSON.stringify(content, null, 1)}\n`);
