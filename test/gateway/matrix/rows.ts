import { connectorRows } from './connectors.ts';
import { eventRows } from './events.ts';
import { identityRows } from './identity.ts';
import { logRows } from './log.ts';
import { operationRows } from './operation.ts';
import type { MatrixRow } from './row.ts';

/** A row for every route of the gateway, a file for each resource. */
export const ROWS: readonly MatrixRow[] = [...operationRows, ...logRows, ...eventRows, ...identityRows, ...connectorRows];
