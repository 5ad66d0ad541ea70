import { expect } from 'chai';
import { inspect } from 'node:util';
import { z } from 'zod';
import { defineSettings, loadConfiguration, presentConfiguration, setting } from '../../platform/config.ts';
import { expectCode } from '../support/expect-code.ts';

const settings = defineSettings({
  process: 'example',
  purpose: 'A process of a test.',
  schema: z.object({
    PORT: setting(z.coerce.number().int().min(0).max(65_535).default(8080), 'Port; 0 takes a free one.'),
    TOKEN: setting(z.string().min(8), 'What opens | the door.', { secret: true }),
    NICKNAME: setting(z.string().optional(), 'A name.'),
  }),
});
const ENV = { PORT: '9000', TOKEN: 'not-for-logs', NICKNAME: '', HOME: '/somewhere' };

describe('configuration', () => {
  it('takes what the schema has, with defaults, and nothing else', () => {
    const configuration = loadConfiguration(settings, ENV);
    expect({ ...configuration }).to.deep.equal({ PORT: 9000, TOKEN: 'not-for-logs' });
    expect(loadConfiguration(settings, { TOKEN: 'not-for-logs' }).PORT).to.equal(8080);
  });

  it('is frozen', () => {
    const configuration = loadConfiguration(settings, ENV) as { PORT: number };
    expect(() => {
      configuration.PORT = 1;
    }).to.throw(TypeError);
  });

  it('never shows a secret when printed, logged or turned into JSON', () => {
    const configuration = loadConfiguration(settings, ENV);
    for (const text of [inspect(configuration), JSON.stringify(configuration), JSON.stringify({ configuration })])
      expect(text).to.contain('9000').and.to.contain('[secret]').and.not.to.contain('not-for-logs');
  });

  it('names every problem at once, and no value', async () => {
    try {
      loadConfiguration(settings, { PORT: '70000', TOKEN: 'short' });
      expect.fail('passes');
    } catch (error) {
      const { details } = error as { details: { process: string; problems: string[] } };
      expect(details.process).to.equal('example');
      expect(details.problems.map((line) => line.split(':')[0])).to.deep.equal(['PORT', 'TOKEN']);
      expect(JSON.stringify(details)).not.to.match(/70000(?!\d)|short/);
    }
    await expectCode(() => loadConfiguration(settings, {}), 'configuration-invalid');
  });

  it('must describe each setting', () => {
    expect(() => defineSettings({ process: 'example', purpose: '', schema: z.object({ PORT: z.string() }) })).to.throw('PORT');
  });

  it('is documented with defaults, what is required and what is secret', () => {
    const text = presentConfiguration([settings]);
    expect(text).to.contain('## example');
    expect(text).to.contain('| `PORT` | `8080` | Port; 0 takes a free one. |');
    expect(text).to.contain('| `TOKEN` | required | What opens \\| the door. Secret: never printed. |');
    expect(text).to.contain('| `NICKNAME` | none | A name. |');
  });
});
