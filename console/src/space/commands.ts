import type { z } from 'zod';
import { COMMAND_ANSWERS, sealedAnswer, type CommandArguments, type CommandName } from '../../../api/commands.ts';
import type { Clock } from '../../../common/clock.ts';
import type { RandomBytes } from '../../../common/crypto/random.ts';
import type { OpeningKey } from '../../../common/crypto/sealing.ts';
import { parseBase64 } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import { uuidv7 } from '../../../common/ids.ts';
import { openAnswer, type CommandAnswer } from '../../../provenance/command/answer.ts';
import type { Certificate, SpaceState } from '../../../provenance/space/state.ts';
import type { Alarms } from './alarm.ts';
import { commitTo } from './commit.ts';
import { fail } from './errors.ts';
import { statusOf, type Http } from './http.ts';
import type { Outbox } from './outbox.ts';
import type { Wait } from './ports.ts';

type Value<Name extends CommandName> = z.infer<(typeof COMMAND_ANSWERS)[Name]>;

/** What a connector says: what was asked for, or why not. A refusal is an answer, not an error. */
export type Answer<Name extends CommandName> =
  | { readonly ok: true; readonly value: Value<Name> }
  | { readonly ok: false; readonly code: string; readonly details: Readonly<Record<string, unknown>> };

/** A command that is on the log, by which its answer is found again. */
export interface Issued {
  /** Id of its event, hex. */
  readonly event: string;
  /** UUID of the certificate of the connector that it is for. */
  readonly connector: string;
}

export interface Commands {
  /**
   * Asks the newest connector of the own organisation and waits for its sealed answer.
   * @param issued told once the command is on the log; from then on `answerTo` finds its answer, after a reload as well
   * @throws DomainError `connector-unknown`, `answer-late`, `answer-forged` (an alarm keeps the evidence); the gateway's refusal of the event
   */
  ask<Name extends CommandName>(command: Name, given: CommandArguments<Name>, issued?: (issued: Issued) => void): Promise<Answer<Name>>;
  /** Waits for the answer to an own command that was issued before. @throws DomainError as `ask`, and what the gateway says of an unknown command */
  answerTo<Name extends CommandName>(command: Name, issued: Issued): Promise<Answer<Name>>;
}

export interface CommandsOptions {
  readonly http: Http;
  readonly outbox: Outbox;
  readonly alarms: Alarms;
  readonly opening: OpeningKey;
  readonly org: string;
  readonly state: () => SpaceState;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly wait: Wait;
  /** Milliseconds until any answer is late, instead of those that each command may take. */
  readonly patience?: number;
}

/** Milliseconds that an answer may take; a table is read as long as it is. */
const PATIENCE: Readonly<Record<CommandName, number>> = {
  'list-sources': 60_000,
  'profile-source': 600_000,
  'register-dataset': 3_600_000,
  'protect-dataset': 3_600_000,
  'show-rows': 60_000,
  'show-protection': 60_000,
  'list-protections': 60_000,
  'open-lot': 60_000,
  'prepare-release': 60_000,
};

/** A connector of the organisation whose certificate counts, by the own replay. @throws DomainError `connector-unknown` */
export const connectorOf = (state: SpaceState, org: string, id?: string): Certificate => {
  const found = [...state.certificates.values()].filter(
    (certificate) =>
      certificate.org === org &&
      certificate.roles.includes('connector') &&
      certificate.revokedAt === undefined &&
      (id === undefined || certificate.id === id),
  );
  return found.at(-1) ?? fail('connector-unknown', { org, ...(id === undefined ? {} : { connector: id }) });
};

/** Untrusted box to an answer in the shape of its command. */
const readAnswer = <Name extends CommandName>(answer: CommandAnswer, command: Name): Answer<Name> => {
  if (!answer.ok) return answer;
  const parsed = COMMAND_ANSWERS[command].safeParse(answer.value);
  return parsed.success
    ? { ok: true, value: parsed.data as Value<Name> }
    : fail('answer-forged', { reason: 'not an answer to this command' });
};

export const createCommands = (options: CommandsOptions): Commands => {
  const { http, outbox, alarms, opening, org, state, clock, random, wait, patience } = options;

  const poll = async (event: string, most: number): Promise<string> => {
    const end = clock() + most;
    for (let pause = 200; clock() < end; pause = Math.min(2 * pause, 2000)) {
      try {
        return (await http.ask(sealedAnswer, { path: `/api/commands/${event}/answer` })).sealed;
      } catch (error) {
        const pending = statusOf(error) === 404 || (error instanceof DomainError && error.code === 'gateway-unreachable');
        if (!pending) throw error;
      }
      await wait(pause);
    }
    return fail('answer-late', { event, seconds: most / 1000 });
  };

  const open = async <Name extends CommandName>(sealed: string, event: string, command: Name, from: Certificate): Promise<Answer<Name>> => {
    try {
      return readAnswer(openAnswer(parseBase64(sealed), event, opening, from.key), command);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await alarms.raise('answer-forged', { reason: error.code, event, sealed, connector: from.key });
      return fail('answer-forged', { reason: error.code, event });
    }
  };

  const answerTo: Commands['answerTo'] = async (command, { event, connector }) =>
    await open(await poll(event, patience ?? PATIENCE[command]), event, command, connectorOf(state(), org, connector));

  return {
    answerTo,
    ask: async (command, given, tell) => {
      const connector = connectorOf(state(), org);
      const subject = uuidv7(clock, random);
      const { opening: stated, commitment } = commitTo({ random }, 'command', subject, given);
      const { id: event } = await outbox.act({
        type: 'command-issued',
        subject: { kind: 'command', id: subject, commitment },
        refs: [],
        body: { connector: connector.id, command },
        documents: [{ kind: 'command', opening: stated }],
      });
      const issued = { event, connector: connector.id };
      tell?.(issued);
      return await answerTo(command, issued);
    },
  };
};
