import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { randomBytes } from '../../../common/crypto/random.ts';
import { loadSessionKeys } from '../../../gateway/sessions/keys.ts';
import { expectCode } from '../../support/expect-code.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';

describe('the secrets of the sign-in', () => {
  const folder = path.join(makeFolder('keys'), 'keys');
  after(() => removeFolder(path.dirname(folder)));

  it('are made once, and only the own account may read them', () => {
    const made = loadSessionKeys(folder, randomBytes);
    expect(loadSessionKeys(folder, randomBytes)).to.deep.equal(made);
    expect(fs.statSync(path.join(folder, 'sessions.json')).mode & 0o777).to.equal(0o600);
    expect(fs.readdirSync(folder)).to.deep.equal(['sessions.json']);
  });

  it('are not replaced when they cannot be read, and the refusal quotes nothing of them', async () => {
    fs.writeFileSync(path.join(folder, 'sessions.json'), '{"v":1,"clientSecret":"zzz"}');
    await expectCode(() => loadSessionKeys(folder, randomBytes), 'session-keys-unreadable');
    expect(fs.readFileSync(path.join(folder, 'sessions.json'), 'utf8')).to.contain('zzz');
  });
});
