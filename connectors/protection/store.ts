import type { EntityManager } from 'typeorm';
import { parsePlan, type ProtectionPlan } from '../../privacy/deidentification/plan.ts';
import { parseReport, type ProtectionReport } from '../../privacy/deidentification/report.ts';

/** How a derivative comes from its source. */
export interface Derivation {
  /** The derivative. */
  readonly dataset: string;
  readonly source: string;
  /** Id of the command that asked for it. */
  readonly command: string;
  readonly plan: ProtectionPlan;
  /** 32 bytes; pseudonyms hang on it. */
  readonly key: Uint8Array;
  /** Once every row is protected and none is left that may not leave. */
  readonly report?: ProtectionReport;
}

export interface DerivationStore {
  find(dataset: string): Promise<Derivation | undefined>;
  insert(derivation: Omit<Derivation, 'report'>): Promise<void>;
  setReport(dataset: string, report: ProtectionReport): Promise<void>;
  remove(dataset: string): Promise<void>;
}

interface Row {
  readonly dataset: string;
  readonly source: string;
  readonly command: string;
  readonly plan: string;
  readonly key: Buffer;
  readonly report: string | null;
}

export const createDerivationStore = (manager: EntityManager): DerivationStore => ({
  find: async (dataset) => {
    const [row] = await manager.query<Row[]>('select * from derivation where dataset = $1', [dataset]);
    if (row === undefined) return undefined;
    const { source, command, plan, key, report } = row;
    return {
      dataset,
      source,
      command,
      plan: parsePlan(JSON.parse(plan)),
      key: new Uint8Array(key),
      ...(report !== null && { report: parseReport(JSON.parse(report)) }),
    };
  },
  insert: async ({ dataset, source, command, plan, key }) => {
    const sql = 'insert into derivation (dataset, source, command, plan, key) values ($1, $2, $3, $4, $5)';
    await manager.query(sql, [dataset, source, command, JSON.stringify(plan), Buffer.from(key)]);
  },
  setReport: async (dataset, report) => {
    await manager.query('update derivation set report = $2 where dataset = $1', [dataset, JSON.stringify(report)]);
  },
  remove: async (dataset) => {
    await manager.query('delete from derivation where dataset = $1', [dataset]);
  },
});
