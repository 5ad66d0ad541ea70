import { expect } from 'chai';
import { stockOf } from '../../../console/src/data/connected/contact.ts';
import type { Lot } from '../../../provenance/space/state.ts';

const lot = (body: object, more: object = {}): Lot => ({ opened: { signed: { event: { body } } }, ...more }) as unknown as Lot;
const SEALED = { lotKey: 'ab'.repeat(32) };
const ready = 214;

describe('what lies ready of a lot', () => {
  it('is what is free of a sealed one, as long as it is open', () => {
    expect(stockOf(lot(SEALED), { ready })).to.deep.equal({ ready: 214 });
    expect(stockOf(lot({}), { ready })).to.equal(undefined);
    expect(stockOf(lot(SEALED, { closed: {} }), { ready })).to.equal(undefined);
  });

  it('says since when its owner is silent, by the gateway’s own clock', () => {
    expect(stockOf(lot(SEALED), { ready, contact: { seen: 5, age: 30_000 } })).to.deep.equal({ ready: 214 });
    expect(stockOf(lot(SEALED), { ready, contact: { seen: 5, age: 30_001 } })).to.deep.equal({ ready: 214, offlineSince: 5 });
  });
});
