import type { Plugin } from 'vite';
import { createVerifierPage, hashOf } from '../../scripts/verifier/page.ts';

const NOBODY = 'switched-off-check';

/** Takes one check out of the table; which one is put in afterwards. */
const WITHOUT_ONE: Plugin = {
  name: 'without-one-check',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('/provenance/evidence/checks/table.ts')
      ? code.replace(/\n\];\s*$/, `\n].filter(({ name }) => name !== '${NOBODY}');\n`)
      : undefined,
};

const scriptOf = (html: string): string => html.slice(html.indexOf('<script>') + '<script>'.length, html.indexOf('</script>'));

/** Offline verifiers that lack one check each, and are otherwise the product's: built once, then changed as by whoever hands one on. */
export const createSwitchedOff = async (): Promise<(check: string) => string> => {
  const html = await createVerifierPage([WITHOUT_ONE]);
  const script = scriptOf(html);
  if (script.split(NOBODY).length !== 2) throw new Error('the table of checks was not found');
  return (check) => {
    const changed = script.replace(NOBODY, check);
    return html.replace(script, () => changed).replace(hashOf(script, 'base64'), hashOf(changed, 'base64'));
  };
};
