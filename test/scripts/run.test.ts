import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';

const RUN = path.resolve(import.meta.dirname, '../../scripts/run.mjs');

/** Stands for npm: writes down how it was called, makes node_modules, and takes its time or fails when a file says so. */
const NPM = `
const fs = require('node:fs');
fs.appendFileSync('npm.log', JSON.stringify({ args: process.argv.slice(2), env: process.env }) + '\\n');
if (fs.existsSync('npm-fails')) { fs.mkdirSync('node_modules', { recursive: true }); process.exit(7); }
const finish = () => { if (fs.existsSync('npm-waits')) return setTimeout(finish, 20); fs.mkdirSync('node_modules', { recursive: true }); };
finish();
`;
const ENTRY = `console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = process.argv.includes('--fail') ? 3 : 0;`;

describe('scripts/run.mjs', () => {
  let folder: string;
  beforeEach(() => {
    folder = makeFolder('run');
    const write = (name: string, text: string): void => {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    };
    fs.mkdirSync(path.join(folder, 'scripts'));
    fs.copyFileSync(RUN, path.join(folder, 'scripts/run.mjs'));
    write('package-lock.json', '{}');
    write('package.json', '{"type":"module"}');
    write('scripts/docs.ts', ENTRY);
    write('npm/package.json', '{"type":"commonjs"}');
    write('npm/npm-cli.js', NPM);
  });
  afterEach(() => removeFolder(folder));

  const begin = (task: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) => {
    const child = spawn(process.execPath, [path.join(folder, 'scripts/run.mjs'), task, ...args], {
      cwd: '/',
      env: { ...process.env, npm_execpath: path.join(folder, 'npm/npm-cli.js'), ...env },
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString('utf8')));
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
    return { child, said, ended };
  };
  const run = (...how: Parameters<typeof begin>) => begin(...how).ended;
  const calls = (): { args: string[]; env: Record<string, string> }[] =>
    fs.existsSync(path.join(folder, 'npm.log'))
      ? fs
          .readFileSync(path.join(folder, 'npm.log'), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { args: string[]; env: Record<string, string> })
      : [];
  const touch = (name: string, text = ''): void => fs.writeFileSync(path.join(folder, name), text);
  const isLocked = (): boolean => fs.existsSync(path.join(folder, '.bootstrap.lock'));

  it('installs once, then only runs, with the arguments and the exit code of the task', async () => {
    expect(await run('docs', ['--', 'a b'])).to.include({ code: 0, out: '["--","a b"]\n' });
    expect(await run('docs', ['--fail'])).to.include({ code: 3, out: '["--fail"]\n' });
    expect(calls()).to.have.length(1);
    expect(isLocked()).to.equal(false);
  });

  it('installs again when the lock file changed or an install was not finished', async () => {
    await run('docs');
    touch('package-lock.json', '{"changed":true}');
    await run('docs');
    fs.rmSync(path.join(folder, 'node_modules/.stamp'));
    await run('docs');
    expect(calls()).to.have.length(3);
  });

  it('keeps what the caller told npm for itself away from the install', async () => {
    await run('docs', [], {
      NODE_ENV: 'production',
      npm_config_omit: 'dev',
      npm_config_engine_strict: 'true',
      npm_config_ignore_scripts: 'false',
    });
    const [{ args, env } = { args: [], env: {} }] = calls();
    expect(args).to.include.members(['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--engine-strict=false']);
    expect(env).not.to.have.any.keys('NODE_ENV', 'npm_config_omit', 'npm_config_engine_strict', 'npm_config_ignore_scripts');
  });

  it('lets a second start wait for the first, and installs once', async () => {
    touch('npm-waits');
    const first = begin('docs');
    await until('the first install', () => calls().length === 1);
    const second = begin('docs');
    await until('the second says that it waits', () => second.said.err.includes(`process ${first.child.pid}`));
    fs.rmSync(path.join(folder, 'npm-waits'));
    expect([(await first.ended).code, (await second.ended).code, calls().length]).to.deep.equal([0, 0, 1]);
  });

  it('takes over the lock of a process that was killed, also when its number lives again', async () => {
    for (const owner of ['', '999999999 1', `${process.pid} 1`]) {
      fs.rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true });
      fs.mkdirSync(path.join(folder, '.bootstrap.lock'));
      touch('.bootstrap.lock/pid', owner);
      fs.utimesSync(path.join(folder, '.bootstrap.lock'), 0, 0);
      expect((await run('docs')).code, owner).to.equal(0);
      expect(isLocked()).to.equal(false);
    }
  });

  it('says in one line why a set-up failed, leaves no stamp and no lock, and works afterwards', async () => {
    touch('npm-fails');
    const failed = await run('docs');
    expect(failed).to.include({ code: 1, out: '' });
    expect(failed.err).to.match(/\[setup\] Set-up failed: npm ci in .* ended with 7\.\n$/);
    expect(isLocked()).to.equal(false);
    fs.rmSync(path.join(folder, 'npm-fails'));
    expect((await run('docs')).code).to.equal(0);
  });

  it('stops its npm when it is stopped', async () => {
    touch('npm-waits');
    const { child, ended } = begin('docs');
    await until('the install', () => calls().length === 1);
    child.kill('SIGTERM');
    expect((await ended).code).to.equal(1);
    expect(isLocked()).to.equal(false);
  });

  it('names the tasks when it knows none of this name', async () => {
    const { code, err } = await run('constructor');
    expect(code).to.equal(2);
    expect(err).to.contain('unknown task "constructor"').and.to.contain('test:readme');
  });

  it('has an npm script for every task', () => {
    const { scripts } = JSON.parse(fs.readFileSync(path.resolve(RUN, '../../package.json'), 'utf8')) as { scripts: Record<string, string> };
    for (const [name, command] of Object.entries(scripts)) expect(command).to.equal(`exec node scripts/run.mjs ${name}`);
  });
});
