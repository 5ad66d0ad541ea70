import { eventAcknowledgement } from '../../api/events.ts';
import type { EventGate } from '../chain/chain.ts';
import { isRefusal, type GatewayClient } from './client.ts';

/** Sends events; their own signature is what counts, so the request bears none. */
export const createEventGate = (client: GatewayClient): EventGate => ({
  submit: async (submission) => {
    try {
      return await client.ask(eventAcknowledgement, { method: 'POST', path: '/api/events', json: submission, anonymous: true });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return { refusal: { code: error.code, details: error.details } };
    }
  },
});
