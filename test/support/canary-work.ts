import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { valueOf } from '../../console/src/space/acts/owner.ts';
import type { SampledItem } from '../../console/src/space/acts/sample.ts';
import { PROJECT } from '../../demo/space/project.ts';
import { commitToDraw, judgeSample, revealDraw } from '../../demo/walk/drawn-sample.ts';
import type { Draw } from '../../demo/hotline/draw.ts';
import type { Result } from '../../labeling/result.ts';
import type { Kind } from '../../privacy/deidentification/kinds.ts';
import type { ProtectionPlan } from '../../privacy/deidentification/plan.ts';
import { COLUMNS, ROOM, SENSITIVE, toCsv, type CanaryRow, type Column } from './canaries.ts';
import type { HostileSpace } from './hostile-space.ts';
import { openLot, type Worker } from './labeling-team.ts';
import { until } from './until.ts';

/** Who does the work: an owner, her grading officer, two labelers, and who inspects what is sealed. */
export interface Team {
  readonly space: HostileSpace;
  readonly owner: Worker;
  readonly officer: Worker;
  readonly labelers: readonly [Worker, Worker];
  readonly reviewer: Worker;
}

/** What became of one lot. */
export interface CanaryLot {
  /** Texts as the labelers read them, by row. */
  readonly texts: ReadonlyMap<number, string>;
  /** What stands in the labels, earlier versions too, and nowhere else: offsets in JSON, and salts. */
  readonly labels: readonly string[];
  /** The released lines. */
  readonly released: string;
  /** What the reviewer read of an inspected lot. */
  readonly sampled: readonly SampledItem[];
}

const TITLE = { zh: '登记表', en: 'A register' };
const MATRIX = { major: 1, minor: 0 };
const REASONS = ['public-document', 'no-personal-information'] as const;

const registerTable = async ({ space, owner }: Team, source: string, table: readonly CanaryRow[], withhold: readonly string[]) => {
  fs.writeFileSync(path.join(space.supervisor.layout.memberProcess('city-hall'), 'source', source), toCsv(table));
  const { dataset, answer } = await owner.person.owner.register({ source, title: TITLE, withhold: [...withhold] });
  valueOf(answer);
  return dataset;
};

const grade = async (
  { officer, owner }: Team,
  dataset: string,
  level: 'g1' | 'g3' | 'g4',
  spotCheck?: { rows: number; findings: number },
) => {
  await officer.person.grading.grade({ dataset, level, reasons: [...REASONS], matrix: MATRIX, ...(spotCheck && { spotCheck }) });
  await owner.client.ledger().until((state) => state.datasets.get(dataset)?.grading);
};

const KINDS: Partial<Record<Column, Kind>> = {
  caller: 'name',
  id_number: 'id-number',
  mobile: 'mobile',
  landline: 'landline',
  email: 'email',
  address: 'address',
};
const planOf = (dataset: string): ProtectionPlan => ({
  v: 1,
  dataset,
  language: 'zh-CN',
  columns: COLUMNS.map((name) => {
    const kind = KINDS[name];
    return kind === undefined ? { rule: 'text', name } : { rule: 'withhold', name, kind };
  }),
});

/** Registered, graded g1 as it is. */
export const publishOpenly = async (team: Team, source: string, table: readonly CanaryRow[]): Promise<string> => {
  const dataset = await registerTable(team, source, table, SENSITIVE);
  await grade(team, dataset, 'g1');
  return dataset;
};

/** Registered, protected, looked at and graded g3; rows keep their numbers. */
export const publishProtected = async (team: Team, source: string, table: readonly CanaryRow[]): Promise<string> => {
  const original = await registerTable(team, source, table, SENSITIVE);
  await grade(team, original, 'g4');
  const { dataset, answer } = await team.owner.person.owner.protect({ title: TITLE, plan: planOf(original) });
  valueOf(answer);
  await team.officer.client.ledger().until((state) => state.datasets.get(dataset)?.registered);
  const { rows } = valueOf(await team.officer.person.grading.showRows(dataset, [...table.keys()]));
  expect(rows.map(({ row }) => row)).to.deep.equal([...table.keys()]);
  await grade(team, dataset, 'g3', { rows: rows.length, findings: 0 });
  return dataset;
};

const openProject = async ({ space, owner, labelers, reviewer }: Team, dataset: string, delivery: 'open' | 'sealed'): Promise<string> => {
  const { title, instructions, configuration } = PROJECT;
  const { project } = await owner.person.owner.openProject({ dataset, delivery, title, instructions, configuration, textColumn: 'text' });
  const member = <Duty>({ name }: Worker, duty: Duty) => ({ certificate: space.personOf(name).certificate, duty });
  const members = labelers.map((labeler) => member(labeler, 'labeler' as const));
  await owner.person.owner.signRoster(project, [...members, member(reviewer, 'reviewer' as const)]);
  return project;
};

/** Spans at places that no other label has. */
const createSpans = (draw: Draw, used: Set<number>) => {
  const place = (from: number, to: number): number => {
    for (;;) {
      const at = from + draw.below(to - from);
      if (!used.has(at) && used.add(at)) return at;
    }
  };
  return (): Result => {
    const [start, end] = [place(1000, ROOM - 150), place(ROOM - 150, ROOM)];
    return [
      { type: 'labels', from_name: 'elements', to_name: 'clause', value: { start, end, labels: ['时间'] } },
      { type: 'choices', from_name: 'nature', to_name: 'clause', value: { choices: ['任务'] } },
    ];
  };
};

const isSent = ({ person }: Worker): Promise<unknown> =>
  until('an outbox without unsent events', async () => (await person.outbox.facts()).waiting === 0, 30_000);

const offsetsIn = (result: Result): readonly string[] =>
  result.flatMap((answer) => (answer.type === 'labels' ? [`"start":${answer.value.start}`, `"end":${answer.value.end}`] : []));

/** Salts of the labels that this device committed to, whether they went out or stayed. */
const saltsOf = ({ drafts }: Worker, lot: string): readonly string[] =>
  [...drafts.values()].flatMap(({ type, body, documents = [], kept }) => {
    if (type !== 'annotation-signed' || body.lot !== lot) return [];
    return [...documents, ...(kept === undefined ? [] : [kept])].flatMap((one) => ('opening' in one ? [one.opening.salt] : []));
  });

/** Half of the labels are drawn, none of which may be a defect. */
const PLAN = { kind: 'zero-defect', share: 500 } as const;

/** The reviewer reads and judges what is drawn, and the owner accepts. */
const inspect = async ({ owner, reviewer }: Team, lot: string): Promise<readonly SampledItem[]> => {
  await revealDraw(reviewer, lot);
  const sampled = await judgeSample(reviewer, lot);
  await owner.client.ledger().until((state) => state.lots.get(lot)?.inspected, 60_000);
  await owner.person.owner.acceptLot(lot, []);
  return sampled;
};

/**
 * A lot of these rows, every one labeled and one of them reported; the first label of each labeler is corrected; closed, where it is sealed
 * inspected and accepted, and released.
 */
export const workOnLot = async (
  team: Team,
  dataset: string,
  delivery: 'open' | 'sealed',
  { rows, draw, used }: { readonly rows: readonly number[]; readonly draw: Draw; readonly used: Set<number> },
): Promise<CanaryLot> => {
  const { space, owner, labelers, reviewer } = team;
  const project = await openProject(team, dataset, delivery);
  const isInspected = delivery === 'sealed';
  const lot = await openLot(owner, project, rows, isInspected ? { by: space.rootOf('firm').org, plan: PLAN, hours: 24 } : undefined);
  if (isInspected) await commitToDraw(reviewer, lot);
  const spans = createSpans(draw, used);
  const [texts, offsets] = [new Map<number, string>(), new Array<string>()];
  const sign = async (worker: Worker, item: string, replaces?: { readonly event: string; readonly revision: number }): Promise<void> => {
    const result = spans();
    offsets.push(...offsetsIn(result));
    await worker.person.labeler.annotate({ lot, item, result, ...(replaces && { replaces }) }, { hold: 0 });
    await isSent(worker);
  };
  for (const { client } of labelers) await client.ledger().until((state) => state.lots.get(lot), 30_000);
  for (const at of rows.keys()) {
    const worker = labelers[at % 2 === 0 ? 0 : 1];
    const { labeler } = worker.person;
    const { item, position, text } = await until('an item', () => labeler.takeItem(lot), 60_000);
    texts.set(rows[position] ?? -1, text);
    if (at === rows.length - 1) await labeler.report(lot, item, 'unreadable', { hold: 0 });
    else await sign(worker, item);
    await isSent(worker);
    const [first] = await labeler.mine(lot);
    if (at < 2 && first !== undefined) await sign(worker, item, { event: first.event, revision: 0 });
  }
  await owner.client.ledger().until((state) => state.lots.get(lot)?.closed, 90_000);
  const sampled = isInspected ? await inspect(team, lot) : [];
  const prepared = valueOf(await owner.person.owner.prepareRelease(lot));
  await owner.person.owner.signRelease(prepared);
  const folder = path.join(space.supervisor.layout.memberProcess('city-hall'), 'release', prepared.release);
  return {
    texts,
    labels: [...offsets, ...labelers.flatMap((worker) => saltsOf(worker, lot))],
    released: fs.readFileSync(path.join(folder, 'data.jsonl'), 'utf8'),
    sampled,
  };
};
