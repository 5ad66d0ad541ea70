import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Plugin } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** SHA-256 of the UTF-8 text. */
export const hashOf = (text: string, encoding: 'base64' | 'hex'): string => createHash('sha256').update(text).digest(encoding);

/** Nothing from anywhere else, and of what is inside only this script and this style; `wasm-unsafe-eval` is for libsodium. */
const policyOf = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${hashOf(script, 'base64')}' 'wasm-unsafe-eval'`,
    `style-src 'sha256-${hashOf(style, 'base64')}'`,
    'worker-src blob:',
    'font-src data:',
    'img-src data:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types vue xinbiao',
  ].join('; ');

/**
 * A classic script, since browsers give a page from disk no worker of modules; the shared code waits for libsodium at its top level. Neither the
 * end of the element nor the beginning of a comment may stand inside: both occur in strings and expressions alone.
 */
const toScript = (code: string): string => `'use strict';(async()=>{${code.replaceAll(/<(?=!--|\/script)/gi, String.raw`\x3c`)}})();`;

const toPage = (script: string, style: string, icon: string): string => `<!doctype html>
<html lang="zh-CN" data-theme="light">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(script, style)}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}">
<title>信标</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<script>${script}</script>
</body>
</html>
`;

/**
 * Builds the verifier. The same sources and packages give the same bytes.
 * @param plugins further steps of the build
 */
export const createVerifierPage = async (plugins: readonly Plugin[] = []): Promise<string> => {
  const [{ build }, { verifierConfig }] = await Promise.all([import('vite'), import('../../console/vite.config.ts')]);
  const built = await build(verifierConfig(plugins));
  if (!('output' in built)) throw new Error('one build was asked for');
  const scripts = built.output.filter((file) => file.type === 'chunk').map(({ code }) => code);
  const styles = built.output.filter((file) => file.type === 'asset').map(({ source }) => String(source));
  const [script, style] = [scripts[0], styles[0]];
  if (script === undefined || style === undefined || built.output.length !== 2) throw new Error('one script and one style were expected');
  if (/<\/style/i.test(style)) throw new Error('the style ends too early');
  return toPage(toScript(script), style, fs.readFileSync(path.join(ROOT, 'console/public/beacon.svg'), 'utf8'));
};
