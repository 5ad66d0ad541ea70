import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { createBatch } from '../../../privacy/sealing/batch.ts';
import { openItem } from '../../../privacy/sealing/item.ts';
import { openBatchKey } from '../../../privacy/sealing/wrap.ts';
import { expectCode } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';
import {
  batchKey,
  batchOf,
  batchPlace,
  bytesOf,
  colleague,
  connector,
  head,
  idOf,
  itemOf,
  labeler,
  premiseOf,
  publicKeyOf,
} from '../../support/sealing.ts';

const names = Array.from({ length: 500 }, (_, i) => `item ${i}`);
const create = (items: readonly string[], key = batchKey) => createBatch({ head, items, key, connector, random: seededRandom('batch') });

describe('a batch', () => {
  it('of 500 items goes to its people and opens item by item', () => {
    const items = names.map((name) => itemOf(name));
    const batch = batchOf(items);
    const sealed = items.map((item) => batch.seal(item));
    for (const person of [labeler, colleague]) {
      const key = openBatchKey(batch.wrapFor(publicKeyOf(person)), batchPlace, person, publicKeyOf(connector));
      for (const [i, name] of names.entries())
        expect(openItem(sealed[i] ?? { signed: undefined, box: key }, key, premiseOf(name)).content).to.deep.equal(itemOf(name).content);
    }
    expect(new Set(sealed.map(({ box }) => toHex(box.slice(0, 24)))).size).to.equal(500);
  });
  it('of 501 items: batch-malformed', () => expectCode(() => create([...names, 'one more'].map(idOf)), 'batch-malformed'));
  it('of no items: batch-malformed', () => expectCode(() => create([]), 'batch-malformed'));
  it('with an item twice: batch-malformed', () => expectCode(() => create([idOf('a'), idOf('a')]), 'batch-malformed'));
  it('with a short key: batch-malformed', () => expectCode(() => create([idOf('a')], new Uint8Array(31)), 'batch-malformed'));
  it('takes no item that it does not list: batch-malformed', () =>
    expectCode(() => create([idOf('a')]).seal(itemOf('b')), 'batch-malformed'));
  it('opens with no other key', () => {
    const sealed = create([idOf('a')]).seal(itemOf('a'));
    return expectCode(() => openItem(sealed, bytesOf('key of another batch'), premiseOf('a')), 'item-key-differs');
  });
});
