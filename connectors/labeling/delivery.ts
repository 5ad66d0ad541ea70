import { nothing } from '../../api/fields.ts';
import type { LotItem, RowEvidence } from '../../api/lots.ts';
import { toHex } from '../../common/encodings.ts';
import { TRANSFER_TIMEOUT, type GatewayClient } from '../gateway/client.ts';
import { fieldCommitments, type CommittedRow } from '../publishing/commitments.ts';
import { proveRows } from '../publishing/proofs.ts';
import type { DatasetStore } from '../publishing/store.ts';
import { fail } from '../errors.ts';
import { inParts } from './in-parts.ts';
import type { LotStore, OpenedLot, StoredItem } from './store.ts';

/** The row under its dataset's root: the labeled text is opened, of every other field only the commitment leaves. */
export const toRowEvidence = (dataset: string, row: CommittedRow, column: number, proof: readonly string[]): RowEvidence => ({
  index: row.index,
  fields: fieldCommitments(dataset, row).map((commitment, at) =>
    at === column ? { salt: toHex(row.salts[at] ?? new Uint8Array()), text: row.cells[at] ?? '', commitment } : { commitment },
  ),
  proof: [...proof],
});

interface Delivering {
  readonly lots: LotStore;
  readonly datasets: DatasetStore;
  readonly client: Pick<GatewayClient, 'ask'>;
}

const toLotItems = async (
  { dataset }: OpenedLot,
  items: readonly StoredItem[],
  column: number,
  datasets: DatasetStore,
): Promise<readonly LotItem[]> => {
  const indexes = items.map(({ row }) => row);
  const proofs = await proveRows(datasets.leaves(dataset), indexes);
  const rows = new Map((await datasets.rows(dataset, indexes)).map((row) => [row.index, row]));
  return items.map(({ id, row, salt, text }) => {
    const found = rows.get(row) ?? fail('rows-unfit', { dataset, rows: [row], reason: 'no such rows' });
    return { id, opening: { salt, value: text }, row: toRowEvidence(dataset, found, column, proofs.get(row) ?? []) };
  });
};

/** Hands the items of an open lot to the gateway, part by part; parts that it has already stay as they are, so a crash costs nothing. */
export const deliverItems = async (lot: OpenedLot, column: number, { lots, datasets, client }: Delivering): Promise<void> => {
  const items = await toLotItems(lot, await lots.items(lot.id), column, datasets);
  for (const part of inParts(items))
    await client.ask(nothing, { method: 'PUT', path: `/api/lots/${lot.id}/items`, json: { items: part }, timeout: TRANSFER_TIMEOUT });
  await lots.markDelivered(lot.id);
};
