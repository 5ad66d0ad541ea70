import { z } from 'zod';
import { nothing } from '../../api/fields.ts';
import { cosignatureSubmission, sizeParameter } from '../../api/log.ts';
import { reply, type Route } from '../../platform/http/route.ts';
import { parseVerifierKey } from '../../provenance/log/note.ts';
import { fail } from '../errors.ts';
import { defineRoute } from '../route.ts';
import type { Cosignatures } from './cosignatures.ts';
import type { LogReader } from './reader.ts';
import { parseTilePath } from './tile-path.ts';

/** The one verifier key that a certified key's enrolment stated for its witness; its lines are kept though no policy lists it yet. */
export type StatedCosigner = (key: string) => Promise<string | undefined>;

const TEXT = 'text/plain; charset=utf-8';
/** A tile or bundle of a given width never changes. */
const FOREVER = 'private, max-age=31536000, immutable';

const checkpointRoutes = (reader: LogReader): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/log/checkpoint',
    access: 'either',
    summary: 'The newest checkpoint with a quorum of witnesses, else the newest one (C2SP tlog-checkpoint)',
    tag: 'log',
    answer: TEXT,
    handle: () => reader.checkpoint(),
  }),
  defineRoute({
    method: 'get',
    path: '/log/checkpoint/newest',
    access: 'either',
    summary: 'The newest signed checkpoint, for witnesses',
    tag: 'log',
    answer: TEXT,
    handle: () => reader.newest(),
  }),
  defineRoute({
    method: 'get',
    path: '/log/checkpoint/:size',
    access: 'either',
    summary: 'The checkpoint of one size, with the cosignatures that it has now',
    tag: 'log',
    params: sizeParameter,
    answer: TEXT,
    handle: ({ path: { size } }) => reader.ofSize(Number(size)),
  }),
];

const tileRoute = (reader: LogReader): Route =>
  defineRoute({
    method: 'get',
    path: '/log/tile/*path',
    access: 'either',
    summary: 'A tile or entry bundle (C2SP tlog-tiles) as a published checkpoint has it',
    tag: 'log',
    params: z.strictObject({ path: z.string().max(64) }),
    answer: 'application/octet-stream',
    handle: async ({ path: { path } }) => {
      const { level, index, width } = parseTilePath(path) ?? fail('size-not-published', { path });
      const bytes = level === 'entries' ? await reader.entries(index, width) : await reader.tile(level, index, width);
      return reply(bytes, { headers: { 'Cache-Control': FOREVER } });
    },
  });

export const createLogRoutes = (reader: LogReader, cosignatures: Cosignatures, statedBy: StatedCosigner): readonly Route[] => [
  ...checkpointRoutes(reader),
  tileRoute(reader),
  defineRoute({
    method: 'post',
    path: '/log/cosignatures',
    access: 'signature',
    roles: ['witness'],
    summary: "A witness's cosignature of a published checkpoint",
    tag: 'log',
    body: cosignatureSubmission,
    answer: nothing,
    handle: async ({ caller, body: { size, line } }) => {
      const stated = await statedBy(caller.key);
      await cosignatures.add(size, line, stated === undefined ? [] : [parseVerifierKey(stated)]);
      return {};
    },
  }),
];
