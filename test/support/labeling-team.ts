import { setTimeout as pause } from 'node:timers/promises';
import type { CommandArguments } from '../../api/documents.ts';
import { valueOf } from '../../console/src/space/acts/owner.ts';
import { DomainError } from '../../common/errors.ts';
import type { Result } from '../../labeling/result.ts';
import type { Delivery } from '../../provenance/event/bodies/labeling.ts';
import { isOfType } from '../../provenance/event/event.ts';
import { parseSignedEventJson } from '../../provenance/event/signing.ts';
import { DATASET, PROJECT } from '../../demo/space/project.ts';
import { labelClause } from '../../demo/walk/scripted-labels.ts';
import type { Device, HostileSpace } from './hostile-space.ts';
import { createRecordedMachine, type Recorded } from './recorded-machine.ts';
import { until } from './until.ts';

/** Somebody at a device whose outbox works in the background. */
export interface Worker extends Device, Recorded {
  /** What went wrong beside the gateway's answers. */
  readonly faults: unknown[];
  leave(): Promise<void>;
}

export const openWorker = async (space: HostileSpace, login: string, clock: () => number = Date.now): Promise<Worker> => {
  const recorded = createRecordedMachine();
  const device = await space.device(login, { name: login, machine: recorded.machine, clock });
  await device.client.follow();
  const faults: unknown[] = [];
  const worker = device.person.work((error) => faults.push(error));
  return { ...device, ...recorded, faults, leave: () => worker.stop() };
};

/** The gateway is away or coming back: whoever works tries again. */
const patiently = async <T>(act: () => Promise<T>): Promise<T> => {
  for (const end = Date.now() + 120_000; ;) {
    try {
      return await act();
    } catch (error) {
      const passes = error instanceof DomainError && (error.code.startsWith('gateway-') || Number(error.details['status'] ?? 0) >= 500);
      if (!passes || Date.now() > end) throw error;
      await pause(150);
    }
  }
};

const MATRIX = { major: 1, minor: 0 };

/** City hall's dataset, graded, and a project over it with these labelers: open, or sealed from g3 on unless told. */
export const openProject = async (
  space: HostileSpace,
  owner: Worker,
  officer: Worker,
  labelers: readonly string[],
  level: 'g1' | 'g3' = 'g1',
  delivery: Delivery = level === 'g1' ? 'open' : 'sealed',
): Promise<string> => {
  const { dataset, answer } = await owner.person.owner.register({
    source: DATASET.source,
    title: DATASET.title,
    withhold: [...DATASET.withhold],
  });
  valueOf(answer);
  await officer.person.grading.grade({ dataset, level, reasons: ['public-document', 'no-personal-information'], matrix: MATRIX });
  await owner.client.ledger().until((state) => state.datasets.get(dataset)?.grading);
  const { title, instructions, configuration } = PROJECT;
  const { project } = await owner.person.owner.openProject({
    dataset,
    delivery,
    title,
    instructions,
    configuration,
    textColumn: DATASET.textColumn,
  });
  const members = labelers.map((login) => ({ certificate: space.personOf(login).certificate, duty: 'labeler' as const }));
  await owner.person.owner.signRoster(project, members);
  return project;
};

export const openLot = async (
  { person }: Worker,
  project: string,
  rows: readonly number[],
  inspection?: CommandArguments<'open-lot'>['inspection'],
): Promise<string> => {
  const deadline = Date.now() + (inspection === undefined ? 24 : 48) * 3_600_000;
  const terms = { price: PROJECT.price, deadline, rows: [...rows], ...(inspection && { inspection }) };
  const { lot, answer } = await person.owner.openLot({ project, ...terms });
  valueOf(answer);
  return lot;
};

const isSent = ({ person }: Worker): Promise<unknown> =>
  until('an outbox without unsent events', async () => (await person.outbox.facts()).waiting === 0, 120_000);

export const takeNext = async (worker: Worker, lot: string): Promise<boolean> => {
  const { labeler } = worker.person;
  try {
    const { item, text } = await patiently(() => labeler.takeItem(lot));
    await labeler.annotate({ lot, item, result: labelClause(text) }, { hold: 0 });
    await isSent(worker);
    return true;
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'nothing-free' || error.code === 'lot-closed')) return false;
    throw error;
  }
};

const RESULT: Result = [{ type: 'choices', from_name: 'nature', to_name: 'clause', value: { choices: ['任务'] } }];
/** The gateway takes 32 labels of one item. */
const MOST_REVISION = 30;
/** Milliseconds from one correction to the next, so that a lot's corrections last. */
const BREATH = 200;

/** Corrects the own label that was corrected least. */
const correct = async (worker: Worker, lot: string): Promise<void> => {
  const { labeler } = worker.person;
  const newest = new Map<string, { readonly event: string; readonly revision: number }>();
  for (const { signed: value, item, event } of await patiently(() => labeler.mine(lot))) {
    const signed = parseSignedEventJson(value);
    if (isOfType(signed, 'annotation-signed')) newest.set(item, { event, revision: signed.event.body.revision });
  }
  const [least] = [...newest].toSorted(([, a], [, b]) => a.revision - b.revision);
  await pause(BREATH);
  if (least === undefined || least[1].revision >= MOST_REVISION) return;
  const [item, replaces] = least;
  await labeler.annotate({ lot, item, result: RESULT, replaces }, { hold: 0 });
  await isSent(worker);
};

/**
 * Two people label a lot until `isOver`: all but one item each, then their own labels again and again, and the rest at the end.
 * @param items how many the lot has
 */
export const labelTogether = async (workers: readonly Worker[], lot: string, items: number, isOver: () => boolean): Promise<void> => {
  let untaken = items - workers.length;
  await Promise.all(
    workers.map(async (worker) => {
      while (!isOver()) {
        const mayTake = untaken > 0;
        if (mayTake) untaken -= 1;
        if (!mayTake || !(await takeNext(worker, lot))) await correct(worker, lot);
      }
    }),
  );
  // Once everything has a label the lot closes, and no correction comes after that.
  await Promise.all(
    workers.map(async (worker) => {
      while (await takeNext(worker, lot)) continue;
    }),
  );
};
