import type { EntitySchema, MigrationInterface } from 'typeorm';
import { Ledger1764100000000 } from './migrations/0001-ledger.ts';
import { Chain1764100001000 } from './migrations/0002-chain.ts';

/** Every table of a connector, oldest migration first. */
export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [Ledger1764100000000, Chain1764100001000];
/** The stores speak SQL. */
export const ENTITIES: readonly EntitySchema[] = [];
