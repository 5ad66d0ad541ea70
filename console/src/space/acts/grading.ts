import type { EventOf } from '../../../../provenance/event/event.ts';
import type { Answer } from '../commands.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';

export interface GradeRequest extends Pick<EventOf<'dataset-graded'>['body'], 'level' | 'reasons' | 'spotCheck'> {
  readonly dataset: string;
  /** Version of the level matrix that the officer read. */
  readonly matrix: { readonly major: number; readonly minor: number };
}

export interface GradingActs {
  /** Signs the level of a dataset of the own organisation. @throws DomainError `role-missing`, `ledger-behind`, see `Outbox.act` */
  grade(request: GradeRequest): Promise<Acted>;
  /** Rows of a derivative, which its officer reads before she loosens its level. */
  showRows(dataset: string, rows: readonly number[]): Promise<Answer<'show-rows'>>;
}

export const createGradingActs = (context: ActContext): GradingActs => ({
  showRows: (dataset, rows) => context.commands.ask('show-rows', { dataset, rows: [...rows] }),
  grade: async ({ dataset, level, reasons, matrix, spotCheck }) => {
    // What is graded is what the connector registered: its commitment comes from the own copy of the log.
    const { registered } = await fromLog(context, (state) => state.datasets.get(dataset));
    const { commitment } = registered.signed.event.subject;
    return await act(context, {
      type: 'dataset-graded',
      subject: { kind: 'dataset', id: dataset, commitment },
      refs: [registered.id],
      body: { level, reasons, matrix, ...(spotCheck && { spotCheck }) },
    });
  },
});
