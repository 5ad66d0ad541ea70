import type { EntitySchema, MigrationInterface } from 'typeorm';
import { Log1764000000000 } from './migrations/0001-log.ts';
import { Identity1764000001000 } from './migrations/0002-identity.ts';

/** Every table of the gateway, oldest migration first. */
export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [Log1764000000000, Identity1764000001000];
export const ENTITIES: readonly EntitySchema[] = [];
