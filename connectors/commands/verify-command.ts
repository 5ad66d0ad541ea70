import { COMMAND_ARGUMENTS, type CommandArguments, type CommandName } from '../../api/documents.ts';
import { equalBytes, parseHex } from '../../common/encodings.ts';
import { verifyOpening, type Opening } from '../../provenance/event/commitment.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { isOfType, type SignedEvent } from '../../provenance/event/event.ts';
import { eventId, parseSignedEventJson } from '../../provenance/event/signing.ts';
import { openingKeyOf } from '../../provenance/identity/recipient.ts';
import { judgeEvent } from '../../provenance/space/authority.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What opens the command's commitment, if it does. */
export interface RelayedOpening {
  readonly salt: string;
  readonly value: unknown;
}

/** A command as the gateway relays it: untrusted throughout. */
export interface RelayedCommand {
  readonly signed: unknown;
  /** Of its log entry, hex. */
  readonly salt: string;
  readonly index: number;
  readonly arguments: RelayedOpening;
}

type SignedCommand = SignedEvent & SignedEvent<'command-issued'>;

/** A command of a person of the own organisation, as she signed it. */
export interface Asked {
  /** Id of its event. */
  readonly id: string;
  /** Her signing key, hex. */
  readonly asker: string;
  readonly command: CommandName;
  /** Claimed by her, ms. */
  readonly time: number;
  readonly signed: SignedCommand;
}

export interface CommandPremises {
  readonly ledger: Ledger;
  readonly org: string;
  /** Own certificate, UUID. */
  readonly certificate: string;
}

/**
 * What can be told without the log: her signature, and that she means this connector of her own organisation.
 * @throws DomainError `command-foreign`, `event-malformed`, `signature-invalid`
 */
export const parseCommand = (value: unknown, { org, certificate }: CommandPremises): SignedCommand => {
  const signed = parseSignedEventJson(value);
  if (!isOfType(signed, 'command-issued')) return fail('command-foreign', { type: signed.event.type });
  const { actor, body } = signed.event;
  if (body.connector !== certificate || actor.org !== org) fail('command-foreign', { org: actor.org, connector: body.connector });
  return signed;
};

/** A person goes on signing while her command waits: her later events do not make this one late. */
const withoutChains = (state: SpaceState): SpaceState => ({ ...state, chains: new Map() });

/**
 * Who asks, and that she may: the command's place in the own copy of the log, and her certificate as of there.
 * @throws DomainError `command-not-logged`, those of `parseCommand` and `judgeEvent`
 */
export const verifyCommand = async (relayed: RelayedCommand, premises: CommandPremises): Promise<Asked> => {
  const { ledger } = premises;
  const { salt, index } = relayed;
  const signed = parseCommand(relayed.signed, premises);
  const { actor, body, time } = signed.event;
  const [entry] = index < ledger.size ? await ledger.read(index, 1) : [];
  if (entry === undefined || !equalBytes(entry, toLogEntry(signed, parseHex(salt)))) fail('command-not-logged', { index });
  judgeEvent(withoutChains(ledger.state()), signed, index, ledger.premises());
  return { id: eventId(signed.event), asker: actor.key, command: body.command, time, signed };
};

/**
 * Where the answer goes: provenance/identity/recipient.ts alone decides.
 * @param now milliseconds
 * @returns X25519 key, 32 bytes
 * @throws DomainError of `RecipientCode`
 */
export const findRecipient = ({ asker }: Asked, { ledger, org }: CommandPremises, now: number): Uint8Array => {
  const witnessedAt = ledger.tree()?.witnessedAt ?? 0;
  return parseHex(openingKeyOf(asker, { kind: 'answer', org }, { state: ledger.state(), witnessedAt, now: Math.floor(now / 1000) }));
};

/** What she asks for. @throws DomainError `commitment-not-opened`, `command-arguments-unfit` */
export const openArguments = <Name extends CommandName>({ signed }: Asked, name: Name, opening: RelayedOpening): CommandArguments<Name> => {
  const { id, commitment } = signed.event.subject;
  verifyOpening(opening as Opening, 'command', id, commitment ?? '');
  const parsed = COMMAND_ARGUMENTS[name].safeParse(opening.value);
  if (parsed.success) return parsed.data as CommandArguments<Name>;
  return fail('command-arguments-unfit', { command: name, problems: parsed.error.issues.map(({ path }) => `/${path.join('/')}`) });
};
