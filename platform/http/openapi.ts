import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { problem } from '../../api/problem.ts';
import { defineRoute, type MediaType, type Route } from './route.ts';

export interface ApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
}

const SECURITY = {
  public: [],
  session: [{ session: [] }],
  signature: [{ signature: [] }],
  either: [{ session: [] }, { signature: [] }],
} as const;

const PROBLEM = { description: 'Refused or failed', content: { 'application/problem+json': { schema: problem } } };

/** Koa's `/x/:id` and `/x/*rest` in OpenAPI's spelling. */
export const toOpenApiPath = (path: string): string => path.replaceAll(/[:*](\w+)/g, '{$1}');

const toContent = (answer: z.ZodType | MediaType) =>
  typeof answer === 'string' ? { [answer.split(';')[0] ?? answer]: { schema: z.string() } } : { 'application/json': { schema: answer } };

const toConfig = (route: Route): RouteConfig => {
  const { method, path, access, summary, params, query, body, answer, tag, roles } = route;
  return {
    method,
    path: toOpenApiPath(path),
    summary,
    ...(tag !== undefined && { tags: [tag] }),
    ...(roles && { description: `Needs one of the roles: ${roles.join(', ')}.` }),
    security: structuredClone(SECURITY[access]) as unknown as NonNullable<RouteConfig['security']>,
    request: {
      ...(params && { params: params as z.ZodObject }),
      ...(query && { query: query as z.ZodObject }),
      ...(body && { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      ...(answer === undefined ? { 204: { description: 'Done' } } : { 200: { description: 'The answer', content: toContent(answer) } }),
      default: PROBLEM,
    },
  };
};

/** The OpenAPI 3.1 document of exactly the routes that are served. */
export const createOpenApiDocument = (routes: readonly Route[], info: ApiInfo) => {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'session' });
  registry.registerComponent('securitySchemes', 'signature', {
    type: 'apiKey',
    in: 'header',
    name: 'Signature',
    description: 'HTTP message signature (RFC 9421) by a certified Ed25519 key.',
  });
  for (const route of routes) registry.registerPath(toConfig(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: info.title, version: info.version, ...(info.description !== undefined && { description: info.description }) },
  });
};

/** `/openapi.json`, which describes itself too. */
export const withOpenApi = (routes: readonly Route[], info: ApiInfo): readonly Route[] => {
  const all: Route[] = [...routes];
  let text: string | undefined;
  all.push(
    defineRoute({
      method: 'get',
      path: '/openapi.json',
      access: 'public',
      summary: 'This description (OpenAPI 3.1).',
      tag: 'operation',
      answer: 'application/json',
      handle: () => (text ??= JSON.stringify(createOpenApiDocument(all, info))),
    }),
  );
  return all;
};
