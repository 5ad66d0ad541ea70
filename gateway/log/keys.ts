import type { SigningKey } from '../../common/crypto/signature.ts';
import { ED25519, toVerifierKey, type NoteKey } from '../../provenance/log/note.ts';

/** The keys of the log; only the sequencer's process holds them. */
export interface LogKeys {
  /** Name of the log, of its key and the origin of its checkpoints. */
  readonly name: string;
  readonly checkpoint: SigningKey;
  readonly receipt: SigningKey;
}

export const toLogKey = ({ name, checkpoint }: LogKeys): NoteKey => ({ name, type: ED25519, publicKey: checkpoint.publicKey });

/** Verifier key texts of both, as policies and /api/space name them. */
export const presentLogKeys = (keys: LogKeys): { readonly logKey: string; readonly receiptKey: string } => ({
  logKey: toVerifierKey(toLogKey(keys)),
  receiptKey: toVerifierKey({ name: `${keys.name}/receipt`, type: ED25519, publicKey: keys.receipt.publicKey }),
});
