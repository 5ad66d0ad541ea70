import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AREAS } from '../../console/src/i18n/messages/index.ts';
import type { MessageTree } from '../../console/src/i18n/bilingual.ts';

const SOURCES = path.resolve(import.meta.dirname, '../../console/src');

/** Every text with its key. */
const flatten = (tree: MessageTree, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flatten(value, `${prefix}${key}.`),
  );
const zh = new Map(Object.entries(AREAS).flatMap(([area, texts]) => flatten(texts.zh, `${area}.`)));
const en = new Map(Object.entries(AREAS).flatMap(([area, texts]) => flatten(texts.en, `${area}.`)));
const parametersOf = (text: string): readonly string[] =>
  [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => name))].toSorted();

const sources = fs
  .readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:vue|ts)$/.test(name) && !name.startsWith('i18n/messages') && name !== 'format/figures.ts')
  .map((name) => ({ name, text: fs.readFileSync(path.join(SOURCES, name), 'utf8') }));
/** Keys as they are written in the sources; a part that is put in at run time is a star. */
const used = sources.flatMap(({ name, text }) =>
  Array.from(text.matchAll(/\b(?:t|n|has|cell)\(\s*(?:'([\w.-]+)'|`([^`]+)`)/g), ([, plain, template]) => ({
    name,
    key: plain ?? template?.replace(/\$\{[^}]+\}/g, '*') ?? '',
  })),
);
const patternOf = (key: string): RegExp =>
  new RegExp(
    `^${key
      .split('*')
      .map((part) => part.replace(/[.]/g, '\\.'))
      .join('[\\w-]+')}(?:\\.|$)`,
  );

describe('texts of the console', () => {
  it('exist in both languages', () => expect([...zh.keys()].toSorted()).to.deep.equal([...en.keys()].toSorted()));

  it('are not empty', () => {
    for (const [key, text] of [...zh, ...en]) expect(text.trim(), key).to.not.equal('');
  });

  it('take the same parameters in both languages', () => {
    for (const [key, text] of zh)
      expect(
        parametersOf(en.get(key) ?? '').filter((name) => name !== 'n'),
        key,
      ).to.deep.equal(parametersOf(text).filter((name) => name !== 'n'));
  });

  it('promise nothing and shout at nobody', () => {
    for (const [key, text] of zh) expect(text, key).to.not.match(/可用不可见|绝对安全|全程无忧|赋能|亲[，,]|！/);
    for (const [key, text] of en) expect(text, key).to.not.match(/\bplease\b|\boops\b|!|\bcomplies\b|labeling/i);
    expect([...zh.values()].filter((text) => text.includes('操作失败'))).to.deep.equal([]);
  });

  it('are whole sentences: no text of the pages stands outside them', () => {
    const chinese = sources.filter(({ text }) =>
      /[\u4e00-\u9fff]/.test(text.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '').replace(/>中<|[一-鿿]+ →/g, '')),
    );
    expect(chinese.map(({ name }) => name)).to.deep.equal([]);
  });

  it('exist for every key in the sources', () => {
    const keys = [...zh.keys()];
    const missing = used.filter(({ key }) => key.includes('.') && !keys.some((known) => patternOf(key).test(known)));
    expect(missing).to.deep.equal([]);
  });

  it('are all used', () => {
    const patterns = used.map(({ key }) => patternOf(key));
    // Chosen by codes of other folders, or put together from parts that no regular expression sees.
    const chosen = /^(?:errors|configuration|checks|drawChecks|enter\.knows|common\.key|bench\.notice)\./;
    expect([...zh.keys()].filter((key) => !chosen.test(key) && !patterns.some((pattern) => pattern.test(key)))).to.deep.equal([]);
  });

  it('have a sentence for each fault of a configuration', () => {
    const model = fs.readFileSync(path.resolve(SOURCES, '../../labeling/configuration-model.ts'), 'utf8');
    const codes = Array.from(/FaultCode =([^;]+);/.exec(model)?.[1]?.matchAll(/'([\w-]+)'/g) ?? [], ([, code = '']) => code);
    expect(codes.length).to.be.greaterThan(15);
    expect(codes.filter((code) => !zh.has(`configuration.${code}`))).to.deep.equal([]);
  });

  it('name each event that is logged', () => {
    const folder = path.resolve(SOURCES, '../../provenance/event');
    const types = Array.from(
      fs.readFileSync(path.join(folder, 'event.ts'), 'utf8').matchAll(/'([a-z]+(?:-[a-z]+)+)':/g),
      ([, type = '']) => type,
    );
    expect(types.length).to.be.greaterThan(10);
    expect(types.filter((type) => !zh.has(`common.event.${type}`))).to.deep.equal([]);
  });
});
