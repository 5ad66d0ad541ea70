import type { EntitySchema, MigrationInterface } from 'typeorm';
import { Log1764000000000 } from './migrations/0001-log.ts';

/** Every table of the gateway, oldest migration first. */
export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [Log1764000000000];
export const ENTITIES: readonly EntitySchema[] = [];
