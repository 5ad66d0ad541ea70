import { toCanonicalJson, type Json } from '../../../../common/canonical-json.ts';
import { toPayCsv } from '../../../../labeling/pay/csv.ts';
import type { PayLine } from '../../../../labeling/pay/line.ts';
import type { SpaceState } from '../../../../provenance/space/state.ts';
import type { OwnPay } from '../../space/acts/pay.ts';
import type { HeldPay, PayBook } from '../pay.ts';
import type { WorkData } from '../work.ts';
import type { Connection } from './connection.ts';

const HELD = ['may-be-appealed', 'not-appealed', 'appeal-pending', 'appeal-upheld'] as const satisfies readonly PayLine['rule'][];
const GIVEN_BACK = ['appeal-overturned', 'appeal-lapsed'] as const satisfies readonly PayLine['rule'][];

/** Lines that stand by one of these rules, with what their withholding says, and the place of the decision. */
const linesBy = ({ lots }: SpaceState, { lines, places }: OwnPay, rules: readonly HeldPay['rule'][]): readonly HeldPay[] =>
  lines.flatMap(({ lot, work, rule: standing, amount: price, until, because: [, , decision = ''] }) => {
    const held = lots.get(lot)?.withheld.get(work);
    const rule = rules.find((one) => one === standing);
    if (held === undefined || rule === undefined) return [];
    const { reason, clause, amount: withheld } = held.signed.event.body;
    const said = { lot, label: work, withholding: held.id, index: held.index, withheld, price, reason, clause, rule };
    const decided = places.get(decision);
    return [{ ...said, ...(until !== undefined && { until }), ...(decided !== undefined && { decided }) }];
  });

/** As docs/protocols/pay.md: the statement in canonical JSON, with what it was read from. */
const writeJson = (space: string, { lines, sums, flaws, leftOut, size, witnessedAt }: OwnPay): string =>
  `${toCanonicalJson({ v: 1, kind: 'pay-statement', space, size, witnessedAt, lines, sums, flaws, leftOut } as unknown as Json)}\n`;

const toBook = (state: SpaceState, own: OwnPay): PayBook => ({
  sums: own.sums,
  held: linesBy(state, own, HELD),
  givenBack: linesBy(state, own, GIVEN_BACK),
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
