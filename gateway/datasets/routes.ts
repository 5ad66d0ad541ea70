import { dataset, datasets } from '../../api/datasets.ts';
import { idParameter } from '../../api/fields.ts';
import { pageQuery } from '../../api/lots.ts';
import type { Route } from '../../platform/http/route.ts';
import type { Directory } from '../directory.ts';
import { cutPage, PAGE } from '../paging.ts';
import { defineRoute } from '../route.ts';
import type { DatasetService } from './service.ts';

export const createDatasetRoutes = (service: DatasetService, directory: Directory): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/datasets',
    access: 'either',
    summary: 'Datasets of the own organisation, and those that others have published',
    tag: 'data',
    query: pageQuery,
    answer: datasets,
    handle: async ({ caller, query: { after, limit = PAGE } }) => {
      const rows = await service.list(directory.requireCertificate(caller), { after, limit: Number(limit) + 1 });
      const { shown, next } = cutPage(rows, Number(limit));
      return { datasets: shown, ...(next !== undefined && { next }) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/datasets/:id',
    access: 'either',
    summary: 'A dataset with what opens its commitments',
    tag: 'data',
    params: idParameter,
    answer: dataset,
    handle: async ({ caller, path: { id } }) => await service.read(id, directory.requireCertificate(caller)),
  }),
];
