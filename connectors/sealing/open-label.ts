import { annotationOpening } from '../../api/documents.ts';
import { parseJson, type Json } from '../../common/canonical-json.ts';
import type { OpeningKey } from '../../common/crypto/sealing.ts';
import { toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import type { SealingCode } from '../../privacy/sealing/errors.ts';
import { openLabel } from '../../privacy/sealing/label.ts';
import type { Opening } from '../../provenance/event/commitment.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import type { UnreadableReason } from '../../provenance/event/fields.ts';
import type { SpaceState } from '../../provenance/space/state.ts';

/** What a connector opens the labels of one sealed lot with. */
export interface LotSeal {
  /** Of the lot's key. */
  readonly opening: OpeningKey;
  /** Id of the event that opened the lot. */
  readonly lotEvent: string;
  /** Hashes of the headers that this connector signed, by item. */
  readonly headers: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Failures that only the label's author can have caused: the label is the one whose hash she signed. */
const REASONS: Partial<Record<SealingCode, UnreadableReason>> = {
  'label-wrap-unopened': 'wrap-unopened',
  'label-key-differs': 'key-differs',
  'label-wrap-differs': 'wrap-differs',
  'label-unopened': 'ciphertext-unopened',
  'label-padding-malformed': 'ciphertext-unopened',
};
const isSealingCode = (code: string): code is SealingCode => code in REASONS;

/** Why a label cannot be read, where that is its author's doing. */
export class UnreadableLabel extends DomainError<'label-unreadable'> {
  readonly reason: UnreadableReason;
  constructor(reason: UnreadableReason, details: Readonly<Record<string, unknown>>, options?: ErrorOptions) {
    super('label-unreadable', { ...details, reason }, options);
    this.reason = reason;
  }
}

/** Runs a check of what the author sealed. @throws UnreadableLabel */
export const requireReadable = <T>(reason: UnreadableReason, item: string, check: () => T): T => {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UnreadableLabel(reason, { item }, { cause: error });
  }
};

/** Whatever is sealed as a label. */
type Answered = SignedEvent<'annotation-signed'> | SignedEvent<'label-reworked'>;

const unseal = (sealed: unknown, { event }: Answered, state: SpaceState, seal: LotSeal): Uint8Array => {
  const { actor, body, subject, space } = event;
  const author = state.certificates.get(actor.key)?.openingKey ?? '';
  const place = { space, lot: body.lot, item: subject.id, author: actor.key, lotEvent: seal.lotEvent };
  const readers = { lot: toHex(seal.opening.publicKey), author };
  try {
    return openLabel(sealed, 'lot', seal.opening, { place, readers, hash: body.sealed?.label ?? '' }).content;
  } catch (error) {
    const reason = error instanceof DomainError && isSealingCode(error.code) ? REASONS[error.code] : undefined;
    if (reason === undefined) throw error;
    throw new UnreadableLabel(reason, { item: subject.id }, { cause: error });
  }
};

/**
 * What a sealed label (untrusted) says. Its header has to be one that this connector signed for the item.
 * @throws DomainError `label-malformed`, `label-differs` (not what was signed: the gateway's doing); UnreadableLabel
 */
export const openSealedLabel = (sealed: unknown, signed: Answered, state: SpaceState, seal: LotSeal): Opening => {
  const { subject, body } = signed.event;
  const header = body.sealed?.header ?? '';
  // Who shows a signed header of this hash shows that the connector lies.
  if (seal.headers.get(subject.id)?.has(header) !== true) throw new UnreadableLabel('header-unknown', { item: subject.id, header });
  const content = unseal(sealed, signed, state, seal);
  return requireReadable('answers-unfit', subject.id, () => {
    const read: Json = parseJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content));
    return annotationOpening.parse(read);
  });
};
