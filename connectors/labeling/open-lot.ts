import type { DataSource } from 'typeorm';
import type { CommandArguments } from '../../api/documents.ts';
import type { Clock } from '../../common/clock.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { createOpeningKey } from '../../common/crypto/sealing.ts';
import { toHex } from '../../common/encodings.ts';
import { placesOf } from '../../provenance/space/accounting.ts';
import type { Acknowledged, Chain, EventDraft } from '../chain/chain.ts';
import { fail } from '../errors.ts';
import { toGoldTerms, type FindGold } from '../gold/answers.ts';
import { createGoldStore } from '../gold/store.ts';
import { createDrawStore } from '../inspection/store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { GoldAnswer } from '../../provenance/gold/commitments.ts';
import type { CommittedRow } from '../publishing/commitments.ts';
import { createDatasetStore, type DatasetStore, type RegisteredDataset } from '../publishing/store.ts';
import { deliveryOf, findLotBasis, type LotBasis } from './lot-premises.ts';
import { findTextColumn, labeledText, makeItems, MOST_ITEMS, toListed } from './make-items.ts';
import type { ReadProjectTask } from './project-document.ts';
import { createLotStore, type StoredItem } from './store.ts';

/**
 * Fixes the items of a lot and signs its opening. The same command again goes on where it was.
 * @param command id of the command's event
 * @throws DomainError `level-forbids-delivery` (rule, whoCanApprove), `project-unknown`, `roster-missing`, `lot-taken`, `deadline-passed`,
 * `roster-too-small`, `rows-unfit`, `lot-too-large`, `column-withheld`, `column-unknown`, `dataset-unknown`; those of `FindGold`; those of the gateway
 */
export type OpenLot = (
  request: CommandArguments<'open-lot'>,
  command: string,
  signal: AbortSignal,
) => Promise<Acknowledged & { readonly items: number }>;

export interface OpenLotOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly chain: Chain;
  readonly readTask: ReadProjectTask;
  readonly findGold: FindGold;
  readonly org: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly newId: () => string;
}

const ROWS_AT_ONCE = 500;
/** Unless the command says otherwise: no weekend accepts a lot for its owner, nor is over before the firm has looked at it. */
const HOURS = { inspectHours: 72, answerHours: 72 } as const;

/** Otherwise the lot could close at its deadline alone. */
const requireLabelers = ({ project, roster }: LotBasis, overlap: number): void => {
  const labelers = roster.signed.event.body.members.filter(({ duty }) => duty === 'labeler').length;
  if (labelers < overlap) fail('roster-too-small', { project: project.id, labelers, overlap, whoCanApprove: 'data-owner' });
};

/** What is fixed by the opening and kept here. */
interface Fixed {
  readonly items: readonly StoredItem[];
  readonly gold: readonly GoldAnswer[];
  /** Of a sealed lot's key. */
  readonly secret?: Uint8Array;
}

const toOpening = (
  request: CommandArguments<'open-lot'>,
  { project: { opened }, roster }: LotBasis,
  { items, gold, secret }: Fixed,
): EventDraft => {
  const { lot, project, price, deadline, overlap, inspection, pay } = request;
  const late = Math.min(request.late ?? 0, items.length);
  return {
    type: 'lot-opened',
    subject: { kind: 'lot', id: lot },
    refs: [opened.id, roster.id],
    body: {
      project,
      price,
      deadline,
      ...(overlap !== undefined && { overlap }),
      ...(late > 0 && { late }),
      ...(inspection && { inspection: { ...HOURS, ...inspection } }),
      ...(pay && { pay }),
      ...(request.gold && { gold: toGoldTerms(lot, request.gold, gold) }),
      ...(secret && { lotKey: toHex(createOpeningKey(secret).publicKey) }),
      items: items.map(toListed),
    },
  };
};

/** The first rows with a text, one more than a lot takes at most: a large table is not read to its end. */
const findRows = async (datasets: DatasetStore, dataset: RegisteredDataset, column: number): Promise<readonly CommittedRow[]> => {
  const found: CommittedRow[] = [];
  for (let from = 0; found.length <= MOST_ITEMS; from += ROWS_AT_ONCE) {
    const rows = await datasets.slice(dataset.id, from, ROWS_AT_ONCE);
    for (const { row } of rows) if (found.length <= MOST_ITEMS && labeledText(dataset, row, column) !== '') found.push(row);
    if (rows.length < ROWS_AT_ONCE) break;
  }
  return found;
};

export const createLotOpener = (options: OpenLotOptions): OpenLot => {
  const { database, ledger, chain, readTask, findGold, org, clock, random, newId } = options;
  const [lots, datasets] = [createLotStore(database.manager), createDatasetStore(database.manager)];

  /** The opening that this command began before. */
  const findBegun = async (lot: string, command: string): Promise<string | undefined> => {
    const known = await lots.find(lot);
    if (known === undefined) return undefined;
    if (known.command === command) return known.event;
    if ((await chain.find(known.event))?.state !== 'refused') return fail('lot-taken', { lot });
    await lots.remove(lot);
    return undefined;
  };

  const chooseItems = async (
    basis: LotBasis,
    { rows: requested, ...terms }: CommandArguments<'open-lot'>,
  ): Promise<readonly StoredItem[]> => {
    const dataset =
      (await datasets.find(basis.dataset)) ?? fail('dataset-unknown', { dataset: basis.dataset, reason: 'not of this connector' });
    const { document } = await readTask(basis.project);
    const column = findTextColumn(dataset, document.textColumn);
    const rows = requested === undefined ? await findRows(datasets, dataset, column) : await datasets.rows(dataset.id, requested);
    return makeItems({ dataset, rows, column, requested, places: placesOf(terms) }, newId, random);
  };

  const begin = async (request: CommandArguments<'open-lot'>, command: string, signal: AbortSignal): Promise<string> => {
    const basis = findLotBasis(ledger.state(), request.project, org);
    if (request.deadline <= clock()) fail('deadline-passed', { deadline: request.deadline });
    requireLabelers(basis, placesOf(request));
    const items = await chooseItems(basis, request);
    const gold = await findGold(request.gold, basis.project, items);
    const secret = deliveryOf(basis.project) === 'sealed' ? random(32) : undefined;
    const kept = { id: request.lot, project: request.project, dataset: basis.dataset, command, ...(secret && { secret }) };
    return await chain.commit(
      toOpening(request, basis, { items, gold, ...(secret && { secret }) }),
      async (manager, event) => {
        await createLotStore(manager).insert({ ...kept, event }, items);
        await createGoldStore(manager).insert(request.lot, gold);
        if (request.inspection !== undefined) await createDrawStore(manager).insert(request.lot, random(32));
      },
      signal,
    );
  };

  return async (request, command, signal) => {
    const event = (await findBegun(request.lot, command)) ?? (await begin(request, command, signal));
    const acknowledged = await chain.settle(event, signal);
    return { ...acknowledged, items: (await lots.items(request.lot)).length };
  };
};
