import type { SealedItem, SignedWrap } from '../../api/sealed.ts';
import { toHex } from '../../common/encodings.ts';
import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { wrapLotKey } from '../../privacy/sealing/wrap.ts';
import { inspectionOf } from '../../provenance/space/inspection.ts';
import { commitToDraw, TWO_OF_THREE } from './drawn-lot.ts';
import type { TestGateway } from './gateway.ts';
import { createSender } from './labeling.ts';
import { openSealedLot } from './sealed-lot.ts';
import { memberOf, type Actor } from './scripted-space.ts';

const DAY = 86_400_000;

/** A closed lot of a sealed project at a real gateway, of whose three labels two are drawn; these reviewers of the firm stand on its roster. */
export const drawSealedLot = async (
  gateway: TestGateway,
  reviewers: readonly [Actor, ...Actor[]],
  now = Date.now(),
  labelers: readonly Actor[] = [],
) => {
  const { space } = gateway;
  const inspection = { ...TWO_OF_THREE, by: space.roots.firm.org };
  const lot = await openSealedLot(gateway, [space.labeler], { inspection, deadline: now + 2 * DAY });
  const { sealed, wrapFor } = lot.seal();
  await lot.deliver(sealed);
  await lot.wrap([wrapFor(space.labeler)]);
  const members = [...[space.labeler, ...labelers].map(memberOf('labeler')), ...reviewers.map(memberOf('reviewer'))];
  const roster = { subject: { id: lot.project }, body: { number: 2, members }, refs: [lot.opened.id] };
  await createSender(gateway).send('roster-signed', space.keeper, roster);
  const reveal = await commitToDraw(gateway, { id: lot.id, lot: { id: lot.lot.id } }, reviewers[0]);
  const labels: Awaited<ReturnType<typeof lot.label>>[] = [];
  for (const [at, item] of sealed.entries()) labels.push(await lot.label(at, space.labeler, { item }));
  const closed = await lot.close(
    labels.map(({ event }) => event),
    now,
  );
  const state = () => gateway.foundation.directory.state();
  /** Ids of the items whose labels are drawn. */
  const drawn = (): readonly string[] => {
    const known = state().lots.get(lot.id);
    const found = known && inspectionOf(state(), known, [{ size: state().size, time: now }], drawInspection);
    return (found !== undefined && 'positions' in found ? found.positions : []).map((position) => lot.items[position]?.id ?? '');
  };
  const put = (part: 'items' | 'wraps', json: unknown, by = space.connector) =>
    gateway.call('PUT', `/api/lots/${lot.id}/sample/${part}`, { by, json });
  return {
    ...lot,
    sealed,
    labels,
    closed,
    drawn,
    reveal: () => reveal(closed, now),
    /** The key of the lot for somebody, as its connector seals it. */
    lotKeyFor: ({ opening }: Actor): SignedWrap =>
      wrapLotKey(lot.secret, { space: gateway.script.space, project: lot.project, lot: lot.id }, toHex(opening.publicKey), {
        connector: space.connector.key,
        random: gateway.script.random,
      }),
    putItems: (items: readonly SealedItem[], by?: Actor) => put('items', { items }, by),
    putWraps: (wraps: readonly SignedWrap[], by?: Actor) => put('wraps', { wraps }, by),
    /** The drawn items sealed anew, as the owner's connector does, and what gives their key. */
    sealSample: (as: Parameters<typeof lot.seal>[1] = {}) => {
      const sample = lot.seal(2, as);
      const listed = new Set(drawn());
      return { ...sample, all: sample.sealed, sealed: sample.sealed.filter(({ signed }) => listed.has(signed.header.item)) };
    },
  };
};
