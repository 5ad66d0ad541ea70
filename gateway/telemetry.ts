import { Counter, Gauge, Histogram } from 'prom-client';
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../platform/telemetry/logger.ts';
import type { Metrics } from '../platform/telemetry/metrics.ts';
import type { LogTelemetry } from './log/log.ts';

/** What the gateway measures of itself; no label names a person, a key or an item. */
export interface GatewayTelemetry extends LogTelemetry {
  /** An event was taken, known already, or refused with this code. */
  readonly counted: (event: { readonly type: string; readonly code: string }) => void;
  /** Unix seconds of the newest checkpoint's witnessed time. */
  readonly witnessed: (seconds: number) => void;
}

export const createGatewayTelemetry = ({ registry }: Metrics, log: Logger, clock: Clock): GatewayTelemetry => {
  const registers = [registry];
  const events = new Counter({
    name: 'xinbiao_events_total',
    help: 'Events by type and by what became of them: accepted, known, or the code of the refusal.',
    labelNames: ['type', 'code'] as const,
    registers,
  });
  const sizes = new Histogram({
    name: 'xinbiao_log_batch_events',
    help: 'Events committed together.',
    buckets: [0, 1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  const times = new Histogram({
    name: 'xinbiao_log_commit_seconds',
    help: 'Time to judge, append and commit one batch.',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1, 5],
    registers,
  });
  const checkpoint = new Gauge({ name: 'xinbiao_log_checkpoint_size', help: 'Entries under the newest checkpoint.', registers });
  let witnessedAt: number | undefined;
  const age = new Gauge({
    name: 'xinbiao_log_witnessed_age_seconds',
    help: 'Age of the newest witnessed time; absent before the first quorum.',
    registers,
    collect: () => {
      if (witnessedAt !== undefined) age.set(Math.max(0, clock() / 1000 - witnessedAt));
    },
  });
  return {
    counted: ({ type, code }) => events.inc({ type, code }),
    batch: ({ events: count, seconds }) => {
      sizes.observe(count);
      times.observe(seconds);
    },
    checkpoint: (size) => checkpoint.set(size),
    witnessed: (seconds) => {
      witnessedAt = seconds;
    },
    failed: (error) => log.error({ error }, 'log failed'),
  };
};
