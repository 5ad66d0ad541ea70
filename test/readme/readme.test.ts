import { expect } from 'chai';
import * as net from 'node:net';
import { until } from '../support/until.ts';
import { processesIn, readCommands, type, type Running } from './command.ts';
import { createMachine, VARIANTS, type Machine, type Place } from './machine.ts';

const FIVE_MINUTES = 300_000;
const ONE_FILE = 'test/common/canonical-json.test.ts';
const [start = '', test = ''] = readCommands();

const findFreePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Waits for a line of the command; its end, or too long a wait, is a failure that shows all it said. */
const waitFor = async (line: RegExp, { said, child }: Running): Promise<void> => {
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  await until(String(line), () => line.test(said()) || hasEnded(), FIVE_MINUTES).catch(() => undefined);
  if (!line.test(said())) throw new Error(`no line ${String(line)} in:\n${said()}`);
};

const startAndStop = async (place: Place, signal: NodeJS.Signals): Promise<void> => {
  const port = await findFreePort();
  const running = type(start, place, { PORT: String(port) });
  try {
    await waitFor(new RegExp(`^ready http://localhost:${port}$`, 'm'), running);
    expect((await fetch(`http://localhost:${port}/health`)).status).to.equal(200);
  } finally {
    running.signalGroup(signal);
  }
  // npm and the shell report the signal that ended what they ran.
  expect(await running.ended, running.said()).to.be.oneOf([0, 130, 143, signal]);
  await until('every process is gone', () => processesIn(place.clone).length === 0);
};

describe('the two commands of the README', () => {
  let machine: Machine;
  before(function () {
    this.timeout(FIVE_MINUTES);
    machine = createMachine();
  });
  after(() => machine.remove());

  it('are two', () => {
    expect(readCommands()).to.deep.equal(['npm start', 'npm test']);
  });

  // A pending test: the closing lines name it among what was skipped.
  for (const { name, missing } of VARIANTS.filter((variant) => variant.missing !== undefined)) it(`with ${name}: ${missing}`);

  for (const variant of VARIANTS.filter(({ missing }) => missing === undefined))
    describe(`with ${variant.name}, in a folder that only its owner can enter`, () => {
      let place: Place;
      before(function () {
        this.timeout(FIVE_MINUTES);
        place = machine.prepare(variant);
      });
      afterEach(() => {
        for (const line of processesIn(place.clone)) console.error(`left behind: ${line}`);
      });

      it('start the space on a fresh clone, and stop it', () => startAndStop(place, 'SIGINT')).timeout(2 * FIVE_MINUTES);

      it('start it again', () => startAndStop(place, 'SIGTERM')).timeout(FIVE_MINUTES);

      it('run one test file', async () => {
        const running = type(`${test} -- ${ONE_FILE}`, place);
        expect(await running.ended, running.said()).to.equal(0);
        expect(running.said().trimEnd().split('\n').at(-1)).to.match(/^[1-9]\d* passed, 0 failed$/);
      }).timeout(2 * FIVE_MINUTES);
    });
});
