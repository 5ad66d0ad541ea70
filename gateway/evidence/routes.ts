import { idParameter, labelQuery, releaseItemParameters } from '../../api/fields.ts';
import type { Route } from '../../platform/http/route.ts';
import type { Directory } from '../directory.ts';
import { defineRoute } from '../route.ts';
import type { DrawService } from './draw.ts';
import type { RecordService } from './record.ts';
import type { EvidenceService } from './service.ts';

export const createLotEvidenceRoutes = (draws: DrawService, records: RecordService, directory: Directory): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/lots/:id/draw',
    access: 'either',
    summary: 'What the draw of a closed lot’s sample rests on, to be redone offline',
    tag: 'lots',
    params: idParameter,
    answer: 'application/json',
    handle: async ({ caller, path: { id } }) => await draws.lotFile(id, directory.requireCertificate(caller)),
  }),
  defineRoute({
    method: 'get',
    path: '/api/lots/:id/record',
    access: 'either',
    summary: 'What the quality of an inspected lot rests on, and its certificate, to be verified offline',
    tag: 'lots',
    params: idParameter,
    answer: 'application/json',
    handle: async ({ caller, path: { id } }) => await records.lotRecord(id, directory.requireCertificate(caller)),
  }),
];

export const createEvidenceRoutes = (service: EvidenceService, directory: Directory): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/releases/:id/items/:item/evidence',
    access: 'either',
    summary: 'Evidence for one released label, to be verified offline',
    tag: 'releases',
    params: releaseItemParameters,
    query: labelQuery,
    answer: 'application/json',
    handle: async ({ caller, path: { id, item }, query: { label } }) =>
      await service.bundle(id, item, directory.requireCertificate(caller), label),
  }),
];
