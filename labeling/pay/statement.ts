import type { LotLedger, Reading } from './ledger.ts';
import { lineOf, type PayLine } from './line.ts';

/** Fen; `earned` = `due` + `atRisk` + `withheld`, and `appealed` is the part of what is withheld that an appeal is still open about. */
export interface PaySums {
  readonly earned: number;
  readonly due: number;
  readonly atRisk: number;
  readonly withheld: number;
  readonly appealed: number;
}

export interface PayStatement {
  readonly lines: readonly PayLine[];
  readonly sums: PaySums;
}

export const sumOf = (lines: readonly PayLine[]): PaySums => {
  const sum = (part: (line: PayLine) => number): number => lines.reduce((total, line) => total + part(line), 0);
  return {
    earned: sum(({ amount }) => amount),
    due: sum(({ due }) => due),
    atRisk: sum(({ atRisk }) => atRisk),
    withheld: sum(({ withheld }) => withheld),
    appealed: sum(({ state, withheld }) => (state === 'appealed' ? withheld : 0)),
  };
};

/** A line for each work that counts, in the order given. */
export const toStatement = (ledgers: readonly LotLedger[], reading: Reading): PayStatement => {
  const lines = ledgers.flatMap((ledger) => ledger.work.map((work) => lineOf(ledger, work, reading)));
  return { lines, sums: sumOf(lines) };
};
