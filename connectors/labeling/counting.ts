import { createOpeningKey } from '../../common/crypto/sealing.ts';
import type { GatewayClient } from '../gateway/client.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { accountForItems, type Accounting } from '../../provenance/space/accounting.ts';
import { personsIn } from '../../provenance/space/people.ts';
import type { Lot, Project } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { LotSeal } from '../sealing/open-label.ts';
import type { SealingStore } from '../sealing/store.ts';
import type { ProjectTask, ReadProjectTask } from './project-document.ts';
import type { LotStore } from './store.ts';
import { fetchWork } from './submitted-work.ts';
import {
  verifyWork,
  type BrokenLabel,
  type RefusedWork,
  type SubmittedWork,
  type VerifiedLabel,
  type WorkPremises,
} from './verify-work.ts';

/** A lot's work as this connector counts it, out of its own copy of the log. */
export interface CountedLot {
  readonly lot: Lot;
  readonly project: Project;
  readonly task: ProjectTask;
  readonly accounting: Accounting<VerifiedLabel>;
  /** Labels that stand for their items in the log, that this connector cannot open by their authors' doing, and that it has not said so of yet. */
  readonly unreadable: readonly BrokenLabel[];
  readonly refused: readonly RefusedWork[];
  /** Work that the gateway has and the own copy of the log does not reach yet. */
  readonly pending: number;
  /** By what it was verified. */
  readonly premises: WorkPremises;
}

/**
 * Fetches and verifies all work on a lot of this connector.
 * @throws DomainError `lot-unknown`, those of the gateway, `commitment-not-opened` for another project document
 */
export type CountLot = (id: string) => Promise<CountedLot>;

export interface CountingOptions {
  readonly space: string;
  readonly ledger: Ledger;
  readonly lots: LotStore;
  readonly client: Pick<GatewayClient, 'ask'>;
  readonly readTask: ReadProjectTask;
  readonly sealing: Pick<SealingStore, 'headers'>;
}

/** What stands behind a lot's closing does not count; it is not even looked at. */
const before = (work: readonly SubmittedWork[], closed: number | undefined): readonly SubmittedWork[] =>
  closed === undefined ? work : work.filter(({ index }) => index < closed);

export const createLotCounter = ({ space, ledger, lots, client, readTask, sealing }: CountingOptions): CountLot => {
  const sealOf = async ({ id, opened }: Lot): Promise<LotSeal | undefined> => {
    const { secret } = (await lots.find(id)) ?? {};
    if (secret === undefined) return undefined;
    return { opening: createOpeningKey(secret), lotEvent: opened.id, headers: await sealing.headers(id) };
  };
  return async (id) => {
    const lot = ledger.state().lots.get(id) ?? fail('lot-unknown', { lot: id });
    const project = ledger.state().projects.get(lot.project) ?? fail('project-unknown', { project: lot.project });
    const task = await readTask(project);
    const submitted = before(await fetchWork(client, id), lot.closed?.index);
    const texts = new Map((await lots.items(id)).map((item) => [item.id, item.text]));
    const [size, { signed }] = [ledger.size, lot.opened];
    const log = { size, read: (from: number, count: number) => ledger.read(from, count) };
    const { configuration } = task;
    const seal = await sealOf(lot);
    const premises = { space, premises: ledger.premises(), log, lot: signed, configuration, texts, seal };
    const work = await verifyWork(submitted, premises);
    const pending = submitted.filter(({ index }) => index >= size).length;
    const accounting = accountForItems(signed, work, { unreadable: lot.unreadable, personOf: personsIn(ledger.state()) });
    const unreadable = work.broken.filter((label) => accounting.broken.includes(label));
    return { lot, project, task, accounting, unreadable, refused: work.refused, pending, premises };
  };
};
