import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { valueOf } from '../../console/src/space/acts/owner.ts';
import { signInPerson } from '../../demo/people.ts';
import { HOTLINE_HEADING, toHotlineLine } from '../../demo/hotline/table.ts';
import { workOrders } from '../../demo/hotline/work-orders.ts';
import { readPeople } from '../../demo/seeding/people-file.ts';
import { openSpace } from '../../demo/space-folder.ts';
import { createSupervisor, type Supervisor } from '../../demo/supervisor.ts';
import type { Bench, Goal } from './bench.ts';

const SOURCE = 'big.csv';
/** Bytes of the generated file. */
const SIZE = 10 ** 9;
const MIB = 2 ** 20;
const MOST_RESIDENT = 256;

/** Writes invented work orders until the file is that large. @returns rows */
const writeSource = (file: string): number => {
  const target = fs.openSync(file, 'w');
  let size = fs.writeSync(target, HOTLINE_HEADING);
  let rows = 0;
  let part = '';
  for (const order of workOrders('bench', Infinity)) {
    part += toHotlineLine(order);
    rows++;
    if (part.length < MIB) continue;
    size += fs.writeSync(target, part);
    part = '';
    if (size >= SIZE) break;
  }
  fs.closeSync(target);
  return rows;
};

/** Kilobytes of a line of /proc/PID/status (proc(5)), in MiB. */
const readMemory = (pid: number, name: 'VmHWM' | 'VmRSS'): number => {
  const line = fs.readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm'));
  if (line?.[1] === undefined) throw new Error(`no ${name} of process ${pid}`);
  return Number(line[1]) / 1024;
};

const register = async (supervisor: Supervisor, gateway: string): Promise<void> => {
  const owner = await signInPerson(gateway, readPeople(supervisor.layout.people), 'gu.yun');
  try {
    const title = { zh: '合成工单（测速）', en: 'Synthetic work orders (benchmark)' };
    const { answer } = await owner.person.owner.register({ source: SOURCE, title, withhold: ['id_number'] });
    valueOf(answer);
  } finally {
    await owner.leave();
  }
};

/** Registration of a generated file of 1 GB by a connector of the demo space: its memory stays bounded. */
export const run: Bench['run'] = async (say) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-bench-'));
  const memberEnv = { SOURCE_BYTES: String(2 * SIZE), SOURCE_ROWS: String(10_000_000) };
  const supervisor = createSupervisor({ folder, port: 0, memberEnv });
  try {
    const gateway = await openSpace(supervisor, () => undefined);
    const connector = supervisor.process('connector-hotline');
    await connector.ready;
    const file = path.join(supervisor.layout.memberProcess('hotline'), 'source', SOURCE);
    const rows = writeSource(file);
    const { size } = fs.statSync(file);
    say(`${rows} rows, ${(size / 1e6).toFixed(0)} MB; connector before: peak ${readMemory(connector.pid, 'VmHWM').toFixed(0)} MiB`);
    const began = performance.now();
    await register(supervisor, gateway);
    const seconds = (performance.now() - began) / 1000;
    say(`registered in ${seconds.toFixed(0)} s: ${(size / 1e6 / seconds).toFixed(2)} MB/s, ${(rows / seconds).toFixed(0)} rows/s`);
    const peak = readMemory(connector.pid, 'VmHWM');
    return [{ name: 'peak resident memory of the connector', measured: peak, limit: MOST_RESIDENT, unit: 'MiB' }] satisfies Goal[];
  } finally {
    await supervisor.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
};
