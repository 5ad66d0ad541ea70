import type { Result } from '../../../../labeling/result.ts';
import { refuse, required } from '../../../../provenance/space/refusal.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import type { OpenedItem } from '../../space/acts/listed-item.ts';
import { requireReworkable, type ReturnedLabel } from '../../space/acts/returned.ts';
import type { Ledger } from '../../space/ledger.ts';
import type { Person } from '../../space/person.ts';
import type { BenchLabels } from './bench-labels.ts';

export interface BenchReturnedOptions {
  readonly lot: string;
  readonly person: Person;
  readonly ledger: () => Ledger;
  readonly labels: () => BenchLabels;
}

/** Own labels of a closed lot in which a defect was found. */
export interface BenchReturned {
  list(): readonly ReturnedLabel[];
  /** Asks the gateway anew. @throws DomainError as `ReturnedActs.returned` */
  read(): Promise<void>;
  /** What came back of this item; asks anew before it says that nothing did. */
  find(item: string): Promise<ReturnedLabel | undefined>;
  /** The next that can be reworked and was not put off. */
  next(): string | undefined;
  /** Not before the others. */
  putOff(item: string): void;
  /** @throws DomainError `rework-late`, `rework-given`; as `ReturnedLabel.read` */
  open(label: ReturnedLabel): Promise<OpenedItem>;
  /** @throws DomainError `rework-late`, `rework-given`; as `LabelerActs.rework` */
  submit(label: ReturnedLabel, result: Result): Promise<void>;
}

export const createBenchReturned = ({ lot: id, person, ledger, labels }: BenchReturnedOptions): BenchReturned => {
  const putOff = new Set<string>();
  let returned: readonly ReturnedLabel[] = [];
  const lotNow = (): Lot => required(ledger().state.lots.get(id), 'subject-unknown', { lot: id });
  // Nobody finds a defect in a lot that is still labeled.
  const read = async (): Promise<void> => {
    if (lotNow().closed !== undefined) returned = (await person.labeler.returned()).filter(({ lot }) => lot === id);
  };
  const known = (item: string): ReturnedLabel | undefined => returned.find((label) => label.item === item);

  /** A rework that is held still can be made anew, and so can one that was refused. */
  const requireFree = async ({ item, label }: ReturnedLabel): Promise<{ readonly order?: string; readonly isRefused: boolean }> => {
    requireReworkable(ledger(), lotNow());
    await labels().refresh();
    const { state, order, event } = labels().label(item) ?? {};
    const isFree = state === 'returned' || state === 'refused' || (order !== undefined && event === undefined);
    if (!isFree) refuse('rework-given', { lot: id, label, rework: event });
    return { isRefused: state === 'refused', ...(order !== undefined && { order }) };
  };

  return {
    list: () => returned,
    read,
    find: async (item) => {
      if (known(item) === undefined) await read();
      return known(item);
    },
    next: () => {
      const isWaiting = ({ item }: ReturnedLabel): boolean => labels().label(item)?.state === 'returned' && !putOff.has(item);
      return returned.find((label) => label.open && isWaiting(label))?.item;
    },
    putOff: (item) => void putOff.add(item),
    open: async (label) => {
      await requireFree(label);
      return await label.read();
    },
    submit: async (label, result) => {
      const { order, isRefused } = await requireFree(label);
      if (order !== undefined && isRefused) await person.outbox.dismiss(order);
      else if (order !== undefined && (await person.outbox.takeBack(order)) === undefined)
        refuse('rework-given', { lot: id, label: label.label });
      await person.labeler.rework({ ...label, result });
    },
  };
};
