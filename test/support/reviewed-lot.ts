import type { SignedWrap } from '../../api/sealed.ts';
import { toHex } from '../../common/encodings.ts';
import { wrapLotKey } from '../../privacy/sealing/wrap.ts';
import type { TestGateway } from './gateway.ts';
import { createSender } from './labeling.ts';
import { openSealedLot } from './sealed-lot.ts';
import { memberOf, type Actor } from './scripted-space.ts';

/** A sealed lot of three items, labeled by the space's labeler, with these reviewers on its newest roster. */
export const labelSealedLot = async (gateway: TestGateway, reviewers: readonly Actor[], labelers: readonly Actor[] = []) => {
  const { script, space } = gateway;
  const lot = await openSealedLot(gateway);
  const { sealed, wrapFor } = lot.seal();
  await lot.deliver(sealed);
  await lot.wrap([wrapFor(space.labeler)]);
  const labels: Awaited<ReturnType<typeof lot.label>>[] = [];
  for (const item of sealed) labels.push(await lot.label(labels.length, space.labeler, { item }));
  await createSender(gateway).send('roster-signed', space.keeper, {
    subject: { id: lot.project },
    body: { number: 2, members: [...[space.labeler, ...labelers].map(memberOf('labeler')), ...reviewers.map(memberOf('reviewer'))] },
    refs: [lot.opened.id],
  });
  const place = { space: script.space, project: lot.project, lot: lot.id };
  /** The lot's key for somebody, as its connector seals it; `as` changes what the wrap says. */
  const lotKeyFor = (person: Actor, as: { readonly lot?: string; readonly by?: Actor } = {}): SignedWrap =>
    wrapLotKey(lot.secret, { ...place, lot: as.lot ?? lot.id }, toHex(person.opening.publicKey), {
      connector: (as.by ?? space.connector).key,
      random: script.random,
    });
  return { ...lot, place, labels, wrapFor, lotKeyFor, close: () => lot.release(labels.map(({ event }) => event)) };
};
