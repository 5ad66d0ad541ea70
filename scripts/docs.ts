import * as fs from 'node:fs';
import { CONFIGURATION_DOCUMENT, createConfigurationDocument } from './configuration-document.ts';

fs.writeFileSync(CONFIGURATION_DOCUMENT, await createConfigurationDocument());
console.log(`wrote ${CONFIGURATION_DOCUMENT}`);
