import type { Json } from '../../../../common/canonical-json.ts';
import type { Clock } from '../../../../common/clock.ts';
import type { RandomBytes } from '../../../../common/crypto/random.ts';
import type { OpeningKey } from '../../../../common/crypto/sealing.ts';
import { DomainError } from '../../../../common/errors.ts';
import { uuidv7 } from '../../../../common/ids.ts';
import { verifyOpening, type CommitmentKind, type Opening } from '../../../../provenance/event/commitment.ts';
import type { SpaceState } from '../../../../provenance/space/state.ts';
import type { Alarms } from '../alarm.ts';
import type { Commands } from '../commands.ts';
import type { EventDraft } from '../draft.ts';
import { fail } from '../errors.ts';
import type { Http } from '../http.ts';
import type { Ledger } from '../ledger.ts';
import type { Outbox } from '../outbox.ts';

/** Milliseconds that an act waits for the witnesses to have seen what it builds upon. */
const PATIENCE = 30_000;

/** Whom a person's acts work with. */
export interface ActContext {
  readonly space: string;
  readonly org: string;
  /** Own signing key, hex. */
  readonly key: string;
  /** Own X25519 key. */
  readonly opening: OpeningKey;
  readonly http: Http;
  readonly alarms: Alarms;
  readonly outbox: Outbox;
  readonly commands: Commands;
  readonly ledger: () => Ledger;
  /** Log index of the newest own act of this session, -1 before the first. */
  readonly own: { newest: number };
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** An event of one's own for which the log gave a receipt. */
export interface Acted {
  /** Event id, hex. */
  readonly event: string;
  readonly index: number;
}

export const newId = ({ clock, random }: Pick<ActContext, 'clock' | 'random'>): string => uuidv7(clock, random);

/** Signs, sends, and waits for the receipt. @throws DomainError the gateway's refusal, see `Outbox.act` */
export const act = async ({ outbox, own }: Pick<ActContext, 'outbox' | 'own'>, draft: EventDraft): Promise<Acted> => {
  const { id: event, index } = await outbox.act(draft);
  own.newest = Math.max(own.newest, index);
  return { event, index };
};

/**
 * What the own copy of the log says, after all own acts of this session and as far as the witnesses have seen by now; read on until it
 * says something.
 * @throws DomainError `ledger-behind`, `log-contradicted`
 */
export const fromLog = async <T>(
  { ledger, own }: Pick<ActContext, 'ledger' | 'own'>,
  find: (state: SpaceState) => T | undefined,
): Promise<T> => {
  const copy = ledger();
  await copy.advance().catch((error: unknown) => {
    if (copy.health === 'contradicted' || !(error instanceof DomainError)) throw error;
  });
  return await copy.until((state) => (state.size > own.newest ? find(state) : undefined), PATIENCE);
};

/**
 * A document as the gateway relays it, which must open what its signer committed to.
 * @throws DomainError `opening-differs` (an alarm keeps the evidence)
 */
export const requireOpening = async (
  { alarms }: Pick<ActContext, 'alarms'>,
  opening: { readonly salt: string; readonly value: unknown },
  { kind, id, commitment }: { readonly kind: CommitmentKind; readonly id: string; readonly commitment: string | undefined },
): Promise<void> => {
  try {
    verifyOpening(opening as Opening, kind, id, commitment ?? '');
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await alarms.raise('opening-differs', { kind, id, commitment: commitment ?? null, opening: { ...opening } as Json });
    fail('opening-differs', { kind, id });
  }
};
