import type { CommandArguments } from '../../api/documents.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import type { Json } from '../../common/canonical-json.ts';
import { verifyResult } from '../../labeling/result.ts';
import { goldRoot, toGoldEntry, type GoldAnswer } from '../../provenance/gold/commitments.ts';
import type { GoldTerms } from '../../provenance/space/rules-gold.ts';
import type { Project } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { ProjectTask, ReadProjectTask } from '../labeling/project-document.ts';
import type { StoredItem } from '../labeling/store.ts';
import { SALT_BYTES } from '../publishing/commitments.ts';
import type { GoldLine, ReadGold } from './folder.ts';

type GoldArguments = NonNullable<CommandArguments<'open-lot'>['gold']>;

interface GoldBasis {
  readonly items: readonly StoredItem[];
  readonly configuration: ProjectTask['configuration'];
}

/**
 * Answers to items of a lot that is about to be opened, out of the file that its command names; none where it names none.
 * @throws DomainError `gold-unfit` with the line and the reason; those of `ReadGold` and `ReadProjectTask`
 */
export type FindGold = (asked: GoldArguments | undefined, project: Project, items: readonly StoredItem[]) => Promise<readonly GoldAnswer[]>;

export interface GoldFinderOptions {
  readonly readGold: ReadGold;
  readonly readTask: ReadProjectTask;
  readonly random: RandomBytes;
}

const toItem = ({ line, row, result }: GoldLine, { items, configuration }: GoldBasis): string => {
  const item = items.find((one) => one.row === row) ?? fail('gold-unfit', { line, row, reason: 'the row is not in the lot' });
  try {
    verifyResult(configuration, item.text, result);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    fail('gold-unfit', { line, row, reason: error.code, ...error.details }, { cause: error });
  }
  return item.id;
};

/** Each with salts of its own. They fit what is asked, as a labeler's would. */
const makeGold = (lines: readonly GoldLine[], basis: GoldBasis, random: RandomBytes): readonly GoldAnswer[] => {
  const salt = (): string => toHex(random(SALT_BYTES));
  const made = lines.map((line) => ({
    item: toItem(line, basis),
    itemSalt: salt(),
    answerSalt: salt(),
    answer: line.result as unknown as Json,
  }));
  const repeated = made.findIndex(({ item }, at) => made.findIndex((one) => one.item === item) < at);
  if (repeated >= 0) fail('gold-unfit', { line: lines[repeated]?.line, row: lines[repeated]?.row, reason: 'a row stands twice' });
  return made;
};

export const createGoldFinder =
  ({ readGold, readTask, random }: GoldFinderOptions): FindGold =>
  async (asked, project, items) => {
    if (asked === undefined) return [];
    const { configuration } = await readTask(project);
    return makeGold(await readGold(asked.source), { items, configuration }, random);
  };

/** What the lot's opening says of them. */
export const toGoldTerms = (
  lot: string,
  { adjudicator, contest, open, decide }: GoldArguments,
  gold: readonly GoldAnswer[],
): GoldTerms => ({ adjudicator, contest, open, decide, items: gold.length, root: goldRoot(gold.map((one) => toGoldEntry(lot, one))) });
