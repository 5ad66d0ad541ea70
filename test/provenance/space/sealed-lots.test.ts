import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import type { EventType, SignedEvent } from '../../../provenance/event/event.ts';
import type { Level } from '../../../provenance/event/fields.ts';
import { accountForItems } from '../../../provenance/space/accounting.ts';
import type { Replay } from '../../../provenance/space/replay.ts';
import { leastVersionOf } from '../../../provenance/space/rules-sealing.ts';
import {
  label,
  openScriptedLot,
  signLabel,
  signRoster,
  type ScriptedLabel,
  type ScriptedLot,
  type ScriptedLotOptions,
} from '../../support/scripted-lot.ts';
import { createScriptedSpace, type Actor } from '../../support/scripted-space.ts';
import { expectCode } from '../../support/expect-code.ts';

const LOT_KEY = '09'.padEnd(64, '0');
const SEALED = { header: 'a1'.repeat(32), label: 'b2'.repeat(32) };

const judge = <Type extends EventType>(replay: Replay, { signed }: { readonly signed: SignedEvent<Type> }): void =>
  replay.judge(signed as unknown as SignedEvent);

const scripted = (options: ScriptedLotOptions = {}) => {
  const s = createScriptedSpace();
  const lot = openScriptedLot(s, { level: 'g3', clearance: 'g3', lotKey: LOT_KEY, ...options });
  return { s, lot, replay: s.replay() };
};

describe('rules of a sealed project', () => {
  it('take a lot with its key, and sealed labels', () => {
    const { s, lot, replay } = scripted();
    expect(replay.state.lots.get(lot.lot.signed.event.subject.id)?.opened.signed.event.body.lotKey).to.equal(LOT_KEY);
    judge(replay, signLabel(s, lot, lot.labelers[0], 0, { body: { sealed: SEALED } }));
  });

  it('refuse a label that is not sealed, and a sealed one in an open project', async () => {
    const sealed = scripted();
    await expectCode(() => judge(sealed.replay, signLabel(sealed.s, sealed.lot, sealed.lot.labelers[0], 0)), 'sealing-unfit');
    const s = createScriptedSpace();
    const lot = openScriptedLot(s);
    await expectCode(() => judge(s.replay(), signLabel(s, lot, lot.labelers[0], 0, { body: { sealed: SEALED } })), 'sealing-unfit');
  });

  it('refuse a lot without a key, and a key for a lot of an open project', async () => {
    for (const [options, body] of [
      [{ lotKey: LOT_KEY, level: 'g3', clearance: 'g3' }, {}],
      [{}, { lotKey: LOT_KEY }],
    ] as const) {
      const s = createScriptedSpace();
      const { project, connector, opened, roster, lot } = openScriptedLot(s, options);
      const { lotKey: _, ...rest } = lot.signed.event.body;
      const draft = { subject: { id: s.newId() }, body: { ...rest, ...body, project }, refs: [opened.id, roster.id] };
      await expectCode(() => judge(s.replay(), s.sign('lot-opened', connector, draft)), 'sealing-unfit');
    }
  });

  for (const [level, clearance, fits] of [
    ['g3', 'g3', true],
    ['g3', 'core', true],
    ['g3', 'g2', false],
    ['g2', 'g1', false],
    ['g1', 'g1', true],
  ] as const satisfies readonly (readonly [Level, Level, boolean])[])
    it(`${fits ? 'let' : 'keep'} somebody cleared for ${clearance} ${fits ? 'onto' : 'from'} the roster of ${level} data`, async () => {
      const { s, lot, replay } = scripted({ level, clearance: 'core' });
      const person = s.certify(lot.firm, ['labeler'], s.newActor(lot.firm.org), clearance);
      replay.take(s.entries.at(-1) ?? new Uint8Array());
      const roster = signRoster(s, lot.keeper, lot.opened, [person], 2);
      if (fits) judge(replay, roster);
      else await expectCode(() => judge(replay, roster), 'roster-member-unfit');
    });

  it('take at most 20 labelers', async () => {
    const { s, lot, replay } = scripted();
    const people = Array.from({ length: 21 }, () => s.certify(lot.firm, ['labeler'], s.newActor(lot.firm.org), 'g3'));
    for (const entry of s.entries.slice(-people.length)) replay.take(entry);
    await expectCode(() => judge(replay, signRoster(s, lot.keeper, lot.opened, people, 2)), 'roster-too-large');
    judge(replay, signRoster(s, lot.keeper, lot.opened, people.slice(1), 3));
  });

  for (const level of ['g4', 'important', 'core'] as const)
    it(`keep rows of ${level} from any project`, () => {
      const { lot, replay } = scripted({ level, clearance: 'core' });
      expect(replay.state.projects.has(lot.project)).to.equal(false);
    });
});

describe('a label that its owner cannot open', () => {
  const declare = (s: ReturnType<typeof createScriptedSpace>, lot: ScriptedLot, of: ScriptedLabel, by: Actor, refs?: readonly string[]) => {
    const { subject } = of.signed.event;
    return s.sign('label-unreadable', by, {
      subject: { id: subject.id, commitment: subject.commitment ?? '' },
      body: { lot: lot.lot.signed.event.subject.id, reason: 'wrap-unopened' },
      refs: refs ?? [lot.lot.id, of.id],
    });
  };

  it('no longer counts, and the one before it counts again', () => {
    const { s, lot } = scripted();
    const first = label(s, lot, lot.labelers[0], 0, { body: { sealed: SEALED } });
    const second = label(s, lot, lot.labelers[0], 0, { body: { sealed: SEALED }, replaces: first });
    s.append(declare(s, lot, second, lot.connector));
    const unreadable = s.replay().state.lots.get(lot.lot.signed.event.subject.id)?.unreadable;
    expect([...(unreadable ?? [])]).to.deep.equal([[second.id, 'wrap-unopened']]);
    const work = [first, second].map(({ id, index, signed }) => ({ id, index, signed, entry: s.entries[index] ?? new Uint8Array() }));
    expect(accountForItems(lot.lot.signed, { labels: work, reports: [] }, { unreadable }).labels.map(({ id }) => id)).to.deep.equal([
      first.id,
    ]);
    expect(accountForItems(lot.lot.signed, { labels: work.slice(1), reports: [] }, { unreadable }).left).to.include(
      first.signed.event.subject.id,
    );
  });

  it('can be declared by nobody but the connector that opened the lot', async () => {
    const { s, lot } = scripted();
    const first = label(s, lot, lot.labelers[0], 0, { body: { sealed: SEALED } });
    const other = s.certify(lot.owner, ['connector']);
    const replay = s.replay();
    for (const by of [other, lot.keeper, lot.labelers[1]])
      await expectCode(() => judge(replay, declare(s, lot, first, by)), 'subject-foreign');
    for (const refs of [[lot.lot.id], [first.id, toHex(s.random(32))], [lot.lot.id, lot.lot.id]])
      await expectCode(() => judge(replay, declare(s, lot, first, lot.connector, refs)), 'reference-missing');
    judge(replay, declare(s, lot, first, lot.connector));
  });

  it('cannot be declared in an open project, nor once the lot is closed', async () => {
    const s = createScriptedSpace();
    const open = openScriptedLot(s);
    const first = label(s, open, open.labelers[0], 0);
    await expectCode(() => judge(s.replay(), declare(s, open, first, open.connector)), 'sealing-unfit');
    const sealed = scripted();
    const late = label(sealed.s, sealed.lot, sealed.lot.labelers[0], 0, { body: { sealed: SEALED } });
    const { items } = sealed.lot;
    sealed.s.log('lot-closed', sealed.lot.connector, {
      subject: { id: sealed.lot.lot.signed.event.subject.id },
      body: { cause: 'deadline', labels: 1, reports: 0, left: items.slice(1).map(({ id }) => id), root: '0'.repeat(64) },
      refs: [sealed.lot.lot.id],
    });
    await expectCode(() => judge(sealed.s.replay(), declare(sealed.s, sealed.lot, late, sealed.lot.connector)), 'lot-closed');
  });
});

describe('items that were sealed anew', () => {
  const resealed = (
    s: ReturnType<typeof createScriptedSpace>,
    { lot }: Pick<ScriptedLot, 'lot'>,
    by: Actor,
    items: readonly { readonly id: string; readonly version: number }[],
    refs: readonly string[] = [lot.id],
  ) => s.sign('lot-resealed', by, { subject: { id: lot.signed.event.subject.id }, body: { items: [...items] }, refs });
  const idsOf = ({ items }: ScriptedLot): readonly [string, string] => [items[0]?.id ?? '', items[1]?.id ?? ''];

  it('have no header of an older version any more, each by the newest event that names it', () => {
    const { s, lot } = scripted();
    const [first, second] = idsOf(lot);
    s.append(
      resealed(
        s,
        lot,
        lot.connector,
        [first, second].map((id) => ({ id, version: 2 })),
      ),
    );
    s.append(resealed(s, lot, lot.connector, [{ id: second, version: 3 }]));
    const { lots } = s.replay().state;
    const known = lots.get(lot.lot.signed.event.subject.id) ?? expect.fail('no lot');
    expect(lot.items.map(({ id }) => leastVersionOf(known, id))).to.deep.equal([2, 3, 1]);
  });

  it('cannot be put back to an older version, by the connector itself either', async () => {
    const { s, lot } = scripted();
    const [first, second] = idsOf(lot);
    s.append(resealed(s, lot, lot.connector, [{ id: first, version: 3 }]));
    for (const version of [2, 3])
      await expectCode(
        () =>
          judge(
            s.replay(),
            resealed(s, lot, lot.connector, [
              { id: second, version: 2 },
              { id: first, version },
            ]),
          ),
        'sealing-stale',
      );
    judge(s.replay(), resealed(s, lot, lot.connector, [{ id: first, version: 4 }]));
  });

  it('are named by nobody but the connector that opened the lot, of its items, each once, while it is open', async () => {
    const { s, lot } = scripted();
    const [first] = idsOf(lot);
    const anew = { id: first, version: 2 };
    const other = s.certify(lot.owner, ['connector']);
    for (const by of [other, lot.keeper, lot.labelers[0]])
      await expectCode(() => judge(s.replay(), resealed(s, lot, by, [anew])), 'subject-foreign');
    await expectCode(() => judge(s.replay(), resealed(s, lot, lot.connector, [{ id: s.newId(), version: 2 }])), 'item-not-in-lot');
    await expectCode(() => judge(s.replay(), resealed(s, lot, lot.connector, [anew, { id: first, version: 3 }])), 'item-not-in-lot');
    await expectCode(() => judge(s.replay(), resealed(s, lot, lot.connector, [anew], [])), 'reference-missing');
    s.log('lot-closed', lot.connector, {
      subject: { id: lot.lot.signed.event.subject.id },
      body: { cause: 'deadline', labels: 0, reports: 0, left: lot.items.map(({ id }) => id), root: '0'.repeat(64) },
      refs: [lot.lot.id],
    });
    await expectCode(() => judge(s.replay(), resealed(s, lot, lot.connector, [anew])), 'lot-closed');
  });

  it('are none in an open project', async () => {
    const s = createScriptedSpace();
    const lot = openScriptedLot(s);
    await expectCode(() => judge(s.replay(), resealed(s, lot, lot.connector, [{ id: idsOf(lot)[0], version: 2 }])), 'sealing-unfit');
  });
});
