import type { z } from 'zod';
import type { COMMAND_ANSWERS } from '../../api/commands.ts';
import type { CommandArguments, CommandName } from '../../api/documents.ts';
import { DomainError } from '../../common/errors.ts';
import { isConnectionLoss } from '../../platform/postgres/retry.ts';
import type { CommandAnswer } from '../../provenance/command/answer.ts';
import { fail } from '../errors.ts';
import type { OpenLot } from '../labeling/open-lot.ts';
import type { Protecting } from '../protection/protecting.ts';
import type { Publishing } from '../publishing/publishing.ts';
import type { Releasing } from '../release/releasing.ts';
import { openArguments, type Asked, type RelayedOpening } from './verify-command.ts';

/** What a connector can be asked to do. */
export interface Abilities {
  readonly publishing: Publishing;
  readonly protecting: Protecting;
  readonly openLot: OpenLot;
  readonly releasing: Pick<Releasing, 'prepare'>;
}

/** A command that is older, by the asker's own claim, is not begun any more (ms). */
const OLDEST = 24 * 3_600_000;

/** What may pass by itself: the command is tried again instead of being answered. */
const PASSING: readonly string[] = ['gateway-unreachable', 'gateway-failed', 'checkpoint-stale', 'acting-stopped'];

const mayPass = (error: unknown): boolean => isConnectionLoss(error) || (error instanceof DomainError && PASSING.includes(error.code));

/** As it will be read: without what is undefined. */
const toJson = (value: object): Members => JSON.parse(JSON.stringify(value)) as Members;
type Members = Extract<CommandAnswer, { readonly ok: true }>['value'];

type Perform<Name extends CommandName> = (
  given: CommandArguments<Name>,
  context: { readonly id: string; readonly signal: AbortSignal; readonly abilities: Abilities },
) => Promise<z.infer<(typeof COMMAND_ANSWERS)[Name]>>;

const PERFORM: { readonly [Name in CommandName]: Perform<Name> } = {
  'list-sources': async (_, { abilities }) => ({ sources: [...(await abilities.publishing.list())] }),
  'profile-source': async (given, { signal, abilities }) => ({ profile: await abilities.publishing.profile(given, signal) }),
  'register-dataset': async (given, { id, signal, abilities }) => {
    const { id: event, index } = await abilities.publishing.register(given, id, signal);
    return { event, index };
  },
  'protect-dataset': async (given, { id, signal, abilities }) => {
    const { id: event, index, report } = await abilities.protecting.protect(given, id, signal);
    return { event, index, report };
  },
  'show-rows': (given, { abilities }) => abilities.protecting.show(given),
  'show-protection': (given, { abilities }) => abilities.protecting.showProtection(given),
  'list-protections': async (given, { abilities }) => ({ protections: [...(await abilities.protecting.listProtections(given))] }),
  'open-lot': async (given, { id, signal, abilities }) => {
    const { id: event, index, items } = await abilities.openLot(given, id, signal);
    return { event, index, items };
  },
  'prepare-release': (given, { id, abilities }) => abilities.releasing.prepare(given, id),
};

const perform = async (asked: Asked, opening: RelayedOpening, abilities: Abilities, signal: AbortSignal): Promise<object> => {
  const { id, command } = asked;
  const given = openArguments(asked, command, opening);
  return await (PERFORM[command] as Perform<CommandName>)(given, { id, signal, abilities });
};

/**
 * Carries a command out. What it does is bound to its id, so that a second run goes on where the first one was.
 * @throws what may pass by itself
 */
export const execute = async (
  asked: Asked,
  opening: RelayedOpening,
  {
    abilities,
    now,
    signal,
    report,
  }: {
    readonly abilities: Abilities;
    readonly now: number;
    readonly signal: AbortSignal;
    readonly report: (error: unknown) => void;
  },
): Promise<CommandAnswer> => {
  try {
    if (now - asked.time > OLDEST) fail('command-expired', { time: asked.time, most: OLDEST });
    return { ok: true, value: toJson(await perform(asked, opening, abilities, signal)) };
  } catch (error) {
    if (signal.aborted || mayPass(error)) throw error;
    if (error instanceof DomainError) return { ok: false, code: error.code, details: toJson(error.details) };
    report(error);
    return { ok: false, code: 'internal', details: {} };
  }
};
