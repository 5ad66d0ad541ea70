import { idParameter } from '../../api/fields.ts';
import { sample, sampleQuery } from '../../api/samples.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { SampleService } from './service.ts';

export const createSampleRoutes = (service: SampleService): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/lots/:id/sample',
    access: 'either',
    roles: ['reviewer'],
    summary:
      'Labels of a closed lot that are to be inspected, with their items and the verdicts so far, for reviewers of the firm that inspects it',
    tag: 'lots',
    params: idParameter,
    query: sampleQuery,
    answer: sample,
    handle: ({ caller, path: { id }, query: { after = '-1' } }) => service.read(id, caller, Number(after)),
  }),
];
