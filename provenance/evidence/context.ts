import { parseHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { toLogEntry } from '../event/entry.ts';
import type { EventType, SignedEvent } from '../event/event.ts';
import { eventId } from '../event/signing.ts';
import type { LogPolicy } from '../log/policy.ts';
import { parseTlogProof, type TlogProof } from '../log/proof.ts';
import type { DeliveryRule } from '../space/rules-data.ts';
import { fail, type Bundle } from './bundle.ts';

/** What the verifier brings along; nothing of it comes out of the bundle. */
export interface Premises {
  /** From outside the operator; without it nothing is anchored. */
  readonly policy?: LogPolicy | undefined;
  readonly delivery: DeliveryRule;
  /** Does the result fit the labelling configuration and the delivered text? Throws if not. */
  readonly fits: (configuration: string, text: string, result: unknown) => void;
}

export interface BundledEvent<Type extends EventType = EventType> {
  readonly id: string;
  readonly signed: SignedEvent<Type>;
  readonly index: number;
  readonly entry: Uint8Array;
  readonly proof: TlogProof;
}

export interface Context extends Premises {
  readonly bundle: Bundle;
  /** As the bundle lists them. @throws DomainError when one cannot be read */
  readonly events: () => readonly BundledEvent[];
  /** The only event of this type that satisfies the test. @throws DomainError `evidence-missing` */
  readonly eventOf: <Type extends EventType>(type: Type, test?: (event: SignedEvent<Type>['event']) => boolean) => BundledEvent<Type>;
  /** Text of the checkpoint under which everything is proven. */
  readonly checkpoint: () => string;
}

const readEvent = ({ signed: untyped, salt, proof: text }: Bundle['events'][number]): BundledEvent => {
  const signed = untyped as SignedEvent;
  const proof = parseTlogProof(text);
  const entry = toLogEntry(signed, salt === undefined ? undefined : parseHex(salt));
  return { id: eventId(signed.event), signed, index: proof.index, entry, proof };
};

/** The value of the first call, or its error again. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | { readonly error: unknown } | undefined;
  return () => {
    if (made === undefined)
      try {
        made = { value: make() };
      } catch (error) {
        made = { error };
      }
    if ('error' in made) throw made.error;
    return made.value;
  };
};

export const createContext = (bundle: Bundle, premises: Premises): Context => {
  const events = once(() => bundle.events.map(readEvent));
  return {
    ...premises,
    bundle,
    events,
    eventOf: (type, test = () => true) => {
      const found = events().filter(({ signed }) => signed.event.type === type && test(signed.event as never));
      const [only] = found;
      if (only === undefined || found.length > 1) return fail('evidence-missing', { type, found: found.length });
      return only as unknown as BundledEvent<typeof type>;
    },
    checkpoint: () => events()[0]?.proof.checkpoint ?? fail('evidence-missing', { type: 'checkpoint' }),
  };
};

/** The policy of an anchored verification. @throws DomainError `evidence-missing` */
export const policyOf = ({ policy }: Context): LogPolicy => policy ?? fail('evidence-missing', { type: 'policy' });

/** Code and details of a refusal; anything else is a fault of the program and goes on. */
export const refusalOf = (error: unknown): { readonly code: string; readonly details: Readonly<Record<string, unknown>> } => {
  if (!(error instanceof DomainError)) throw error;
  return { code: error.code, details: error.details };
};
