import type { EventSubmission } from '../../api/events.ts';
import { toBase64 } from '../../common/encodings.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { DomainError } from '../../common/errors.ts';
import { sealAnswer, type CommandAnswer } from '../../provenance/command/answer.ts';
import { eventId } from '../../provenance/event/signing.ts';
import type { Actor } from './scripted-space.ts';
import type { TinyLog } from './tiny-log.ts';

export interface Asked {
  /** Id of the command's event. */
  readonly id: string;
  readonly command: string;
  readonly given: Readonly<Record<string, unknown>>;
}

/** Answers the commands that the log takes, sealed to this person and signed by the connector. */
export const attachConnector = (log: TinyLog, connector: Actor, asker: Actor, reply: (asked: Asked) => CommandAnswer): Asked[] => {
  const asked: Asked[] = [];
  const boxes = new Map<string, string>();
  log.handlers.push((path, body) => {
    if (path === '/api/events') {
      const { signed, documents = [] } = body as EventSubmission;
      if (signed.event.type !== 'command-issued') return undefined;
      const id = eventId(signed.event);
      const [document] = documents;
      const given = (document !== undefined && 'opening' in document ? document.opening.value : {}) as unknown as Asked['given'];
      const command = { id, command: signed.event.body.command, given };
      if (boxes.has(id)) return undefined;
      asked.push(command);
      const address = { command: id, recipient: asker.opening.publicKey };
      boxes.set(id, toBase64(sealAnswer(reply(command), address, connector.key, randomBytes)));
      return undefined;
    }
    const [, id] = /^\/api\/commands\/([0-9a-f]{64})\/answer$/.exec(path) ?? [];
    if (id === undefined) return undefined;
    const sealed = boxes.get(id);
    if (sealed === undefined) throw new DomainError('answer-pending', { status: 404 });
    return { sealed };
  });
  return asked;
};
