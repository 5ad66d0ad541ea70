import type { Answer } from '../../space/commands.ts';
import { verifyReport } from '../../space/acts/derivatives.ts';
import { valueOf } from '../../space/acts/owner.ts';
import type { ProtectedDataset, ProtectionData } from '../protection.ts';
import type { Connection } from './connection.ts';
import { drawRows } from './draw-rows.ts';

/** Milliseconds that a page waits for the witnesses to see what the connector did. */
const PATIENCE = 30_000;

/** De-identified derivatives; rows of them come sealed from the own connector, and the gateway reads none. */
export const createProtectionData = (connection: Connection): ProtectionData => {
  /** The derivative is listed as soon as the own copy of the log holds it. */
  const finish = async (dataset: string, answer: Answer<'protect-dataset'>): Promise<ProtectedDataset> => {
    const { report } = valueOf(answer);
    const known = await (await connection.client()).ledger().until((state) => state.datasets.get(dataset), PATIENCE);
    return { dataset, report: verifyReport(known, report) };
  };
  return {
    protect: async ({ title, plan }, asked) => {
      const { owner } = await connection.person();
      const { dataset, answer } = await owner.protect({ title, plan }, asked);
      return await finish(dataset, answer);
    },
    resume: async (asked) => {
      const { owner } = await connection.person();
      return await finish(asked.dataset, await owner.protected(asked));
    },
    progress: async (dataset) => (await connection.person()).derivatives.progress(dataset),
    underWay: async (source) => (await connection.person()).derivatives.underWay(source),
    report: async (dataset) => (await connection.person()).derivatives.report(dataset),
    sample: async (dataset, count) => {
      const { grading, reading } = await connection.person();
      const { rows } = (await reading.dataset(dataset)).known.registered.signed.event.body;
      const shown = valueOf(await grading.showRows(dataset, drawRows(count, rows, connection.options.random)));
      // People count rows from 1, the connector from 0.
      return { columns: shown.columns, rows: shown.rows.map(({ row, cells }) => ({ row: row + 1, cells })) };
    },
  };
};
