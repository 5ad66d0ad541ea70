import type { DataSource } from '../source.ts';
import { createUnconnectedSource } from '../unconnected.ts';
import { createConnection, type Surroundings } from './connection.ts';
import { createLedgerData } from './ledger.ts';
import { createSessionData } from './session.ts';

/** The console over a gateway that it does not trust: every fact comes from the own copy of the log. */
export const createConnectedSource = (surroundings: Surroundings): DataSource => {
  const connection = createConnection(surroundings);
  return {
    ...createUnconnectedSource(),
    session: createSessionData(connection),
    ledger: createLedgerData(connection),
  };
};
