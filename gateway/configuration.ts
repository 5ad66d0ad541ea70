import { z } from 'zod';
import { defineSettings, setting, type Configuration } from '../platform/config.ts';
import { BYTES_AN_ITEM } from './work/label-quota.ts';

/** Settings of the gateway's process. */
export const gatewaySettings = defineSettings({
  process: 'gateway',
  purpose: 'The directory, relay and log of one space, and the console that it serves.',
  schema: z.object({
    PORT: setting(
      z.coerce.number().int().min(0).max(65_535).default(8080),
      'Port of the gateway and console on loopback; 0 takes a free one.',
    ),
    DATA_DIR: setting(
      z.string().min(1),
      "The gateway's own folder: `space.json` (whose roots may join), `keys/` (made at the first start), and the embedded database.",
    ),
    DATABASE_URL: setting(z.url({ protocol: /^postgres(ql)?$/ }).optional(), 'An own PostgreSQL 16 or newer instead of the embedded one.', {
      secret: true,
    }),
    ORIGIN: setting(
      z.url({ protocol: /^https?$/ }).optional(),
      'Where browsers reach the gateway, without a path, when a proxy stands in front; `http://localhost:PORT` otherwise.',
    ),
    CHECKPOINT_MS: setting(
      z.coerce.number().int().min(50).max(60_000).default(2000),
      'Milliseconds from one checkpoint to the next at least; there is none while nothing new is logged.',
    ),
    LABEL_BYTES: setting(
      z.coerce.number().int().min(16_384).max(1_073_741_824).default(BYTES_AN_ITEM),
      'Bytes of labels and reports that one person may have logged on a lot, corrections among them, for each item of the lot and for 128 more.',
    ),
  }),
});
export type GatewayConfiguration = Configuration<typeof gatewaySettings>;
