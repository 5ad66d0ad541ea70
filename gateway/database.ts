import type { EntitySchema, MigrationInterface } from 'typeorm';
import { Log1764000000000 } from './migrations/0001-log.ts';
import { accountSchema } from './accounts/store.ts';
import { Identity1764000001000 } from './migrations/0002-identity.ts';
import { Sessions1764100000000 } from './migrations/0100-sessions.ts';
import { Accounts1764100100000 } from './migrations/0101-accounts.ts';
import { Labeling1764100200000 } from './migrations/0102-labeling.ts';
import { Sealing1764200000000 } from './migrations/0103-sealing.ts';
import { PaidReports1764300000000 } from './migrations/0104-paid-reports.ts';
import { Taking1764300100000 } from './migrations/0105-taking.ts';
import { UndoneItems1764400000000 } from './migrations/0106-undone-items.ts';
import { Overlap1764500000000 } from './migrations/0107-overlap.ts';
import { LateWork1764600000000 } from './migrations/0108-late-work.ts';
import { WorkBytes1764700000000 } from './migrations/0109-work-bytes.ts';
import { LotWraps1764800000000 } from './migrations/0110-lot-wraps.ts';
import { Verdicts1764900000000 } from './migrations/0111-verdicts.ts';
import { Croissant1765000000000 } from './migrations/0112-croissant.ts';
import { Pay1765100000000 } from './migrations/0113-pay.ts';
import { ItemHeaders1765200000000 } from './migrations/0114-item-headers.ts';
import { Samples1765300000000 } from './migrations/0115-samples.ts';
import { Reworks1765400000000 } from './migrations/0116-reworks.ts';
import { WitnessedTimes1765500000000 } from './migrations/0117-witnessed-times.ts';
import { GoldFigures1765800000000 } from './migrations/0120-gold-figures.ts';
import { GoldContests1765900000000 } from './migrations/0121-gold-contests.ts';
import { artifactSchema } from './sessions/artifact-store.ts';
import { sessionSchema, signInSchema } from './sessions/store.ts';

/** Every table of the gateway, oldest migration first. */
export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [
  Log1764000000000,
  Identity1764000001000,
  Sessions1764100000000,
  Accounts1764100100000,
  Labeling1764100200000,
  Sealing1764200000000,
  PaidReports1764300000000,
  Taking1764300100000,
  UndoneItems1764400000000,
  Overlap1764500000000,
  LateWork1764600000000,
  WorkBytes1764700000000,
  LotWraps1764800000000,
  Verdicts1764900000000,
  Croissant1765000000000,
  Pay1765100000000,
  ItemHeaders1765200000000,
  Samples1765300000000,
  Reworks1765400000000,
  WitnessedTimes1765500000000,
  GoldFigures1765800000000,
  GoldContests1765900000000,
];
export const ENTITIES: readonly EntitySchema[] = [accountSchema, artifactSchema, signInSchema, sessionSchema] as readonly EntitySchema[];
