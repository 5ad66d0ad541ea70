import { z } from 'zod';
import { defineSettings, setting } from '../platform/config.ts';

/** Settings of `npm start`. */
export const startSettings = defineSettings({
  process: 'npm start',
  purpose: 'The whole demo space on this machine: gateway, console, three connectors and four witnesses.',
  schema: z.object({
    PORT: setting(
      z.coerce.number().int().min(0).max(65_535).default(8080),
      'Port of the gateway and console on loopback; 0 takes a free one.',
    ),
    DATA_DIR: setting(z.string().min(1).default('data'), 'Folder that holds everything kept between runs, one folder a process.'),
    DATABASE_URL: setting(
      z.url({ protocol: /^postgres(ql)?$/ }).optional(),
      'An own PostgreSQL 16 or newer for the gateway instead of the embedded one.',
      {
        secret: true,
      },
    ),
  }),
});
