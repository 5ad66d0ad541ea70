import { z } from 'zod';
import { toSignableBytes } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { seal, type OpeningKey } from '../../common/crypto/sealing.ts';
import { verifySignature, type SigningKey } from '../../common/crypto/signature.ts';
import { concatBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { signatureHex } from '../event/fields.ts';

const DOMAIN = toUtf8('xinbiao/command-answer/1\n');

const values = z.record(z.string(), z.json());

/** What a connector answers to a command: a value, or a refusal with its code. */
export const commandAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: values }),
  z.strictObject({ ok: z.literal(false), code: z.string().max(100), details: values }),
]);
export type CommandAnswer = z.infer<typeof commandAnswer>;

const signedAnswer = z.strictObject({ answer: commandAnswer, signature: signatureHex });

export type AnswerCode = 'answer-malformed';

const toInfo = (command: string): Uint8Array => toSignableBytes({ purpose: 'command-answer', command });

/** The box alone says nothing of its sender, so the connector signs what lies in it, for this command alone. */
const toMessage = (answer: CommandAnswer, command: string): Uint8Array =>
  concatBytes(DOMAIN, toUtf8(command), sha256(toSignableBytes(answer)));

export interface AnswerAddress {
  /** Id of the command's event. */
  readonly command: string;
  /** X25519 key of the person who asked, 32 bytes; from `openingKeyOf` alone. */
  readonly recipient: Uint8Array;
}

/** The connector signs the answer and seals both to the person who asked. @throws DomainError `key-unacceptable` */
export const sealAnswer = (
  answer: CommandAnswer,
  { command, recipient }: AnswerAddress,
  connector: SigningKey,
  random: RandomBytes,
): Uint8Array => {
  const signature = toHex(connector.sign(toMessage(answer, command)));
  return seal(toSignableBytes({ answer, signature }), recipient, { info: toInfo(command), random });
};

const parse = (plaintext: Uint8Array): z.infer<typeof signedAnswer> => {
  try {
    return signedAnswer.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext)));
  } catch (cause) {
    throw new DomainError<AnswerCode>('answer-malformed', {}, { cause });
  }
};

/**
 * The answer in an untrusted box, as the connector of this key gave it to this command.
 * @param connector Ed25519 key that the log certifies for the connector that was asked, hex
 * @throws DomainError `seal-unopened` (another recipient or another command), `answer-malformed`, `signature-invalid`
 */
export const openAnswer = (box: Uint8Array, command: string, opening: OpeningKey, connector: string): CommandAnswer => {
  const { answer, signature } = parse(opening.open(box, toInfo(command)));
  verifySignature(parseHex(connector), toMessage(answer, command), parseHex(signature));
  return answer;
};
