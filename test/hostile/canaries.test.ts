import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { toHex } from '../../common/encodings.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { createDraw } from '../../demo/hotline/draw.ts';
import { createDatabase } from '../../platform/postgres/data-source.ts';
import { canaryTable, COLUMNS, SENSITIVE, type CanaryRow } from '../support/canaries.ts';
import { publishOpenly, publishProtected, workOnLot, type CanaryLot, type Team } from '../support/canary-work.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import type { Layer } from '../support/hostile-layer.ts';
import { startHostileSpace, type HostileSpace } from '../support/hostile-space.ts';
import { openWorker, type Worker } from '../support/labeling-team.ts';
import { createNeedleSearch, type Found } from '../support/needle-search.ts';
import { needlesOf } from '../support/needles.ts';
import { startTalkativePostgres, type TalkativePostgres } from '../support/talkative-postgres.ts';

const ROWS = 24;
/** Two of each kind of canary go out; the others never leave. */
const LOT = [0, 1, 2, 3, 4, 5];
const DATABASE = 'gateway';

interface Piece {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Everything that passes between anybody and the gateway, in both directions. */
const recordAll = (layer: Layer): readonly Piece[] => {
  const pieces: Piece[] = [];
  layer.meddle(async ({ method, path: at, head, body }, forward) => {
    const answer = await forward();
    const name = `${method} ${at}`;
    pieces.push({ name: `${name} (head)`, bytes: Buffer.from(`${head}\n${JSON.stringify(answer.headers)}`, 'latin1') });
    for (const [what, bytes] of Object.entries({ body, answer: answer.body }))
      if (bytes.length > 0) pieces.push({ name: `${name} (${what})`, bytes });
    return answer;
  });
  return pieces;
};

const filesOf = (folder: string): readonly Piece[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ name: path.relative(folder, file), bytes: fs.readFileSync(file) }));

/**
 * What the gateway ever held is all there: it learns by HTTP alone, and every body and head that passed is kept; what it writes goes to its
 * database, whose server logs each statement with all values in plain text (so also what a table no longer holds), keeps every segment of its
 * write-ahead log and packs nothing; beside that to its folder, its temporary folder and its log, to which every library of it says all it can.
 */
const PLACES = ['bodies', 'statements', 'tables', 'database files', 'gateway files', 'log', 'temporary files'] as const;
type Place = (typeof PLACES)[number];

describe('canaries in the data of a sealed project', function () {
  this.timeout(300_000);
  const seed = process.env['CANARY_SEED'] ?? toHex(randomBytes(4));
  const folder = makeFolder('canaries');
  const [sealedTable, openTable] = [canaryTable(`${seed} sealed`, ROWS), canaryTable(`${seed} open`, ROWS)];
  let database: TalkativePostgres | undefined;
  let space: HostileSpace | undefined;
  const workers: Worker[] = [];
  let [sealed, open]: (CanaryLot | undefined)[] = [];
  const found = new Map<Place, readonly Found[]>();

  const work = async (at: HostileSpace): Promise<void> => {
    for (const login of ['zhou.min', 'shen.li', 'wang.lin', 'li.xiang', 'zhao.qian']) workers.push(await openWorker(at, login));
    const [owner, officer, first, second, reviewer] = workers as [Worker, Worker, Worker, Worker, Worker];
    const team: Team = { space: at, owner, officer, labelers: [first, second], reviewer };
    const [draw, used] = [createDraw(`${seed} spans`), new Set<number>()];
    const lots = { rows: LOT, draw, used };
    sealed = await workOnLot(team, await publishProtected(team, 'sealed.csv', sealedTable), 'sealed', lots);
    open = await workOnLot(team, await publishOpenly(team, 'open.csv', openTable), 'open', lots);
    for (const worker of workers.splice(0)) await worker.leave();
  };
  const canariesOf = (table: readonly CanaryRow[], lot: CanaryLot | undefined): readonly string[] => [
    ...table.flatMap(({ canaries }) => COLUMNS.map((column) => canaries[column])),
    ...(lot?.labels ?? []),
  ];
  const searchAll = (held: Readonly<Record<Place, readonly Piece[]>>): void => {
    const needles = [...canariesOf(sealedTable, sealed), ...canariesOf(openTable, open)].flatMap(needlesOf);
    const search = createNeedleSearch(needles);
    for (const place of PLACES) {
      expect(held[place].length, place).to.be.greaterThan(place === 'temporary files' ? -1 : 0);
      found.set(
        place,
        held[place].flatMap(({ name, bytes }) => search(name, bytes)),
      );
    }
  };

  before(async () => {
    console.log(`    canaries are drawn from CANARY_SEED=${seed}`);
    const temporary = path.join(folder, 'temporary');
    fs.mkdirSync(temporary);
    database = await startTalkativePostgres(path.join(folder, 'database'));
    await createDatabase(database, DATABASE);
    const gatewayEnv = { DATABASE_URL: database.urlOf(DATABASE), TMPDIR: temporary, DEBUG: '*', NODE_DEBUG: 'http' };
    space = await startHostileSpace({ gatewayEnv });
    const { layout } = space.supervisor;
    await database.unpack(DATABASE);
    const bodies = recordAll(space.layer);
    await work(space);
    await database.checkpoint();
    const tables = await database.valuesOf(DATABASE);
    searchAll({
      bodies,
      tables,
      statements: [{ name: 'statements', bytes: fs.readFileSync(database.log) }],
      'database files': filesOf(database.cluster),
      'gateway files': filesOf(layout.gateway),
      log: [{ name: 'gateway.log', bytes: fs.readFileSync(path.join(layout.logs, 'gateway.log')) }],
      'temporary files': filesOf(temporary),
    });
  });
  after(async () => {
    for (const worker of workers) await worker.leave();
    await space?.close();
    await database?.stop();
    removeFolder(folder);
  });

  it('reach who has to read them: labelers protected texts, who inspects those that are drawn, the owner a release', () => {
    const { texts, released, sampled } = sealed ?? expect.fail('no lot');
    expect([...texts.keys()]).to.have.members(LOT);
    for (const [row, text] of texts) {
      const { canaries } = sealedTable[row] ?? expect.fail();
      expect(text).to.include(canaries.text);
      if (row % 3 === 0) for (const column of SENSITIVE) expect(text, column).to.not.include(canaries[column]);
    }
    expect(sampled.length).to.be.within(2, LOT.length - 2);
    const read = sampled.map(({ content }) => ('text' in content ? content.text : ''));
    for (const text of read) expect([...texts.values()]).to.include(text);
    const lines = released
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; row: number });
    expect(lines).to.have.length(LOT.length - 1);
    for (const { row, text } of lines) expect(text).to.equal(texts.get(row));
  });

  it('stand nowhere in what its gateway ever held, in no form', () => {
    const canaries = new Set(canariesOf(sealedTable, sealed));
    expect(canaries.size).to.be.greaterThan(ROWS * COLUMNS.length + 20);
    for (const place of PLACES)
      expect(
        (found.get(place) ?? []).filter(({ canary }) => canaries.has(canary)),
        place,
      ).to.deep.equal([]);
  });

  it('are found by the same search where the project is open: in bodies, statements, tables and files of the database', () => {
    const { texts, labels } = open ?? expect.fail('no lot');
    const out = [...texts.keys()].flatMap((row) => COLUMNS.map((column) => openTable[row]?.canaries[column] ?? expect.fail()));
    for (const place of ['bodies', 'statements', 'tables', 'database files'] as const) {
      const canaries = new Set((found.get(place) ?? []).map(({ canary }) => canary));
      for (const canary of [...out, ...labels]) expect(canaries.has(canary), `${JSON.stringify(canary)} in ${place}`).to.equal(true);
    }
  });

  it('and not even there where they were left out of the lot', () => {
    const kept = new Set(openTable.filter((_, row) => !LOT.includes(row)).flatMap(({ canaries }) => Object.values(canaries)));
    for (const place of PLACES)
      expect(
        (found.get(place) ?? []).filter(({ canary }) => kept.has(canary)),
        place,
      ).to.deep.equal([]);
  });
});
