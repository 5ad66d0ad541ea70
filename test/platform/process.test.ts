import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import * as path from 'node:path';
import { DomainError } from '../../common/errors.ts';
import { explainStart, runProcess, type Host, type OnStop } from '../../platform/process.ts';
import { until } from '../support/until.ts';

/** A process that records how it ends. */
const createHost = () => {
  const events = new EventEmitter();
  const exits: number[] = [];
  const said: string[] = [];
  const host: Host = {
    on: (event, listener) => events.on(event, listener),
    exit: (code) => exits.push(code),
    stderr: { write: (text) => said.push(text) },
  };
  return { host, exits, said, send: (event: string, ...args: unknown[]) => events.emit(event, ...args) };
};

describe('a process', () => {
  const stopped: string[] = [];
  const start = (onStop: OnStop): Promise<void> => {
    onStop(() => Promise.resolve(stopped.push('database')));
    onStop(() => Promise.reject(new Error('stuck')));
    onStop(() => Promise.resolve(stopped.push('server')));
    return Promise.resolve();
  };
  beforeEach(() => stopped.splice(0));

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])
    it(`stops in the opposite order on ${signal}, whatever fails on the way`, async () => {
      const { host, exits, send } = createHost();
      await runProcess({ name: 'example', start, host });
      send(signal);
      await until('the end', () => exits.length > 0);
      expect([stopped, exits]).to.deep.equal([['server', 'database'], [0]]);
    });

  it('takes signals within a second for one, and a later SIGINT for "at once"', async () => {
    let now = 0;
    const { host, exits, send } = createHost();
    const neverEnds = (onStop: OnStop): Promise<void> => {
      onStop(() => new Promise(() => undefined));
      return Promise.resolve();
    };
    await runProcess({ name: 'example', start: neverEnds, host, now: () => now });
    send('SIGINT');
    now = 900;
    send('SIGINT');
    now = 1100;
    send('SIGTERM');
    expect(exits).to.deep.equal([]);
    send('SIGINT');
    expect(exits).to.deep.equal([130]);
  });

  it('that is told to stop while it starts stops what it had started', async () => {
    const { host, exits, send } = createHost();
    const begun = Promise.withResolvers<void>();
    const running = runProcess({ name: 'example', start: (onStop) => begun.promise.then(() => start(onStop)), host });
    send('SIGTERM');
    begun.resolve();
    await running;
    await until('the end', () => exits.length > 0);
    expect([stopped, exits]).to.deep.equal([['server', 'database'], [0]]);
  });

  it('that waits for others while it starts is told to stop, and does not call that a failure', async () => {
    const { host, exits, said, send } = createHost();
    const waits = async (onStop: OnStop, signal: AbortSignal): Promise<void> => {
      await start(onStop);
      if (!signal.aborted) await once(signal, 'abort');
      signal.throwIfAborted();
    };
    const running = runProcess({ name: 'example', start: waits, host });
    send('SIGINT');
    await running;
    await until('the end', () => exits.length > 0);
    expect([stopped, exits, said]).to.deep.equal([['server', 'database'], [0], []]);
  });

  it('that cannot start says why in one sentence, undoes what it did, and exits with 1', async () => {
    const { host, exits, said } = createHost();
    const failing = async (onStop: OnStop): Promise<void> => {
      await start(onStop);
      throw new DomainError('port-taken', { port: 8080, reason: 'another program has it' });
    };
    await runProcess({ name: 'gateway', start: failing, host });
    expect(said).to.deep.equal(['gateway: Port 8080 cannot be opened: another program has it. Set PORT to a free one. [port-taken]\n']);
    expect([stopped, exits]).to.deep.equal([['server', 'database'], [1]]);
  });

  it('with a bug that nobody caught stops and shows no data', async () => {
    const { host, exits, said, send } = createHost();
    await runProcess({ name: 'example', start, host });
    send('uncaughtException', new Error('张三 13800000000'));
    await until('the end', () => exits.length > 0);
    expect([stopped, exits]).to.deep.equal([['server', 'database'], [70]]);
    expect(said.join('')).to.contain('"type":"Error"').and.not.to.contain('张三');
  });

  it('ends when its parent is killed outright, through their channel', async () => {
    const entry = path.resolve(import.meta.dirname, '../../platform/process.ts');
    const code = `const { runProcess } = await import(${JSON.stringify(entry)});
      await runProcess({ name: 'example', start: async (onStop) => { const t = setInterval(() => {}, 1000); onStop(async () => { console.log('stopped'); clearInterval(t); }); } });
      console.log('up');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    const said: string[] = [];
    child.stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
    await until('the process is up', () => said.join('').includes('up'));
    child.disconnect();
    const [status] = (await once(child, 'exit')) as [number];
    expect([said.join(''), status]).to.deep.equal(['up\nstopped\n', 0]);
  });
});

describe('the sentence for a start that fails', () => {
  const CASES: Readonly<Record<string, readonly [Record<string, unknown>, RegExp]>> = {
    'already-running': [{ process: 42 }, /^gateway: It is already running \(process 42\)\. .* \[already-running\]$/],
    'disk-full': [{ folder: '/data' }, /^gateway: The disk that holds \/data is full\./],
    'folder-not-writable': [{ folder: '/data' }, /^gateway: \/data cannot be written by this user\. /],
    'configuration-invalid': [{ problems: ['PORT: too big', 'DATA_DIR: too small'] }, /PORT: too big; DATA_DIR: too small/],
    'some-other-code': [{ a: 1 }, /^gateway: It could not start: \{"a":1\} \[some-other-code\]$/],
  };
  for (const [code, [details, sentence]] of Object.entries(CASES))
    it(`of ${code} is one line`, () => {
      const text = explainStart('gateway', new DomainError(code, details));
      expect(text).to.match(sentence).and.not.to.contain('\n');
    });
});
