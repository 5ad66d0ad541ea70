import { reportHash, type ProtectionReport } from '../../../../privacy/deidentification/report.ts';
import type { Dataset } from '../../../../provenance/space/state.ts';
import type { Answer } from '../commands.ts';
import { fail } from '../errors.ts';
import { fromLog, type ActContext } from './context.ts';
import { valueOf } from './owner.ts';

type Shown = Extract<Answer<'show-protection'>, { ok: true }>['value'];
export type ProtectionProgress = Extract<Shown, { readonly protecting: object }>['protecting'];
export type ProtectionUnderWay = Extract<Answer<'list-protections'>, { ok: true }>['value']['protections'][number];

/** What the own connector tells of derivatives; its answers are sealed to this person. */
export interface DerivativeActs {
  /** How far it is with one; undefined once it has registered it. @throws DomainError the connector's `dataset-unknown` before it has begun */
  progress(dataset: string): Promise<ProtectionProgress | undefined>;
  /** Those of a dataset that the connector is at, whoever asked for them, on whatever device. */
  underWay(source: string): Promise<readonly ProtectionUnderWay[]>;
  /** The report of one that is on the log. @throws DomainError `report-differs`, the connector's refusal */
  report(dataset: string): Promise<ProtectionReport>;
}

/** Is it the very report whose hash the connector signed when it registered the derivative? @throws DomainError `report-differs` */
export const verifyReport = ({ id, registered }: Pick<Dataset, 'id' | 'registered'>, report: ProtectionReport): ProtectionReport => {
  const { derived } = registered.signed.event.body;
  return derived?.report === reportHash(report) ? report : fail('report-differs', { dataset: id });
};

export const createDerivativeActs = (context: ActContext): DerivativeActs => {
  const ask = async (dataset: string): Promise<Shown> => valueOf(await context.commands.ask('show-protection', { dataset }));
  return {
    progress: async (dataset) => {
      const shown = await ask(dataset);
      return 'protecting' in shown ? shown.protecting : undefined;
    },
    underWay: async (source) => valueOf(await context.commands.ask('list-protections', { dataset: source })).protections,
    report: async (dataset) => {
      const known = await fromLog(context, (state) => state.datasets.get(dataset));
      const shown = await ask(dataset);
      return 'report' in shown ? verifyReport(known, shown.report) : fail('report-differs', { dataset, reason: 'none was given' });
    },
  };
};
