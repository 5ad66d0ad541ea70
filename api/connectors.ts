import { z } from 'zod';
import { count, hash, uuid } from '../provenance/event/fields.ts';
import { commandOpening } from './documents.ts';
import { signedEvent } from './events.ts';
import { line, secret, verifierKey } from './fields.ts';

export const heartbeat = z
  .strictObject({
    version: line,
    /** Size of the newest checkpoint that it has verified. */
    size: count,
    cosigner: verifierKey.optional(),
  })
  .meta({ id: 'Heartbeat' });

/** Longest long poll, seconds. */
export const LONGEST_WAIT = 25;
export const tasksQuery = z.strictObject({
  wait: z
    .string()
    .regex(/^(?:[0-9]|1[0-9]|2[0-5])$/)
    .optional(),
});

export const connectorTasks = z
  .strictObject({
    /** Those without an answer, oldest first. */
    commands: z.array(z.strictObject({ signed: signedEvent, salt: secret, index: count, arguments: commandOpening })).max(50),
    /** Its open lots; `ready` when the gateway holds a label or report for each item, or the deadline has passed. */
    lots: z.array(z.strictObject({ id: uuid, ready: z.boolean() })).max(1000),
    /** Signed releases whose files are missing. */
    releases: z.array(uuid).max(1000),
  })
  .meta({ id: 'ConnectorTasks' });
export type ConnectorTasks = z.infer<typeof connectorTasks>;
export const commandParameter = z.strictObject({ id: hash });
