import type { MatrixRow } from './row.ts';

const page = (route: string): MatrixRow => ({ method: 'get', route, success: () => ({ path: route }), malformed: 'nothing' });

export const operationRows: readonly MatrixRow[] = [
  page('/health'),
  page('/ready'),
  page('/metrics'),
  page('/openapi.json'),
  page('/api/space'),
];
