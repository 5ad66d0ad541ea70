import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { commitTo } from '../../common/crypto/commitment.ts';
import { parseHex } from '../../common/encodings.ts';
import { fail } from '../errors.ts';

/** What is committed to; the kind is part of the commitment. */
export type CommitmentKind =
  | 'field'
  | 'profile'
  | 'catalogue-entry'
  | 'project'
  | 'item'
  | 'annotation'
  | 'command'
  | 'verdict-note'
  | 'gold-item'
  | 'gold'
  | 'gold-figure';

/** A committed value with what opens it. */
export interface Opening {
  /** 32 random bytes of this one record, hex. */
  readonly salt: string;
  readonly value: Json;
}

/**
 * HMAC-SHA256(salt, "xinbiao/commit/1" LF kind LF id LF bytes), hex.
 * @param salt 32 bytes, used for this record alone
 * @param id UUID of the record; for a table's field `<dataset>/<row from 0>/<column from 0>`
 * @throws DomainError `salt-malformed`
 */
export const commit = (salt: Uint8Array, kind: CommitmentKind, id: string, bytes: Uint8Array): string => commitTo(salt, kind, id, bytes);

/** Commitment to a JSON value: over its canonical bytes. @throws DomainError `salt-malformed`, `not-canonical-json` */
export const commitJson = ({ salt, value }: Opening, kind: CommitmentKind, id: string): string =>
  commit(parseHex(salt), kind, id, toSignableBytes(value));

/** @throws DomainError `commitment-not-opened` when salt and value do not give the commitment */
export const verifyOpening = (opening: Opening, kind: CommitmentKind, id: string, commitment: string): void => {
  if (commitJson(opening, kind, id) !== commitment) fail('commitment-not-opened', { kind, id });
};

export const fieldId = (dataset: string, row: number, column: number): string => `${dataset}/${row}/${column}`;
