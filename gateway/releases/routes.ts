import { idParameter, nothing } from '../../api/fields.ts';
import { pageQuery } from '../../api/lots.ts';
import { release, releaseFiles, releases } from '../../api/releases.ts';
import type { Route } from '../../platform/http/route.ts';
import type { Directory } from '../directory.ts';
import { cutPage, PAGE } from '../paging.ts';
import { defineRoute } from '../route.ts';
import type { ReleaseService } from './service.ts';

/** A JSONL file of 16 MB, quoted in JSON, what describes it, and its manifest. */
const FILES_LIMIT = 36 * 1024 * 1024;

const createFileRoutes = (service: ReleaseService, directory: Directory): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/releases/:id/data',
    access: 'either',
    summary: 'The JSONL file, byte for byte as signed',
    tag: 'releases',
    params: idParameter,
    answer: 'application/x-ndjson',
    handle: async ({ caller, path: { id } }) => await service.data(id, directory.requireCertificate(caller)),
  }),
  defineRoute({
    method: 'get',
    path: '/api/releases/:id/croissant',
    access: 'either',
    summary: 'Croissant 1.1 metadata of the JSONL file, byte for byte as signed',
    tag: 'releases',
    params: idParameter,
    answer: 'application/ld+json',
    handle: async ({ caller, path: { id } }) => await service.croissant(id, directory.requireCertificate(caller)),
  }),
];

export const createReleaseRoutes = (service: ReleaseService, directory: Directory): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/releases',
    access: 'either',
    summary: 'Releases of the own organisation; auditors see all',
    tag: 'releases',
    query: pageQuery,
    answer: releases,
    handle: async ({ caller, query: { after, limit = PAGE } }) => {
      const rows = await service.list(directory.requireCertificate(caller), { after, limit: Number(limit) + 1 });
      const { shown, next } = cutPage(rows, Number(limit));
      return { releases: shown, ...(next !== undefined && { next }) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/releases/:id',
    access: 'either',
    summary: 'A release and its manifest',
    tag: 'releases',
    params: idParameter,
    answer: release,
    handle: async ({ caller, path: { id } }) => await service.read(id, directory.requireCertificate(caller)),
  }),
  ...createFileRoutes(service, directory),
  defineRoute({
    method: 'put',
    path: '/api/releases/:id/files',
    access: 'signature',
    roles: ['connector'],
    summary: "The files from the owner's connector, checked against the hashes that the owner signed",
    tag: 'releases',
    params: idParameter,
    body: releaseFiles,
    bodyLimit: FILES_LIMIT,
    answer: nothing,
    handle: async ({ caller, path: { id }, body }) => {
      await service.keepFiles(id, body, caller);
      return {};
    },
  }),
];
