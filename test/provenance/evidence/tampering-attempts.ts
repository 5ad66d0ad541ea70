import { toCanonicalJson, type Json } from '../../../common/canonical-json.ts';
import { readBundle, writeBundle, type Bundle } from '../../../provenance/evidence/bundle.ts';
import { createContext, type Premises } from '../../../provenance/evidence/context.ts';
import { premisesOf } from '../../support/evidence-premises.ts';
import { passes } from '../../support/expect-code.ts';
import { forgeEvidence, type ForgedEvidence } from '../../support/forge.ts';
import { mutationsOf, type Mutation } from '../../support/mutations.ts';
import { recompute } from '../../support/recompute.ts';
import type { Attacker, Case, Source } from './tampering-table.ts';

export interface Attempt extends Omit<Case, 'attacker'> {
  readonly mutation: Mutation;
  /** Differs where two attempts could fail for different reasons. */
  readonly kind: string;
}

/** Line of a tlog-proof or of a checkpoint's note. */
const lineName = (pattern: string, line: number, path: number): string => {
  if (pattern.startsWith('/events')) return line >= 2 && line < 2 + path ? '~path' : '~line';
  return line < 3 ? '~text' : line === 4 ? '~log' : '~witness';
};

const eventAt = (pointer: string, events: Bundle['events']): Bundle['events'][number] | undefined =>
  events[Number(/^\/events\/(\d+)/.exec(pointer)?.[1] ?? Number.NaN)];

const isSecondRoster = (bundled: Bundle['events'][number] | undefined): boolean =>
  bundled?.signed.event.type === 'roster-signed' && bundled.signed.event.body.number === 2;

const placeOf = ({ pattern, pointer, at }: Mutation, { events }: Bundle): string => {
  const event = eventAt(pointer, events);
  if (pattern === '/events' && isSecondRoster(events[at ?? -1])) return '/events/second-roster';
  const [before, after] = pattern.split('/~line');
  const line = Number(/~line\/(\d+)$/.exec(pointer)?.[1] ?? at);
  const path = event === undefined ? 0 : event.proof.slice(0, event.proof.indexOf('\n\n')).split('\n').length - 2;
  const place = after === undefined ? pattern : `${before}/${lineName(pattern, line, path)}`;
  return event?.signed.event.type === 'annotation-signed' ? place.replace('/events/*', '/events/label') : place;
};

const kindOf = ({ pattern, pointer, what }: Mutation, { events }: Bundle): string => {
  const type = eventAt(pointer, events)?.signed.event.type ?? '';
  return `${pattern} ${what} ${type}`;
};

const attemptsOf = (own: ForgedEvidence, foreign: ForgedEvidence, from: Source): Attempt[] =>
  mutationsOf(JSON.parse(own.text) as Json, JSON.parse(foreign.text) as Json)
    .filter(({ what }) => from === 'sibling' || what === 'foreign')
    .map((mutation) => {
      const { bundle } = own;
      return { mutation, from, what: mutation.what, place: placeOf(mutation, bundle), kind: kindOf(mutation, bundle) };
    });

/** Taking away a cosignature above the quorum is no lie: less is said. It has a test of its own. */
const isLie = ({ place, what }: Attempt): boolean => !(place === '/history/*/checkpoint/~witness' && what === 'delete');

/** What the attacker makes of the attempt; undefined where nothing is left to make, or everything became true again. */
const carryOut = (own: ForgedEvidence, premises: Premises, { mutation, place }: Attempt, attacker: Attacker): string | undefined => {
  const byHand = `${toCanonicalJson(mutation.value)}\n`;
  if (attacker === 'hand') return byHand;
  if (place.includes('~') || !passes(() => void createContext(byHand, readBundle(byHand), premises))) return undefined;
  const keys = attacker === 'operator' ? { keys: own.keys } : {};
  const remade = writeBundle(recompute(readBundle(byHand), { leaves: own.log.leaves(), ...keys }));
  return remade === own.text ? undefined : remade;
};

/** Of a stranger only whole parts: a single foreign leaf is to those who recompute what any changed leaf is. */
const isWorthwhile = ({ from, place }: Attempt): boolean => from === 'sibling' || place.split('/').length <= 4;

/** One of each kind is enough for those who recompute: each costs a whole tree. */
const oneOfEach = (all: readonly Attempt[]): Attempt[] => [
  ...new Map(
    all
      .filter(isWorthwhile)
      .toReversed()
      .map((attempt) => [`${attempt.from} ${attempt.kind}`, attempt]),
  ).values(),
];

/** Honest evidence, and every way to tamper with it. */
export interface Attempts {
  readonly own: ForgedEvidence;
  readonly premises: Premises;
  /** By the part of the bundle. */
  readonly byTop: ReadonlyMap<string, readonly Attempt[]>;
  /** Those of them that are tried as this attacker. */
  readonly tried: (attempts: readonly Attempt[], attacker: Attacker) => readonly Attempt[];
  /** The file that comes of it; undefined where nothing is left to make, or everything became true again. */
  readonly carryOut: (attempt: Attempt, attacker: Attacker) => string | undefined;
}

export const createAttempts = async (): Promise<Attempts> => {
  const own = await forgeEvidence();
  const premises = premisesOf(own.policyText);
  const attempts = [
    ...attemptsOf(own, await forgeEvidence({ label: 1 }), 'sibling'),
    ...attemptsOf(own, await forgeEvidence({ seed: 'another space' }), 'stranger'),
  ].filter(isLie);
  return {
    own,
    premises,
    byTop: Map.groupBy(attempts, ({ place }) => place.split('/')[1] ?? ''),
    tried: (all, attacker) => (attacker === 'hand' ? all : oneOfEach(all)),
    carryOut: (attempt, attacker) => carryOut(own, premises, attempt, attacker),
  };
};
