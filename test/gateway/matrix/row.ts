import type { Method } from '../../../platform/http/route.ts';
import type { Call, TestGateway } from '../../support/gateway.ts';

/** One request of the matrix; `path` is the address itself. */
export interface MatrixRequest extends Call {
  readonly path: string;
}

type Make = (gateway: TestGateway) => MatrixRequest | Promise<MatrixRequest>;

/** A refusal: who asks, and with which status and code it is refused. */
interface Refusal {
  readonly request: Make;
  readonly status: number;
  readonly code: string;
}

/**
 * How one route behaves. Without credentials `success` must be refused with 401 unless the route is public. The wrong party, where a row does
 * not name one of its own, is a caller of the other kind, or a key that nobody certified.
 */
export interface MatrixRow {
  readonly method: Method;
  /** The route's pattern. */
  readonly route: string;
  readonly success: Make;
  /** Of a success; 200 where absent. */
  readonly status?: number;
  readonly wrongParty?: readonly Refusal[];
  /** `nothing`: the route parses no part of a request. */
  readonly malformed: Make | 'nothing';
  /** What a malformed request is answered; 400 and `request-malformed` where absent. */
  readonly malformedAs?: { readonly status: number; readonly code: string };
}
