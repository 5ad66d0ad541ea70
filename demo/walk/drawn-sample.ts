import { setTimeout as wait } from 'node:timers/promises';
import type { RedoneDraw } from '../../console/src/space/acts/redraw.ts';
import type { Finding, SampledItem } from '../../console/src/space/acts/sample.ts';
import type { ScriptedPerson } from '../people.ts';
import { refusalOf } from './walk.ts';

const PATIENCE_MS = 60_000;

/** Somebody of the firm that inspects. */
type Inspector = Pick<ScriptedPerson, 'person' | 'client'>;

/** Tries again while it is refused with one of these codes: what others sign or seal is on its way. */
const patiently = async <T>(attempt: () => Promise<T>, codes: readonly string[]): Promise<T> => {
  for (const until = Date.now() + PATIENCE_MS; ; await wait(200)) {
    let found: T | undefined;
    const refusal = await refusalOf(async () => {
      found = await attempt();
    });
    if (refusal === undefined) return found as T;
    if (!codes.includes(refusal) || Date.now() >= until) throw new Error(`refused with ${refusal}`);
  }
};

/** The firm's part of the draw, before anything is labelled. The owner's connector commits by itself, and the lot waits for both. */
export const commitToDraw = async ({ person, client }: Inspector, lot: string): Promise<void> => {
  await client.follow();
  await client.ledger().until((state) => state.lots.get(lot), PATIENCE_MS);
  await person.inspector.commitToDraw(lot);
};

export const revealDraw = async ({ person, client }: Inspector, lot: string): Promise<void> => {
  await client.ledger().until((state) => state.lots.get(lot)?.closed, PATIENCE_MS);
  await person.inspector.revealDraw(lot);
};

const redo = async ({ person: { inspector } }: Inspector, lot: string): Promise<RedoneDraw> =>
  await patiently(() => inspector.redraw(lot, () => performance.now()), ['evidence-incomplete', 'not-yet-witnessed', 'sample-not-drawn']);

/** How a sample is judged, and what happens before its inspection ends. */
interface Judging {
  readonly findingOf: (item: SampledItem, sample: readonly SampledItem[]) => Finding;
  readonly judged?: (sample: readonly SampledItem[]) => Promise<void>;
}
const PASSING: Judging = { findingOf: () => ({ verdict: 'pass' }) };

/**
 * Redoes the draw, judges every label drawn, each over the leaf that this device computed, and ends the inspection once the witnesses have seen
 * the verdicts.
 * @returns what was drawn, as this person read it
 */
export const judgeSample = async (
  reviewer: Inspector,
  lot: string,
  { findingOf, judged }: Judging = PASSING,
): Promise<readonly SampledItem[]> => {
  const { inspector } = reviewer.person;
  const redone = await redo(reviewer, lot);
  const read = () => patiently(() => inspector.sample(lot, redone), ['lot-not-sealed-for', 'sample-not-sealed-for']);
  const items = await read();
  let newest = 0;
  for (const item of items) newest = (await inspector.judge(lot, item, findingOf(item, items))).index;
  await reviewer.client.ledger().until((state) => (state.size > newest ? state : undefined), PATIENCE_MS);
  await judged?.(items);
  const verdicts = await read();
  await patiently(() => inspector.endInspection(lot, verdicts), ['ledger-behind']);
  return items;
};
