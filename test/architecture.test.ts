import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Top folder -> what it may import from. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  common: [],
  policies: ['common'],
  labeling: ['common'],
  privacy: ['common'],
  provenance: ['common'],
  api: ['common', 'policies', 'labeling', 'privacy', 'provenance'],
  platform: ['common', 'api'],
  connectors: ['common', 'policies', 'labeling', 'privacy', 'provenance', 'api', 'platform'],
  gateway: ['common', 'policies', 'labeling', 'privacy', 'provenance', 'api', 'platform'],
  console: ['common', 'policies', 'labeling', 'privacy', 'provenance', 'api'],
};
const BROWSER_SAFE = ['common', 'api', 'policies', 'labeling', 'privacy', 'provenance', 'console/src'];
const CRYPTO = /^(?:libsodium-wrappers|@noble\/)/;

const sources = (folder: string): string[] =>
  fs.existsSync(path.join(ROOT, folder))
    ? fs
        .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(?:ts|vue)$/.test(name) && !/node_modules|dist\//.test(name))
        .map((name) => path.join(folder, name))
    : [];

const importsOf = (file: string): string[] =>
  [...fs.readFileSync(path.join(ROOT, file), 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(([, name = '']) => name);

const topOf = (file: string, name: string): string =>
  path.relative(ROOT, path.resolve(ROOT, path.dirname(file), name)).split(path.sep)[0] ?? '';

describe('architecture', () => {
  for (const [folder, allowed] of Object.entries(ARROWS)) {
    it(`${folder} imports only ${allowed.join(', ') || 'itself'}`, () => {
      for (const file of sources(folder))
        for (const name of importsOf(file).filter((from) => from.startsWith('.')))
          expect([folder, ...allowed], `${file} -> ${name}`).to.include(topOf(file, name));
    });
  }

  for (const folder of BROWSER_SAFE) {
    it(`${folder} runs in browsers`, () => {
      for (const file of sources(folder))
        expect(
          importsOf(file).filter((name) => name.startsWith('node:')),
          file,
        ).to.deep.equal([]);
    });
  }

  it('common/crypto alone imports cryptographic libraries', () => {
    for (const file of Object.keys(ARROWS).flatMap(sources))
      if (!file.startsWith('common/crypto/'))
        expect(
          importsOf(file).filter((name) => CRYPTO.test(name)),
          file,
        ).to.deep.equal([]);
  });
});
