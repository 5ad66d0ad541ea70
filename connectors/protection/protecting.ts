import type { DataSource } from 'typeorm';
import type { CommandArguments } from '../../api/documents.ts';
import type { Clock } from '../../common/clock.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { leastClass } from '../../policies/levels/least-class.ts';
import type { Level } from '../../policies/levels/level.ts';
import { isConnectionLoss } from '../../platform/postgres/retry.ts';
import { isPersonal, isQuasiIdentifier, planHash, verifyColumns, type ProtectionPlan } from '../../privacy/deidentification/plan.ts';
import { reportHash, type ProtectionReport } from '../../privacy/deidentification/report.ts';
import type { Acknowledged, Chain } from '../chain/chain.ts';
import { fail } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { toRegistration } from '../publishing/registration.ts';
import { createDatasetStore, type RegisteredDataset } from '../publishing/store.ts';
import { createProgressBoard } from '../runtime/progress-board.ts';
import { createTurns } from '../runtime/turns.ts';
import { findDerivation, stageDerivative, type DerivingOptions } from './derive.ts';
import type { ProtectingBoard, ProtectingProgress } from './progress.ts';
import { createShowing, type Showing } from './showing.ts';
import { createDerivationStore } from './store.ts';

type Request = CommandArguments<'protect-dataset'>;

export interface Protecting extends Showing {
  /**
   * Makes a de-identified derivative of a registered dataset and registers it. Nothing is registered unless the detectors find nothing again in
   * what would leave, and no class of its quasi-identifiers is too small. The same command again goes on where it was.
   * @param command id of the command's event
   * @throws DomainError `dataset-unknown`, `dataset-taken`, `column-withheld`, `plan-columns-differ`,
   * `quasi-identifier-unmarked`, `plan-class-too-small`, `identifier-remains`, `class-too-small`, `table-empty`, those of `protectRow`, of `judgeEvent` and of the gateway
   */
  protect(request: Request, command: string, signal: AbortSignal): Promise<Acknowledged & { readonly report: ProtectionReport }>;
}

export interface ProtectingOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly chain: Chain;
  readonly random: RandomBytes;
  readonly clock: Clock;
  /** Told now and then while rows are protected. */
  readonly progress?: (derivative: string, progress: ProtectingProgress) => void;
}

/** What was withheld at the registration stays so, whatever a plan says. */
const verifyPlan = (plan: ProtectionPlan, { id, columns, withheld }: RegisteredDataset): void => {
  verifyColumns(plan, columns);
  for (const { name, rule } of plan.columns)
    if (rule !== 'withhold' && withheld.includes(name)) fail('column-withheld', { column: name, dataset: id, whoCanApprove: 'nobody' });
};

/**
 * A plan must not ask for less than the level of its source does. What is generalized is so because it tells of a person: left unmarked, it
 * would count into no class. Which columns that are kept as they are do so too is the planner's word.
 */
const verifyClasses = ({ columns, minimumClass = 1 }: ProtectionPlan, level: Level | undefined): void => {
  const least = leastClass(level);
  if (least === undefined) return;
  const grounds = { level: level ?? 'unsigned', rule: `LV-${(level ?? 'unsigned').toUpperCase()}-DEIDENTIFIED`, whoCanApprove: 'nobody' };
  const unmarked = columns.filter((column) => isPersonal(column) && !isQuasiIdentifier(column)).map(({ name }) => name);
  if (unmarked.length > 0) fail('quasi-identifier-unmarked', { columns: unmarked, ...grounds });
  if (columns.some(isQuasiIdentifier) && minimumClass < least) fail('plan-class-too-small', { minimumClass, least, ...grounds });
};

export const createProtecting = ({ database, ledger, chain, random, clock, progress }: ProtectingOptions): Protecting => {
  const [store, derivations] = [createDatasetStore(database.manager), createDerivationStore(database.manager)];
  const deriving: DerivingOptions = { store, derivations, random, clock };
  const board: ProtectingBoard = createProgressBoard(clock, progress ?? (() => undefined));
  const turns = createTurns();

  const forget = async (dataset: string): Promise<void> => {
    await store.remove(dataset);
    await derivations.remove(dataset);
  };

  const begin = async (request: Request, command: string, signal: AbortSignal): Promise<string> => {
    const { derived, plan } = request;
    const source = (await store.find(plan.dataset)) ?? fail('dataset-unknown', { dataset: plan.dataset });
    const { registered, grading } = ledger.state().datasets.get(source.id) ?? fail('dataset-unknown', { dataset: source.id });
    verifyPlan(plan, source);
    verifyClasses(plan, grading?.signed.event.body.level);
    const derivation = await findDerivation(request, command, deriving);
    try {
      const { staged, report } = await board.follow(derived, (tell) =>
        stageDerivative(derivation, { of: source.rows, tell, signal }, deriving),
      );
      const draft = toRegistration({ dataset: derived, title: request.title, withhold: [] }, { staged, leftOut: 0 }, random, {
        refs: [registered.id],
        derived: { from: source.id, plan: planHash(plan), report: reportHash(report) },
      });
      return await chain.commit(
        draft,
        (manager, event) => createDatasetStore(manager).complete(derived, staged.profile.rows, event),
        signal,
      );
    } catch (error) {
      // What may pass by itself goes on from here.
      if (!signal.aborted && !isConnectionLoss(error)) await forget(derived);
      throw error;
    }
  };

  const findBegun = async (dataset: string, command: string): Promise<string | undefined> => {
    const known = await store.find(dataset);
    if (known === undefined || known.command !== command) return undefined;
    if ((await chain.find(known.event))?.state !== 'refused') return known.event;
    await forget(dataset);
    return undefined;
  };

  return {
    protect: async (request, command, signal) => {
      const event = await turns.take(async () => (await findBegun(request.derived, command)) ?? (await begin(request, command, signal)));
      const acknowledged = await chain.settle(event, signal);
      const { report } = (await derivations.find(request.derived)) ?? {};
      return { ...acknowledged, report: report ?? fail('dataset-unknown', { dataset: request.derived }) };
    },
    ...createShowing({ store, derivations, board, ledger }),
  };
};
