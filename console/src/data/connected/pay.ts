import { toCanonicalJson, type Json } from '../../../../common/canonical-json.ts';
import { toPayCsv } from '../../../../labeling/pay/csv.ts';
import type { PayLine } from '../../../../labeling/pay/line.ts';
import type { SpaceState } from '../../../../provenance/space/state.ts';
import type { OwnPay } from '../../space/acts/pay.ts';
import type { HeldPay, PayBook } from '../pay.ts';
import type { WorkData } from '../work.ts';
import type { Connection } from './connection.ts';

const isHeldBy = (rule: PayLine['rule']): rule is HeldPay['rule'] =>
  rule === 'may-be-appealed' || rule === 'not-appealed' || rule === 'appeal-pending' || rule === 'appeal-upheld';

const toHeld = ({ lots }: SpaceState, { lot, work, rule, amount, withheld, until }: PayLine): readonly HeldPay[] => {
  const held = lots.get(lot)?.withheld.get(work);
  if (held === undefined || !isHeldBy(rule)) return [];
  const { reason, clause } = held.signed.event.body;
  const said = { lot, label: work, withholding: held.id, index: held.index, withheld, price: amount, reason, clause, rule };
  return [{ ...said, ...(until !== undefined && { until }) }];
};

/** As docs/protocols/pay.md: the statement in canonical JSON, with what it was read from. */
const writeJson = (space: string, { lines, sums, flaws, leftOut, size, witnessedAt }: OwnPay): string =>
  `${toCanonicalJson({ v: 1, kind: 'pay-statement', space, size, witnessedAt, lines, sums, flaws, leftOut } as unknown as Json)}\n`;

const toBook = (state: SpaceState, own: OwnPay): PayBook => ({
  sums: own.sums,
  held: own.lines.flatMap((line) => toHeld(state, line)),
  witnessedAt: own.witnessedAt,
  unwitnessed: own.unwitnessed,
  flaws: own.flaws.length,
  leftOut: own.leftOut.map(({ index }) => index),
  files: { csv: toPayCsv(own.lines), json: writeJson(state.space, own) },
});

export const createPayData = (connection: Connection): Pick<WorkData, 'pay' | 'appeal'> => ({
  pay: async () => {
    const [person, client] = [await connection.person(), await connection.client()];
    const own = await person.labeler.statement();
    return toBook(client.ledger().state, own);
  },
  appeal: async (lot, withholding, ground) => {
    const { labeler } = await connection.person();
    await connection.seen(await labeler.appeal(lot, withholding, ground));
  },
});
