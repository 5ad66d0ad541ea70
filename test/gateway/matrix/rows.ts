import { accountRows } from './accounts.ts';
import { connectorRows } from './connectors.ts';
import { dataRows } from './data.ts';
import { eventRows } from './events.ts';
import { goldRows } from './gold.ts';
import { identityRows } from './identity.ts';
import { logRows } from './log.ts';
import { operationRows } from './operation.ts';
import { releaseRows } from './releases.ts';
import type { MatrixRow } from './row.ts';
import { sessionRows } from './sessions.ts';
import { workRows } from './work.ts';

/** A row for every route of the gateway, a file for each resource. */
export const ROWS: readonly MatrixRow[] = [
  ...operationRows,
  ...logRows,
  ...eventRows,
  ...identityRows,
  ...connectorRows,
  ...sessionRows,
  ...accountRows,
  ...dataRows,
  ...workRows,
  ...goldRows,
  ...releaseRows,
];
