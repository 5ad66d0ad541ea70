import type { EntityManager } from 'typeorm';
import type { PayCases } from '../../api/pay-cases.ts';
import { DomainError } from '../../common/errors.ts';
import { required } from '../../provenance/space/refusal.ts';
import { withheldLabel } from '../../provenance/space/rules-pay.ts';
import type { Certificate, Lot, SpaceState } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import type { EventStore } from '../events/store.ts';
import { toRelayed } from '../events/stored.ts';
import { readCountedIndices } from '../lots/counted-verdicts.ts';
import type { LotService } from '../lots/service.ts';
import { readVerdictsOver } from '../lots/verdict-store.ts';
import type { SampleStore } from '../samples/store.ts';
import { projectOf, requireItemsFor } from '../work/delivery.ts';
import { readAppeals } from './appeal-store.ts';
import { readAppealsIn, readDefects } from './case-store.ts';

export interface PayCaseService {
  /**
   * Labels of a lot that were found to be defects, for its owner's people: those behind a log index, -1 for all.
   * @throws DomainError `lot-unknown`, `role-required`, `subject-foreign`
   */
  defects(lot: string, caller: Caller, after: number): Promise<PayCases>;
  /** What was appealed against in lots whose openings name the caller's organisation to decide. @throws DomainError `role-required` */
  appeals(caller: Caller, after: number): Promise<PayCases>;
}

export interface PayCaseOptions {
  readonly manager: EntityManager;
  readonly samples: SampleStore;
  readonly lots: Pick<LotService, 'find'>;
  readonly events: EventStore;
  readonly directory: Directory;
}

/** Each with a text and an answer of up to some hundred kilobytes. */
const PAGE = 25;

type Case = PayCases['cases'][number];
type Hidden = NonNullable<Case['hidden']>;
/** The text, beside the label's answers. */
type Contents = Pick<Case, 'opening' | 'hidden'> & { readonly answer?: Case['label']['opening'] };

/** A label of a lot. */
interface Contested {
  readonly lot: string;
  readonly label: string;
  readonly index: number;
}

/** Sealed ones are open to their labelers and the inspecting firm alone; of the others a stranger gets what her clearance covers. */
const hiddenFrom = (state: SpaceState, lot: Lot, certificate: Certificate): Hidden | undefined => {
  if (lot.opened.signed.event.body.lotKey !== undefined) return 'case-sealed';
  const project = projectOf(state, lot);
  if (project.org === certificate.org) return undefined;
  try {
    requireItemsFor(state, project, certificate);
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code === 'not-cleared' ? 'not-cleared' : 'level-forbids-delivery';
  }
};

/** Text and answers of one lot's labels, by label, or why they are not shown. */
const openLabels = async (
  { samples, events, directory }: PayCaseOptions,
  lot: Lot,
  labels: readonly string[],
  certificate: Certificate,
): Promise<ReadonlyMap<string, Contents>> => {
  const hidden = hiddenFrom(directory.state(), lot, certificate);
  if (hidden !== undefined) return new Map(labels.map((label) => [label, { hidden }]));
  const [items, answers] = [await samples.itemsUnder(lot.id, labels, certificate.openingKey), await events.openings(labels, 'annotation')];
  return new Map(
    labels.map((label) => {
      const [item, answer] = [items.get(label), answers.get(label)];
      return [label, item !== undefined && 'opening' in item && answer ? { opening: item.opening, answer } : {}];
    }),
  );
};

/** Finds what was signed about each label of a page. */
const readSigned = async ({ manager, events, directory }: PayCaseOptions, page: readonly Contested[]) => {
  const { lots } = directory.state();
  const withholdingOf = ({ lot, label }: Contested): string | undefined => lots.get(lot)?.withheld.get(label)?.id;
  const labels = page.map(({ label }) => label);
  const verdicts = await readVerdictsOver(manager, labels);
  const appeals = await readAppeals(
    manager,
    page.flatMap((one) => withholdingOf(one) ?? []),
  );
  const ids = [...verdicts.values(), ...appeals].map(({ event }) => event);
  const stored = await events.findAll([...labels, ...ids, ...appeals.flatMap(({ decision }) => decision ?? [])]);
  const relayed = (id: string | undefined) => {
    const found = id === undefined ? undefined : stored.get(id);
    return found && toRelayed(found);
  };
  return (one: Contested) => {
    const row = appeals.find(({ withholding }) => withholding === withholdingOf(one));
    const [label, verdict] = [relayed(one.label), relayed(verdicts.get(one.label)?.event)];
    if (label === undefined || verdict === undefined) throw new Error(`label ${one.label} without its verdict`);
    return { label, verdict, appeal: relayed(row?.event), decision: relayed(row?.decision) };
  };
};

const toCase = (lot: string, signed: ReturnType<Awaited<ReturnType<typeof readSigned>>>, { answer, ...contents }: Contents = {}): Case => {
  const { label, verdict, appeal, decision } = signed;
  const about = { lot, item: label.signed.event.subject.id, label: { ...label, ...(answer && { opening: answer }) }, verdict };
  return { ...about, ...(appeal && { appeal }), ...(decision && { decision }), ...contents };
};

const present = async (
  options: PayCaseOptions,
  page: readonly Contested[],
  certificate: Certificate,
): Promise<Pick<PayCases, 'cases' | 'inspections'>> => {
  const signedOf = await readSigned(options, page);
  const [shown, inspections]: [Map<string, Contents>, PayCases['inspections']] = [new Map(), []];
  for (const [id, contested] of Map.groupBy(page, ({ lot }) => lot)) {
    const labels = contested.map(({ label }) => label);
    const opened = await openLabels(options, options.lots.find(id), labels, certificate);
    for (const [label, contents] of opened) shown.set(label, contents);
    inspections.push({ lot: id, verdicts: [...(await readCountedIndices(options.manager, id))] });
  }
  return { cases: page.map((one) => toCase(one.lot, signedOf(one), shown.get(one.label))), inspections };
};

export const createPayCases = (options: PayCaseOptions): PayCaseService => {
  const { manager, lots, directory } = options;

  /** One more than a page was looked at. */
  const toPage = async (found: readonly Contested[], certificate: Certificate): Promise<PayCases> => {
    const page = found.slice(0, PAGE);
    const last = found.length > page.length ? page.at(-1) : undefined;
    return { ...(await present(options, page, certificate)), ...(last && { next: last.index }) };
  };

  return {
    defects: async (id, caller, after) => {
      const certificate = directory.requireRole(caller, 'data-owner');
      const lot = lots.find(id);
      const isOwn = projectOf(directory.state(), lot).org === certificate.org;
      required(isOwn ? lot : undefined, 'subject-foreign', { lot: id, org: certificate.org });
      const found = await readDefects(manager, id, { after, limit: PAGE + 1 });
      return await toPage(
        found.map(({ label, index }) => ({ lot: id, label, index })),
        certificate,
      );
    },
    appeals: async (caller, after) => {
      const certificate = directory.requireRole(caller, 'reviewer');
      const state = directory.state();
      const own = [...state.lots.values()].filter(({ opened }) => opened.signed.event.body.pay?.adjudicator === certificate.org);
      const ids = own.map(({ id }) => id);
      const labels = new Map(own.flatMap(({ withheld }) => [...withheld.values()].map((one) => [one.id, withheldLabel(one.signed.event)])));
      const found = await readAppealsIn(manager, ids, { after, limit: PAGE + 1 });
      return await toPage(
        found.map(({ withholding, lot, index }) => ({ lot, label: labels.get(withholding) ?? '', index })),
        certificate,
      );
    },
  };
};
