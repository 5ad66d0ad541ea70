import { parseBase64, toBase64 } from '../../common/encodings.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { fail } from './errors.ts';
import { parseNote, signNote, verifyNote, type NoteKey } from './note.ts';

/** C2SP tlog-checkpoint; the origin is the log key's name. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** Merkle tree root, 32 bytes. */
  readonly root: Uint8Array;
}

/** The text of a note to its checkpoint; says nothing of signatures. @throws DomainError `checkpoint-malformed`, `malformed-encoding` */
export const parseCheckpointText = (text: string): Checkpoint => {
  const [origin = '', count = '', hash = '', ...rest] = text.split('\n');
  const size = Number(count);
  if (origin === '' || !/^(?:0|[1-9][0-9]*)$/.test(count) || !Number.isSafeInteger(size)) fail('checkpoint-malformed', { count });
  if (rest.length !== 1) fail('checkpoint-malformed', { reason: 'extension lines are not taken' });
  const root = parseBase64(hash);
  return root.length === 32 ? { origin, size, root } : fail('checkpoint-malformed', { reason: 'root is not 32 bytes' });
};

/** @throws DomainError `note-malformed`, `note-unsigned`, `signature-invalid`, `checkpoint-malformed` */
export const verifyCheckpoint = (source: string, log: NoteKey): Checkpoint => {
  const checkpoint = parseCheckpointText(verifyNote(parseNote(source), log));
  return checkpoint.origin === log.name ? checkpoint : fail('checkpoint-malformed', { reason: 'origin is not the log' });
};

/** A checkpoint's note under the log's key, whose name is the origin. */
export const signCheckpoint = ({ origin, size, root }: Checkpoint, key: SigningKey): string =>
  signNote(`${origin}\n${size}\n${toBase64(root)}\n`, origin, key);
