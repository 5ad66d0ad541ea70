import { z } from 'zod';
import { DEFAULT_LIMITS, MOST_ROWS } from './sources/limits.ts';
import { defineSettings, setting, type Configuration } from '../platform/config.ts';

const common = {
  DATA_DIR: setting(
    z.string().min(1),
    "The process's own folder: `enrolment.json` (from the administrator), `keys/` (made at the first start), `pins.json`, `alarms/`.",
  ),
  GATEWAY_URL: setting(
    z.url({ protocol: /^https?$/ }).optional(),
    'Address of the gateway, when it is no longer the one that the enrolment file names.',
  ),
};

/** Settings of a member's connector. */
export const connectorSettings = defineSettings({
  process: 'connector',
  purpose:
    "A member's connector: reads the tables in `source/`, keeps `release/` and the embedded database beside them, and witnesses the log.",
  schema: z.object({
    ...common,
    DATABASE_URL: setting(z.url({ protocol: /^postgres(ql)?$/ }).optional(), 'An own PostgreSQL 16 or newer instead of the embedded one.', {
      secret: true,
    }),
    SOURCE_BYTES: setting(
      z.coerce
        .number()
        .int()
        .min(1)
        .max(2 ** 40)
        .default(DEFAULT_LIMITS.bytes),
      'Largest file in `source/` that is read, in bytes. A registered table takes two to three times its size in the database.',
    ),
    SOURCE_ROWS: setting(z.coerce.number().int().min(1).max(MOST_ROWS).default(DEFAULT_LIMITS.rows), 'Most rows of a file in `source/`.'),
  }),
});
export type ConnectorConfiguration = Configuration<typeof connectorSettings>;

/** Settings of a witness that is nothing else. */
export const witnessSettings = defineSettings({
  process: 'witness',
  purpose: 'A witness of the log that is nothing else, such as the auditor’s: keeps its state in `witness.json` and needs no database.',
  schema: z.object(common),
});
