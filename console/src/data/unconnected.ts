import { DomainError } from '../../../common/errors.ts';
import type { DataSource } from './source.ts';

const refuse = (): Promise<never> => Promise.reject(new DomainError('not-connected'));

const port = <Port extends object>(own: Partial<Port> = {}): Port =>
  new Proxy(own, { get: (target, name) => Reflect.get(target, name) ?? refuse }) as Port;

/** Every question fails with `not-connected`: what the pages show before a gateway stands behind them. */
export const createUnconnectedSource = (): DataSource => ({
  session: port(),
  ledger: port<DataSource['ledger']>({ facts: () => ({ state: 'unreachable' }), watch: () => () => undefined }),
  datasets: port(),
  publishing: port(),
  projects: port(),
  work: port(),
  evidence: port(),
  team: port(),
  connectors: port(),
  organisation: port(),
  admission: port(),
});
