import { expect } from 'chai';
import { toSignableBytes, type Json } from '../../../common/canonical-json.ts';
import { WorkBytes1764700000000 } from '../../../gateway/migrations/0109-work-bytes.ts';
import { quotaOf, takeRoom } from '../../../gateway/work/label-quota.ts';
import type { SealedLabel } from '../../../privacy/sealing/messages.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { hireLabeler, label, openLot, report, startLabelingGateway } from '../../support/labeling.ts';
import { openSealedLot, type SealedLot } from '../../support/sealed-lot.ts';
import type { Actor } from '../../support/scripted-space.ts';

describe('the bytes of labels that one person may have logged on a lot', () => {
  let gateway: TestGateway;
  let wang: Actor;
  let li: Actor;
  /** Of a lot of three items: 131,000 bytes. */
  const bytesAnItem = 1000;
  before(async () => {
    gateway = await startLabelingGateway({ bytesAnItem });
    wang = gateway.space.labeler;
    li = await hireLabeler(gateway);
  });
  after(() => gateway.close());

  const refused = ({ status, code }: { readonly status: number; readonly code: unknown }) => ({ status, code });
  const sizeOf = (value: unknown): number => toSignableBytes(value as Json).length;
  const EXHAUSTED = { status: 409, code: 'label-quota-exhausted' };

  describe('are counted', () => {
    const take = (lot: string, key: string, bytes: number, ownKeys = [key]) =>
      takeRoom(gateway.database.manager, { lot, key, ownKeys, bytes }, 100);

    it('up to the very last, and not one over', async () => {
      const lot = gateway.script.newId();
      expect(await take(lot, 'a', 101)).to.equal(false);
      expect(await take(lot, 'a', 60)).to.equal(true);
      expect(await take(lot, 'a', 41)).to.equal(false);
      expect(await take(lot, 'a', 40)).to.equal(true);
      expect(await take(lot, 'a', 1)).to.equal(false);
    });

    it('over all devices of the person, for each person and each lot on its own', async () => {
      const [lot, other] = [gateway.script.newId(), gateway.script.newId()];
      expect(await take(lot, 'a', 70)).to.equal(true);
      expect(await take(lot, 'a2', 31, ['a', 'a2'])).to.equal(false);
      expect(await take(lot, 'a2', 30, ['a', 'a2'])).to.equal(true);
      expect(await take(lot, 'a', 1, ['a', 'a2'])).to.equal(false);
      expect(await take(lot, 'b', 100)).to.equal(true);
      expect(await take(other, 'a', 100, ['a', 'a2'])).to.equal(true);
    });
  });

  describe('of a sealed project', () => {
    let lot: SealedLot;
    let sealed: ReturnType<SealedLot['seal']>['sealed'];
    beforeEach(async () => {
      lot = await openSealedLot(gateway, [wang, li]);
      const batch = lot.seal();
      ({ sealed } = batch);
      await lot.deliver(sealed);
      await lot.wrap([batch.wrapFor(wang), batch.wrapFor(li)]);
    });
    /** @param characters of base64 */
    const labelAt = (at: number, by: Actor, characters: number, correction: { revision?: number; replaces?: string } = {}) => {
      const spoil = (): SealedLabel => ({
        v: 1,
        key: '0'.repeat(64),
        box: 'A'.repeat(characters),
        wraps: { lot: '0'.repeat(160), author: '1'.repeat(160) },
      });
      const item = sealed[at] ?? expect.fail('no item');
      return lot.label(at, by, { item, spoil, ...correction });
    };

    it('hold up whoever sends garbage without end, whatever its form, and nobody else', async () => {
      const first = await labelAt(0, wang, 60_000);
      expect(first.status).to.equal(201);
      expect((await labelAt(1, wang, 60_000)).status).to.equal(201);
      // Neither another item, nor a correction, nor a label that its connector took back makes room.
      const { json, ...third } = await labelAt(2, wang, 60_000);
      expect(refused(third)).to.deep.equal(EXHAUSTED);
      expect(json).to.deep.include({ code: 'label-quota-exhausted' });
      const correction = { revision: 1, replaces: first.event.id };
      expect(refused(await labelAt(0, wang, 60_000, correction))).to.deep.equal(EXHAUSTED);
      expect((await lot.declare(0, first.event.id)).status).to.equal(201);
      expect(refused(await labelAt(0, wang, 60_000))).to.deep.equal(EXHAUSTED);
      // What was refused holds no place, and somebody else has her own room.
      expect((await labelAt(0, li, 60_000)).status).to.equal(201);
      expect((await labelAt(2, li, 2000)).status).to.equal(201);
      const { json: listed } = await gateway.call('GET', `/api/lots/${lot.id}/annotations`, { by: gateway.space.connector });
      expect(listed['annotations']).to.have.length(4);
    });

    it('leave room for a short label where a long one had none', async () => {
      expect((await labelAt(0, wang, 124_000)).status).to.equal(201);
      expect(refused(await labelAt(1, wang, 8000))).to.deep.equal(EXHAUSTED);
      expect((await labelAt(1, wang, 1400)).status).to.equal(201);
    });
  });

  describe('of an open project', () => {
    it('are counted by what was sent, reports among them; in other lots work goes on', async () => {
      const lot = await openLot(gateway, { texts: ['市'.repeat(1000), '一段', '二段', '三段', '四段'], labelers: [wang, li] });
      const long = [
        ...Array.from({ length: 1000 }, (_, at) => ({
          from_name: 'who',
          to_name: 'text',
          type: 'labels',
          value: { start: at, end: at + 1, labels: ['部门'] },
        })),
        { from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['任务'] } },
      ];
      const first = await label(gateway, lot, 0, wang, { result: long });
      expect(first.status).to.equal(201);
      const again = await label(gateway, lot, 0, wang, { result: long, revision: 1, replaces: first.event.id });
      expect(refused(again)).to.deep.equal(EXHAUSTED);
      const room = quotaOf(bytesAnItem, 5) - sizeOf(first.event.signed) - sizeOf(first.opening);
      let [{ id }, used] = [first.event, 0];
      for (let revision = 1; ; revision++) {
        const { event, opening, ...answer } = await label(gateway, lot, 0, wang, { revision, replaces: id });
        const bytes = sizeOf(event.signed) + sizeOf(opening);
        expect(answer.status === 201, `revision ${revision}`).to.equal(used + bytes <= room);
        if (answer.status !== 201) break;
        [{ id }, used] = [event, used + bytes];
      }
      expect(used).to.be.greaterThan(10_000);
      const told: ReturnType<typeof refused>[] = [];
      for (const at of [2, 3, 4]) told.push(refused(await report(gateway, lot, at, wang)));
      expect(told.at(-1)).to.deep.equal(EXHAUSTED);
      expect((await report(gateway, lot, 4, li)).status).to.equal(201);
      expect((await label(gateway, lot, 1, li)).status).to.equal(201);
      const another = await openLot(gateway, { labelers: [wang] });
      expect((await label(gateway, another, 0, wang)).status).to.equal(201);
    });
  });

  describe('that were logged before anybody counted', () => {
    it('count the same', async () => {
      const counted = () => gateway.database.query('select lot, key, bytes from work_bytes where length(key) = 64 order by lot, key');
      const before = (await counted()) as readonly { readonly bytes: string }[];
      expect(before.length).to.be.greaterThan(4);
      const queries = gateway.database.createQueryRunner();
      const migration = new WorkBytes1764700000000();
      await migration.down(queries);
      await migration.up(queries);
      await queries.release();
      expect(await counted()).to.deep.equal(before);
    });
  });
});
