import { idParameter } from '../../api/fields.ts';
import { pageQuery } from '../../api/lots.ts';
import { project, projects } from '../../api/projects.ts';
import type { Route } from '../../platform/http/route.ts';
import type { Directory } from '../directory.ts';
import { cutPage, PAGE } from '../paging.ts';
import { defineRoute } from '../route.ts';
import type { ProjectService } from './service.ts';

export const createProjectRoutes = (service: ProjectService, directory: Directory): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/projects',
    access: 'either',
    summary:
      "Projects of the own organisation, those whose roster names its people or of which it inspects a lot; auditors and the operator's people see all",
    tag: 'labeling',
    query: pageQuery,
    answer: projects,
    handle: async ({ caller, query: { after, limit = PAGE } }) => {
      const rows = await service.list(directory.requireCertificate(caller), { after, limit: Number(limit) + 1 });
      const { shown, next } = cutPage(rows, Number(limit));
      return { projects: shown, ...(next !== undefined && { next }) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/projects/:id',
    access: 'either',
    summary: 'A project with the document that it commits to',
    tag: 'labeling',
    params: idParameter,
    answer: project,
    handle: async ({ caller, path: { id } }) => await service.read(id, directory.requireCertificate(caller)),
  }),
];
