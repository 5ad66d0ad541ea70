import { lotReworks, type LotReworks } from '../../api/reworks.ts';
import { MOST_OVERLAP } from '../../provenance/event/fields.ts';
import { fail } from '../errors.ts';
import type { GatewayClient } from '../gateway/client.ts';

/** One rework of each label of 400 items by as many people as label each, and one who came late. */
const MOST_PAGES = 400 * (MOST_OVERLAP + 1);

/** Reworks of a lot, and where its verdicts stand in the log, as the gateway hands them over: untrusted. */
export type SubmittedReworks = Pick<LotReworks, 'verdicts' | 'reworks'>;

/** @throws DomainError `gateway-answer-malformed` */
export const fetchReworks = async (client: Pick<GatewayClient, 'ask'>, lot: string): Promise<SubmittedReworks> => {
  const reworks: LotReworks['reworks'] = [];
  let after: number | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = after === undefined ? '' : `?after=${after}`;
    const answer = await client.ask(lotReworks, { path: `/api/lots/${lot}/reworks${query}` });
    reworks.push(...answer.reworks);
    if (answer.next === undefined) return { verdicts: answer.verdicts, reworks };
    if (answer.next <= (after ?? -1)) break;
    after = answer.next;
  }
  return fail('gateway-answer-malformed', { path: `/api/lots/${lot}/reworks`, reason: 'pages without end' });
};
