import { expect } from 'chai';
import { z } from 'zod';
import { EVENTS } from '../../../provenance/event/event.ts';

/** Every string in a JSON Schema must be closed: an enumeration, a constant, or a pattern without room for free text. */
const freeStrings = (schema: unknown, at = ''): string[] => {
  if (Array.isArray(schema)) return schema.flatMap((part, i) => freeStrings(part, `${at}/${i}`));
  if (typeof schema !== 'object' || schema === null) return [];
  const node = schema as Record<string, unknown>;
  const open = node['type'] === 'string' && node['enum'] === undefined && node['const'] === undefined && node['pattern'] === undefined;
  return [...(open ? [at] : []), ...Object.entries(node).flatMap(([key, value]) => freeStrings(value, `${at}/${key}`))];
};

describe('event bodies', () => {
  for (const [type, schema] of Object.entries(EVENTS))
    it(`${type} has no free string`, () => expect(freeStrings(z.toJSONSchema(schema))).to.deep.equal([]));

  it('finds a free string where there is one', () =>
    expect(freeStrings(z.toJSONSchema(z.strictObject({ note: z.string() })))).to.deep.equal(['/properties/note']));
});
