import { expect } from 'chai';
import { DomainError } from '../../../common/errors.ts';
import { createBenchItems, type BenchItems } from '../../../console/src/data/connected/bench-items.ts';
import type { TakenItem } from '../../../console/src/space/acts/labeler.ts';
import type { OpenedItem } from '../../../console/src/space/acts/listed-item.ts';

const LEASE = 600_000;

interface Bed {
  readonly items: BenchItems;
  readonly asked: string[];
  /** How often other items were fetched ahead. */
  readonly changes: () => number;
}

/** A gateway that has some free items and one with an own label, and keeps what it was asked; `damaged` does not open. */
const openItems = (free: readonly string[] = ['one', 'two', 'three']): Bed => {
  const asked: string[] = [];
  let changes = 0;
  const open = (item: string): OpenedItem => ({ lot: 'lot', item, position: 0, text: `text of ${item}` });
  const items = createBenchItems({
    lot: 'lot',
    pending: () => [],
    changed: () => void changes++,
    labeler: {
      fetchItem: (_lot, held = []) => {
        const item = free.find((one) => !held.includes(one));
        if (item === undefined) return Promise.reject(new DomainError('nothing-free'));
        asked.push(`take ${item}`);
        const opened = (): Promise<TakenItem> => {
          asked.push(`open ${item}`);
          return item === 'damaged' ? Promise.reject(new DomainError('item-refused')) : Promise.resolve({ ...open(item), until: LEASE });
        };
        return Promise.resolve({ item, until: LEASE, open: opened });
      },
      reopenItem: (_lot, item) => {
        asked.push(`reopen ${item}`);
        return item === 'foreign' ? Promise.reject(new DomainError('item-not-own')) : Promise.resolve(open(item));
      },
      renew: (item) => {
        asked.push(`renew ${item}`);
        return Promise.resolve(2 * LEASE);
      },
      giveBack: (item) => {
        asked.push(`give back ${item}`);
        return Promise.resolve();
      },
    },
  });
  return { items, asked, changes: () => changes };
};

describe('items on the bench', () => {
  it('of an earlier sitting are asked for once, and need no lease', async () => {
    const { items, asked } = openItems();
    expect((await items.reopen('labeled', true)).text).to.equal('text of labeled');
    expect((await items.reopen('labeled', true)).text).to.equal('text of labeled');
    expect(items.until('labeled')).to.equal(undefined);
    await items.renew();
    expect(asked).to.deep.equal(['reopen labeled']);
    expect([...items.open()]).to.deep.equal(['labeled']);
  });

  it('that were shown in this sitting are opened again without a question, their lease goes on until they have a label', async () => {
    const { items, asked } = openItems();
    const { item } = await items.next();
    await items.fetchAhead();
    items.finish(item);
    await items.reopen(item, false);
    expect(items.until(item)).to.equal(LEASE);
    await items.renew();
    expect(items.until(item)).to.equal(2 * LEASE);
    await items.reopen(item, true);
    expect(items.until(item)).to.equal(undefined);
    expect(asked).to.not.include(`reopen ${item}`);
  });

  it('are fetched ahead as they come and opened only when they are shown', async () => {
    const { items, asked, changes } = openItems();
    await items.next();
    await items.fetchAhead();
    expect([...items.ahead()]).to.deep.equal(['two', 'three']);
    expect(asked.filter((one) => one.startsWith('open'))).to.deep.equal(['open one']);
    expect(changes()).to.equal(2);
    await items.next();
    expect(asked.filter((one) => one.startsWith('open'))).to.deep.equal(['open one', 'open two']);
    expect([...items.ahead()]).to.deep.equal(['three']);
  });

  it('that do not open are given back, and hold up no other', async () => {
    const { items, asked } = openItems(['damaged', 'two']);
    const refused = await items.next().catch((error: unknown) => error);
    expect((refused as DomainError).code).to.equal('item-refused');
    expect(asked).to.deep.equal(['take damaged', 'open damaged', 'give back damaged']);
    expect((await items.next()).item).to.equal('two');
    expect([...items.open()]).to.deep.equal(['two']);
  });

  it('that are not the person’s stay closed', async () => {
    const { items } = openItems();
    const refused = await items.reopen('foreign', false).catch((error: unknown) => error);
    expect((refused as DomainError).code).to.equal('item-not-own');
    expect([...items.open()]).to.deep.equal([]);
  });

  it('are gone from memory once the bench is closed', async () => {
    const { items, asked } = openItems();
    await items.reopen('labeled', true);
    await items.close();
    await items.reopen('labeled', true);
    expect(asked).to.deep.equal(['reopen labeled', 'reopen labeled']);
  });
});
