import { toHex, parseBase64 } from '../../common/encodings.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { DomainError } from '../../common/errors.ts';
import type { SealedItem } from '../../api/sealed.ts';
import { verifyHeader } from '../../privacy/sealing/header.ts';
import { verifyWorkRecipient } from '../../provenance/identity/recipient.ts';
import { required, requireThat } from '../../provenance/space/refusal.ts';
import type { Duty, Lot, SpaceState } from '../../provenance/space/state.ts';
import type { Caller } from '../directory.ts';
import type { LotService } from '../lots/service.ts';
import { fail } from './errors.ts';

/** A lot of a sealed project, for a connector of its owner. @throws DomainError those of `requireOwnersConnector`, `sealing-unfit` */
export const requireSealedLot = (lots: Pick<LotService, 'requireOwnersConnector'>, id: string, caller: Caller): Lot => {
  const lot = lots.requireOwnersConnector(id, caller);
  requireThat(lot.opened.signed.event.body.lotKey !== undefined, 'sealing-unfit', { lot: id, rule: 'the project is open' });
  return lot;
};

const isRecipient = (key: string, project: string, state: SpaceState, duty: Duty): boolean => {
  try {
    verifyWorkRecipient(key, project, state, duty);
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return false;
  }
};

/** Signing keys of those on the roster of the lot's project with this duty for whom it may be sealed now. */
export const holdersOf = (state: SpaceState, { project }: Lot, duty: Duty): readonly string[] =>
  (state.projects.get(project)?.roster?.signed.event.body.members ?? [])
    .map(({ key }) => key)
    .filter((key) => isRecipient(key, project, state, duty));

/** Opening keys of these people. */
export const openingKeysOf = (state: SpaceState, holders: readonly string[]): ReadonlySet<string> =>
  new Set(holders.flatMap((key) => state.certificates.get(key)?.openingKey ?? []));

/** @throws DomainError `not-on-roster` */
export const requireReviewer = (state: SpaceState, { project }: Lot, key: string): void =>
  requireThat(isRecipient(key, project, state, 'reviewer'), 'not-on-roster', { key, project, whoCanApprove: 'data-owner' });

/**
 * An item of the lot as the connector that opened it sealed it for this very place.
 * @throws DomainError `item-not-in-lot`, `item-ciphertext-differs`, those of `verifyHeader`
 */
export const verifySealedItem = (lot: Lot, space: string, { signed, box }: SealedItem): void => {
  const { actor, body } = lot.opened.signed.event;
  const { item } = signed.header;
  const listed = required(
    body.items.find(({ id }) => id === item),
    'item-not-in-lot',
    { lot: lot.id, item },
  );
  const expected = { space, project: lot.project, lot: lot.id, item, commitment: listed.commitment };
  const header = verifyHeader(signed, { connector: actor.key, expected });
  if (toHex(sha256(parseBase64(box))) !== header.ciphertext) fail('item-ciphertext-differs', { item });
};
