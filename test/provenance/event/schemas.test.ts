import { expect } from 'chai';
import { z } from 'zod';
import { EVENTS } from '../../../provenance/event/event.ts';
import { freeStrings } from '../../support/free-strings.ts';

describe('event bodies', () => {
  for (const [type, schema] of Object.entries(EVENTS))
    it(`${type} has no free string`, () => expect(freeStrings(z.toJSONSchema(schema))).to.deep.equal([]));

  it('finds a free string where there is one', () =>
    expect(freeStrings(z.toJSONSchema(z.strictObject({ note: z.string() })))).to.deep.equal(['/properties/note']));
});
