import type { RequestSigner } from '../../../api/message-signature.ts';
import type { Clock } from '../../../common/clock.ts';
import type { RandomBytes } from '../../../common/crypto/random.ts';
import { createAlarms, type Alarms } from './alarm.ts';
import { createAnchor, type Anchor } from './anchor.ts';
import { fail } from './errors.ts';
import { createHttp, type Http } from './http.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createLogSource } from './log-source.ts';
import type { Fetch, KeyValueStore, Locks, Wait } from './ports.ts';

export interface ClientOptions {
  /** With cookies where a session is needed. */
  readonly fetch: Fetch;
  /** Address of the gateway without a slash at its end. */
  readonly base: string;
  readonly store: KeyValueStore;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly wait: Wait;
  readonly space: string;
  readonly org: string;
  /** For people without a session: signs every request with their certified key. */
  readonly signer?: RequestSigner;
}

/** One device of one organisation: what it trusts, what it has seen, what it found wrong. */
export interface Client {
  readonly options: ClientOptions;
  readonly http: Http;
  readonly alarms: Alarms;
  readonly anchor: Anchor;
  /** The own copy of the log, once there is a pin list; another one after a new list. */
  readonly current: () => Ledger | undefined;
  /** As `current`. @throws DomainError `pin-list-missing` */
  readonly ledger: () => Ledger;
  /**
   * Looks for a newer pin list and reads the log on.
   * @throws DomainError `root-unconfirmed`, `pin-list-missing`, those of `Ledger.advance`
   */
  follow(): Promise<Ledger>;
}

export const createClient = (options: ClientOptions): Client => {
  const { fetch, base, store, clock, wait, space, org, signer } = options;
  const http = createHttp({ fetch, base, ...(signer && { signer }) });
  const alarms = createAlarms(store, clock);
  const anchor = createAnchor({ store, http, alarms, space, org });
  let held: { readonly text: string; readonly ledger: Ledger } | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** A new policy may pin other roots: what counts is computed anew. */
  const ledgerUnder = async (): Promise<Ledger> => {
    const { text, policy } = await anchor.refresh();
    if (held?.text !== text) {
      held = { text, ledger: await createLedger({ space, policy, source: createLogSource(http), store, alarms, clock, wait }) };
    }
    return held.ledger;
  };

  return {
    options,
    http,
    alarms,
    anchor,
    current: () => held?.ledger,
    ledger: () => held?.ledger ?? fail('pin-list-missing', { org }),
    follow: async () => {
      const under = turn.then(ledgerUnder);
      turn = under.catch(() => undefined);
      const ledger = await under;
      await ledger.advance();
      return ledger;
    },
  };
};
