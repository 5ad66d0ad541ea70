import { lotAnnotations } from '../../api/lots.ts';
import { MOST_OVERLAP } from '../../provenance/event/fields.ts';
import { fail } from '../errors.ts';
import type { GatewayClient } from '../gateway/client.ts';
import type { SubmittedWork } from './verify-work.ts';

const PAGE = 100;
/** Revisions and reports of 400 items by as many people as label each, and one who came late; whoever has more pages is making them up. */
const MOST_PAGES = 400 * (MOST_OVERLAP + 1);

/** All labels and reports of a lot as the gateway hands them over: untrusted. @throws DomainError `gateway-answer-malformed` */
export const fetchWork = async (client: Pick<GatewayClient, 'ask'>, lot: string): Promise<readonly SubmittedWork[]> => {
  const work: SubmittedWork[] = [];
  let after: number | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = after === undefined ? '' : `&after=${after}`;
    const { annotations, next } = await client.ask(lotAnnotations, { path: `/api/lots/${lot}/annotations?limit=${PAGE}${query}` });
    for (const { signed, salt, index, opening, sealed } of annotations) work.push({ signed, salt, index, opening, sealed });
    if (next === undefined) return work;
    if (next <= (after ?? -1)) break;
    after = next;
  }
  return fail('gateway-answer-malformed', { path: `/api/lots/${lot}/annotations`, reason: 'pages without end' });
};
