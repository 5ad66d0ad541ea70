import * as fs from 'node:fs';
import * as path from 'node:path';
import { lot as lotAnswer } from '../../../api/lots.ts';
import { randomBytes } from '../../../common/crypto/random.ts';
import { toHex } from '../../../common/encodings.ts';
import { uuidv7 } from '../../../common/ids.ts';
import { valueOf } from '../../../console/src/space/acts/owner.ts';
import { signInPerson, type ScriptedPerson } from '../../../demo/people.ts';
import { readPeople } from '../../../demo/seeding/people-file.ts';
import { openSpace } from '../../../demo/space-folder.ts';
import type { Supervisor } from '../../../demo/supervisor.ts';
import type { Delivery } from '../../../provenance/event/bodies/labeling.ts';
import { provePossession } from '../../../provenance/identity/certificate.ts';
import type { Lot, SpaceState } from '../../../provenance/space/state.ts';
import { until } from '../../support/until.ts';
import { createLabelerKeys, createScriptedLabeler, type ScriptedLabeler } from './labeler.ts';

/** Items of a lot: as many as the event that opens it can name. */
const LOT = 400;
const MOST_WAITING = 600_000;
const DAY = 86_400_000;
const CONFIGURATION = `<View><Text name="text" value="$text"/>
<Choices name="kind" toName="text" required="true"><Choice value="任务"/><Choice value="目标"/></Choices></View>`;
const RESULT = [{ from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['任务'] } }];

const newId = (): string => uuidv7(Date.now, randomBytes);

export interface Hired {
  readonly labeler: ScriptedLabeler;
  readonly certificate: string;
}

/** City hall's people, and the firm's administrator who certifies labelers. */
export interface BenchSpace {
  readonly gateway: string;
  hire(count: number): Promise<readonly Hired[]>;
  /** Registers and grades a table of so many rows. @returns the dataset */
  register(rows: number): Promise<string>;
  /** Opens a project over the dataset with these labelers, and lots over all its rows. */
  openLots(dataset: string, rows: number, delivery: Delivery, labelers: readonly Hired[]): Promise<readonly Lot[]>;
  /** Waits until all items that the connector may hand out lie at the gateway. */
  awaitItems(lots: readonly Lot[]): Promise<void>;
  /** These people stop; the space goes on. */
  leave(): Promise<void>;
}

const writeTable = (folder: string, name: string, rows: number): void => {
  const lines = Array.from(
    { length: rows },
    (_, row) => `${row + 1}\t第${row + 1}条 由市数据局牵头，会同各县区人民政府，到2027年建成示范项目${row % 97}个。\n`,
  );
  fs.writeFileSync(path.join(folder, name), `id\ttext\n${lines.join('')}`);
};

const isCertified = ({ certificates }: SpaceState, id: string): boolean => [...certificates.values()].some((held) => held.id === id);

const createHiring =
  (administrator: ScriptedPerson, gateway: string, space: string, org: string): BenchSpace['hire'] =>
  async (count) => {
    const hired: Hired[] = [];
    for (let i = 0; i < count; i += 1) {
      const keys = createLabelerKeys();
      const [key, openingKey] = [toHex(keys.signing.publicKey), toHex(keys.opening.publicKey)];
      const certified = {
        subject: { kind: 'person' as const, id: newId() },
        key,
        openingKey,
        roles: ['labeler' as const],
        clearance: 'g3' as const,
      };
      const possession = provePossession({ ...certified, space, org }, keys.signing);
      const { certificate } = await administrator.person.administrator.certify(certified, possession);
      hired.push({ certificate, labeler: createScriptedLabeler({ gateway, space, org, keys, result: RESULT }) });
    }
    return hired;
  };

/** All of an open lot; of a sealed one the two batches of 100 that may lie at the gateway unopened. */
const isReady = async ({ client }: ScriptedPerson, { id, opened }: Lot): Promise<boolean> => {
  const { counts } = await client.http.ask(lotAnswer, { path: `/api/lots/${id}` });
  return counts.free >= (opened.signed.event.body.lotKey === undefined ? LOT : LOT / 2);
};

const awaitItems = async (owner: ScriptedPerson, lots: readonly Lot[]): Promise<void> => {
  for (const lot of lots) await until('the items of a lot at the gateway', () => isReady(owner, lot), MOST_WAITING);
};

const createRegistering =
  (owner: ScriptedPerson, officer: ScriptedPerson, sources: string): BenchSpace['register'] =>
  async (rows) => {
    const source = `bench-${newId()}.tsv`;
    writeTable(sources, source, rows);
    const title = { zh: '测速条款', en: 'Clauses of the benchmark' };
    const { dataset, answer } = await owner.person.owner.register({ source, title, withhold: [] });
    valueOf(answer);
    const matrix = { major: 1, minor: 0 };
    await officer.person.grading.grade({ dataset, level: 'g1', reasons: ['public-document', 'no-personal-information'], matrix });
    await owner.client.ledger().until((state) => state.datasets.get(dataset)?.grading, MOST_WAITING);
    return dataset;
  };

const createOpening =
  (owner: ScriptedPerson): BenchSpace['openLots'] =>
  async (dataset, rows, delivery, labelers) => {
    const acts = owner.person.owner;
    const texts = { title: { zh: '测速', en: 'Benchmark' }, instructions: { zh: '', en: '' } };
    const { project } = await acts.openProject({ dataset, delivery, ...texts, configuration: CONFIGURATION, textColumn: 'text' });
    const members = labelers.map(({ certificate }) => ({ certificate, duty: 'labeler' as const }));
    await owner.client
      .ledger()
      .until((state) => members.every(({ certificate }) => isCertified(state, certificate)) || undefined, MOST_WAITING);
    await acts.signRoster(project, members);
    const openOne = async (from: number): Promise<Lot> => {
      const chosen = Array.from({ length: Math.min(LOT, rows - from) }, (_, at) => from + at);
      const { lot, answer } = await acts.openLot({ project, price: 32, deadline: Date.now() + DAY, rows: chosen });
      valueOf(answer);
      return await owner.client.ledger().until((state) => state.lots.get(lot), MOST_WAITING);
    };
    // All at once: a command waits for the checkpoint that the connector reads it under.
    return await Promise.all(Array.from({ length: Math.ceil(rows / LOT) }, (_, at) => openOne(at * LOT)));
  };

/** A fresh demo space with more labelers and larger tables; everything goes the way that people and connectors take. */
export const openBenchSpace = async (supervisor: Supervisor): Promise<BenchSpace> => {
  const gateway = await openSpace(supervisor, () => undefined);
  const people = readPeople(supervisor.layout.people);
  const signIn = (login: string): Promise<ScriptedPerson> => signInPerson(gateway, people, login);
  const [owner, officer, administrator] = [await signIn('zhou.min'), await signIn('shen.li'), await signIn('qian.jin')];
  const sources = path.join(supervisor.layout.memberProcess('city-hall'), 'source');
  return {
    gateway,
    hire: createHiring(administrator, gateway, people.space, people.organisations['firm']?.org ?? ''),
    register: createRegistering(owner, officer, sources),
    openLots: createOpening(owner),
    awaitItems: (lots) => awaitItems(owner, lots),
    leave: async () => {
      for (const person of [owner, officer, administrator]) await person.leave();
    },
  };
};
