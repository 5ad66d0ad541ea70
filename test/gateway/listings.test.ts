import { expect } from 'chai';
import { createParts } from '../../gateway/parts.ts';
import { believePersons, startTestGateway, type TestGateway } from '../support/gateway.ts';

/** Lists that have no pages, and why none of them grows beyond its schema's bound. */
const WITHOUT_PAGES: Readonly<Record<string, string>> = {
  'get /api/organisations': 'the operator admits organisations by a file that holds at most 1,000',
  'get /api/enrolments': 'an organisation has 200 places for machines that wait',
  'get /api/connector/tasks': 'what is done leaves the list, and what did not fit comes with the next call',
  'get /api/datasets/{id}': 'the first 1,000 events of one dataset; the log has all',
  'get /api/projects/{id}': 'the first 1,000 events and the newest 1,000 lots of one project; the log has all',
  'get /api/lots/{id}/contests': 'one a person who labeled in the lot',
  'get /api/session': 'there are fewer roles than ten',
};

interface Schema {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Places of the arrays in a schema that say no most. */
const unbounded = (schema: unknown, at: string): readonly string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, maxItems } = schema as Schema;
  const own = type === 'array' && maxItems === undefined && !('prefixItems' in schema) ? [at] : [];
  return [...own, ...Object.entries(schema).flatMap(([name, part]) => unbounded(part, `${at}/${name}`))];
};

describe('the lists of the API description', () => {
  let gateway: TestGateway;
  let document: Document;
  before(async () => {
    gateway = await startTestGateway({
      createParts: async (foundation) => {
        const { personOf } = await believePersons(foundation);
        return { ...(await createParts(foundation)), personOf };
      },
    });
    document = (await gateway.call('GET', '/openapi.json')).json as unknown as Document;
  });
  after(() => gateway.close());

  const resolve = (schema: Schema): Schema => document.components.schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;
  const listings = (): readonly { readonly name: string; readonly operation: Operation; readonly answer: Schema }[] =>
    Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, operation]) => {
        const answer = resolve(operation.responses['200']?.content?.['application/json']?.schema ?? {});
        const parts = [answer, ...Object.values(answer.properties ?? {})];
        return parts.some((part) => resolve(part).type === 'array') ? [{ name: `${method} ${path}`, operation, answer }] : [];
      }),
    );
  const hasPages = ({ operation, answer }: ReturnType<typeof listings>[number]): boolean =>
    operation.parameters?.some(({ name, in: place }) => name === 'after' && place === 'query') === true &&
    answer.properties?.['next'] !== undefined;

  it('come in pages, or can be no longer than a reason says', () => {
    const without = listings().filter((listing) => !hasPages(listing));
    expect(without.map(({ name }) => name)).to.have.members(Object.keys(WITHOUT_PAGES));
  });

  it('come in pages where there is one for each member, dataset, project, lot, label or release', () => {
    const paged = listings().filter(hasPages);
    expect(paged.map(({ name }) => name)).to.have.members([
      'get /api/people',
      'get /api/connectors',
      'get /api/datasets',
      'get /api/projects',
      'get /api/work',
      'get /api/lots/{id}/mine',
      'get /api/lots/{id}/annotations',
      'get /api/lots/{id}/sample',
      'get /api/lots/{id}/reworks',
      'get /api/returned',
      'get /api/me/statement',
      'get /api/me/figures',
      'get /api/lots/{id}/defects',
      'get /api/appeals',
      'get /api/contests',
      'get /api/releases',
      'get /api/team',
    ]);
  });

  it('have a most, in answers and in what is sent, however deep they lie', () => {
    expect([...unbounded(document.paths, '/paths'), ...unbounded(document.components.schemas, '')]).to.deep.equal([]);
  });
});
