import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { findInFolders, tellingPart } from '../../../demo/claims/needles.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';

const SECRET = '长纤广场外面划了车位';

describe('the search for what must not lie in a folder', () => {
  let folder = '';
  beforeEach(() => (folder = makeFolder('needles')));
  afterEach(() => removeFolder(folder));
  const lay = (name: string, content: string | Buffer): void => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  };
  const isFound = (texts: readonly string[] = [SECRET]): boolean => findInFolders([folder], texts).size > 0;

  for (const [form, written] of Object.entries({
    'as it is': SECRET,
    escaped: JSON.stringify(SECRET).replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`),
    'in hex': Buffer.from(SECRET).toString('hex'),
    'in base64': Buffer.from(`,${SECRET},`).toString('base64'),
    'in base64 one byte on': Buffer.from(`,,${SECRET},,`).toString('base64'),
    'in base64 two bytes on': Buffer.from(`,,,${SECRET}`).toString('base64'),
  }))
    it(`finds it ${form}, between others and in a folder below`, () => {
      lay('below/file', `${'x'.repeat(1000)}${written}${'y'.repeat(100)}`);
      expect(isFound()).to.equal(true);
    });

  it('finds it at the very beginning and at the very end of a file', () => {
    lay('begin', `${SECRET}.`);
    expect(isFound()).to.equal(true);
    lay('begin', '');
    lay('end', `.${SECRET}`);
    expect(isFound()).to.equal(true);
  });

  it('tells thousands apart and names those that are there', () => {
    const texts = Array.from({ length: 5000 }, (_, at) => `再次反映，上回的工单没有解决${at}号`);
    lay('file', Buffer.concat([Buffer.from('a'), Buffer.from(texts[17] ?? ''), Buffer.from('b'), Buffer.from(texts[4999] ?? '')]));
    expect([...findInFolders([folder], texts)]).to.have.members([texts[17], texts[4999]]);
  });

  it('finds nothing where there is but a part of it, another text, or an empty file', () => {
    lay('part', SECRET.slice(0, -1));
    lay('other', '锦帆雅居外面划了车位');
    lay('packed', gzipSync('锦帆雅居'));
    lay('empty', '');
    expect(isFound()).to.equal(false);
  });

  it('takes the longest stretch of a text that looks the same in JSON, and none of a short one', () => {
    expect(tellingPart('路灯坏了\r\n"长纤广场外面划了车位却有人占住收钱" 已读\\')).to.equal('长纤广场外面划了车位却有人占住收钱');
    expect(tellingPart('路灯坏了')).to.equal(undefined);
  });
});
