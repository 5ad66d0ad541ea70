import { z } from 'zod';
import { health } from '../../api/health.ts';
import { refusal } from '../errors.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { defineRoute, type Route } from './route.ts';

export interface Probes {
  /** What must work for the process to serve, by name; each throws while it does not. */
  readonly checks: Readonly<Record<string, () => Promise<unknown>>>;
  readonly metrics: Metrics;
}

const LATE_MS = 2000;

const works = (check: () => Promise<unknown>): Promise<boolean> => {
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), LATE_MS).unref();
  });
  const passes = check().then(
    () => true,
    () => false,
  );
  return Promise.race([passes, late]);
};

/** Each check's name and whether it passes now. */
const runChecks = async (checks: Probes['checks']): Promise<Readonly<Record<string, boolean>>> => {
  const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await works(check)] as const));
  return Object.fromEntries(results);
};

/** Does the process run (`/health`), can it serve (`/ready`), and how does it fare (`/metrics`, Prometheus text). */
export const createProbes = ({ checks, metrics }: Probes): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/health',
    access: 'public',
    summary: 'The process runs.',
    tag: 'operation',
    answer: health,
    handle: () => ({ status: 'ok' as const }),
  }),
  defineRoute({
    method: 'get',
    path: '/ready',
    access: 'public',
    summary: 'Everything that the process needs works; else 503 with what does not.',
    tag: 'operation',
    answer: z.looseObject({ ready: z.literal(true) }),
    handle: async () => {
      const results = await runChecks(checks);
      if (Object.values(results).includes(false)) throw refusal('not-ready', { ready: false, ...results });
      return { ready: true as const, ...results };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/metrics',
    access: 'public',
    summary: 'Metrics in the Prometheus text format: counts and times of the process, nothing about people.',
    tag: 'operation',
    answer: 'text/plain; version=0.0.4; charset=utf-8',
    handle: () => metrics.registry.metrics(),
  }),
];
