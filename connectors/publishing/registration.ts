import type { Clock } from '../../common/clock.ts';
import type { CommandArguments } from '../../api/documents.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { isConnectionLoss } from '../../platform/postgres/retry.ts';
import { commitJson } from '../../provenance/event/commitment.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import type { EventDraft } from '../chain/chain.ts';
import { fail } from '../errors.ts';
import type { OpenSource, Sources } from '../sources/folder.ts';
import { SALT_BYTES } from './commitments.ts';
import { toProfileDocument } from './profile-document.ts';
import type { ReadingBoard } from './progress.ts';
import { stageRows, type StagedTable } from './staging.ts';
import type { DatasetStore } from './store.ts';

type Request = CommandArguments<'register-dataset'>;

export interface StagingContext {
  readonly sources: Sources;
  readonly store: DatasetStore;
  readonly board: ReadingBoard;
  readonly random: RandomBytes;
  readonly clock: Clock;
}

/** A command that is older is not begun any more (commands/executing.ts): its rows are nobody's after that time (ms). */
const OLDEST_DRAFT = 25 * 3_600_000;

const checkWithheld = ({ columns }: OpenSource, withhold: readonly string[]): void => {
  const unknown = withhold.filter((name) => !columns.includes(name));
  if (unknown.length > 0) fail('column-unknown', { columns: unknown });
};

const checkRows = (table: OpenSource, staged: StagedTable, leavesOut: boolean): void => {
  const { count, first } = table.ragged();
  if (count > 0 && !leavesOut) fail('table-ragged', { expected: table.columns.length, ragged: count, first });
  if (staged.profile.rows === 0) fail('table-empty', { columns: table.columns.length });
};

/**
 * Keeps the rows of the source that a command names, as a draft; the same command again goes on where it was.
 * @throws DomainError `column-unknown`, `table-empty`, `table-ragged`, those of `stageRows` and `Sources.read`: then nothing is kept
 */
export const stageSource = async (
  { dataset, source, withhold, encoding, ragged }: Request,
  command: string,
  signal: AbortSignal,
  { sources, store, board, random, clock }: StagingContext,
): Promise<{ readonly staged: StagedTable; readonly leftOut: number }> => {
  const withheld = [...new Set(withhold)];
  const leavesOut = ragged === 'leave-out';
  await store.removeDrafts(clock() - OLDEST_DRAFT);
  const draft = await store.draft(dataset);
  if (draft !== undefined && draft.command !== command) await store.remove(dataset);
  const keep = (table: OpenSource): Promise<StagedTable> =>
    board.follow(source, table, async (progress) => {
      checkWithheld(table, withheld);
      if (draft?.command !== command) await store.begin({ id: dataset, source, columns: table.columns, withheld, command }, clock());
      else if (JSON.stringify(draft.columns) !== JSON.stringify(table.columns)) fail('source-changed', { source });
      const staged = await stageRows({ dataset, source, withheld, leavesOut }, table, { store, random, signal, progress });
      checkRows(table, staged, leavesOut);
      return staged;
    });
  try {
    return await sources.read(source, encoding, async (table) => ({ staged: await keep(table), leftOut: table.ragged().count }));
  } catch (error) {
    // What may pass by itself goes on from here.
    if (!signal.aborted && !isConnectionLoss(error)) await store.remove(dataset);
    throw error;
  }
};

/** Where a derivative comes from. */
export interface Descent {
  /** Ids of the events that it rests on. */
  readonly refs: readonly string[];
  readonly derived: NonNullable<EventOf<'dataset-registered'>['body']['derived']>;
}

/** The event that registers what was kept. */
export const toRegistration = (
  { dataset, title, withhold }: Pick<Request, 'dataset' | 'title' | 'withhold'>,
  { staged, leftOut }: { readonly staged: StagedTable; readonly leftOut: number },
  random: RandomBytes,
  descent?: Descent,
): EventDraft => {
  const { profile, root } = staged;
  const value = toProfileDocument(title, profile, leftOut === 0 ? undefined : { count: leftOut });
  const opening = { salt: toHex(random(SALT_BYTES)), value };
  return {
    type: 'dataset-registered',
    subject: { kind: 'dataset', id: dataset, commitment: commitJson(opening, 'profile', dataset) },
    refs: descent?.refs ?? [],
    body: {
      rows: profile.rows,
      columns: profile.columns.length,
      withheld: new Set(withhold).size,
      root,
      ...(descent && { derived: descent.derived }),
    },
    documents: [{ kind: 'profile', opening }],
  };
};
