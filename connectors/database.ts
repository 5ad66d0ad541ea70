import type { EntitySchema, MigrationInterface } from 'typeorm';
import { Ledger1764100000000 } from './migrations/0001-ledger.ts';
import { Chain1764100001000 } from './migrations/0002-chain.ts';
import { Datasets1764100002000 } from './migrations/0003-datasets.ts';
import { Labeling1764100003000 } from './migrations/0004-labeling.ts';
import { Commands1764100004000 } from './migrations/0005-commands.ts';
import { Drafts1764100005000 } from './migrations/0006-drafts.ts';
import { Sealing1764200000000 } from './migrations/0007-sealing.ts';
import { Derivations1764300000000 } from './migrations/0008-derivations.ts';
import { BatchLevels1764400000000 } from './migrations/0009-batch-levels.ts';
import { LotWraps1764500000000 } from './migrations/0010-lot-wraps.ts';
import { Draws1764600000000 } from './migrations/0011-draws.ts';
import { Croissant1764700000000 } from './migrations/0012-croissant.ts';
import { KeptPoints1764800000000 } from './migrations/0013-kept-points.ts';
import { Samples1764900000000 } from './migrations/0014-samples.ts';
import { Gold1765000000000 } from './migrations/0015-gold.ts';
import { GoldScores1765000100000 } from './migrations/0016-gold-scores.ts';
import { GoldBoxes1765000200000 } from './migrations/0020-gold-boxes.ts';

/** Every table of a connector, oldest migration first. */
export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [
  Ledger1764100000000,
  Chain1764100001000,
  Datasets1764100002000,
  Labeling1764100003000,
  Commands1764100004000,
  Drafts1764100005000,
  Sealing1764200000000,
  Derivations1764300000000,
  BatchLevels1764400000000,
  LotWraps1764500000000,
  Draws1764600000000,
  Croissant1764700000000,
  KeptPoints1764800000000,
  Samples1764900000000,
  Gold1765000000000,
  GoldScores1765000100000,
  GoldBoxes1765000200000,
];
/** The stores speak SQL. */
export const ENTITIES: readonly EntitySchema[] = [];
