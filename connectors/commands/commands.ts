import { nothing } from '../../api/fields.ts';
import type { Clock } from '../../common/clock.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { toBase64 } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { sealAnswer } from '../../provenance/command/answer.ts';
import type { GatewayClient } from '../gateway/client.ts';
import { statusOf } from '../gateway/client.ts';
import { execute, type Abilities } from './executing.ts';
import type { CommandStore } from './store.ts';
import { findRecipient, parseCommand, verifyCommand, type Asked, type CommandPremises, type RelayedCommand } from './verify-command.ts';

export interface Commands {
  /** Takes up those that are not in hand yet, each on its own; what fails is reported and tried again when it is handed over again. */
  take(relayed: readonly RelayedCommand[]): void;
  /** Waits for those in hand. */
  settle(): Promise<void>;
}

export interface CommandsOptions extends CommandPremises {
  readonly abilities: Abilities;
  readonly store: CommandStore;
  readonly client: Pick<GatewayClient, 'ask'>;
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly signal: AbortSignal;
  readonly report: (error: unknown, command?: string) => void;
}

/** Commands in hand at a time. */
const MOST = 16;
/** Milliseconds for which a command may wait to be in the own copy of the log; the next poll brings it again. */
const PATIENCE = 60_000;

/** Puts the answer where the asker finds it; it may be there already. */
const deliver = async (client: CommandsOptions['client'], id: string, sealed: Uint8Array): Promise<void> => {
  const json = { sealed: toBase64(sealed) };
  await client.ask(nothing, { method: 'POST', path: `/api/commands/${id}/answer`, json }).catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.code !== 'command-answered' || statusOf(error) === undefined) throw error;
  });
};

/** The own copy of the log reaches this index; a gateway may name one that never comes. */
const reach = async (ledger: CommandPremises['ledger'], index: number, signal: AbortSignal): Promise<void> => {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  await ledger.wait(() => (ledger.size > index ? true : undefined), patience);
};

export const createCommands = (options: CommandsOptions): Commands => {
  const { ledger, abilities, store, client, key, clock, random, signal, report } = options;
  const inHand = new Map<string, Promise<void>>();
  /** Refused for good: said once. */
  const refused = new Set<string>();

  /** The first answer stands; it is sealed only if the asker may still have it. */
  const answer = async (asked: Asked, relayed: RelayedCommand): Promise<Uint8Array> => {
    findRecipient(asked, options, clock());
    const answered = await execute(asked, relayed.arguments, {
      abilities,
      now: clock(),
      signal,
      report: (error) => report(error, asked.id),
    });
    const recipient = findRecipient(asked, options, clock());
    return await store.keep(asked.id, sealAnswer(answered, { command: asked.id, recipient }, key, random), clock());
  };

  const handle = async (relayed: RelayedCommand): Promise<void> => {
    ledger.requireActing();
    parseCommand(relayed.signed, options);
    await reach(ledger, relayed.index, signal);
    const asked = await verifyCommand(relayed, options);
    const sealed = (await store.answer(asked.id)) ?? (await answer(asked, relayed));
    await deliver(client, asked.id, sealed);
  };

  const handleOnce = async (relayed: RelayedCommand, place: string): Promise<void> => {
    try {
      await handle(relayed);
    } catch (error) {
      if (signal.aborted) return;
      if (!refused.has(place)) report(error);
      if (refused.size < 10_000) refused.add(place);
    } finally {
      inHand.delete(place);
    }
  };

  return {
    take: (relayed) => {
      for (const command of relayed) {
        const place = `${command.index}/${command.salt}`;
        if (inHand.size >= MOST || inHand.has(place)) continue;
        inHand.set(place, handleOnce(command, place));
      }
    },
    settle: async () => {
      await Promise.all(inHand.values());
    },
  };
};
