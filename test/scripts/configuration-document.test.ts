import { expect } from 'chai';
import * as fs from 'node:fs';
import { CONFIGURATION_DOCUMENT, createConfigurationDocument } from '../../scripts/configuration-document.ts';

describe('docs/configuration.md', () => {
  it('is what `npm run docs` writes', async () => {
    expect(fs.readFileSync(CONFIGURATION_DOCUMENT, 'utf8')).to.equal(await createConfigurationDocument());
  });
});
