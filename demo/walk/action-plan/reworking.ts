import { setTimeout as wait } from 'node:timers/promises';
import type { ReturnedLabel } from '../../../console/src/space/acts/returned.ts';
import type { SampledItem } from '../../../console/src/space/acts/sample.ts';
import type { Result } from '../../../labeling/result.ts';
import type { ScriptedPerson } from '../../people.ts';
import { LABELERS, settle } from '../labelers.ts';
import type { Walk } from '../walk.ts';

const PATIENCE_MS = 60_000;
const spansIn = (item: SampledItem): number =>
  'result' in item.content ? item.content.result.filter(({ type }) => type === 'labels').length : 0;

/** The label drawn that marks the most: of it the reviewer says that a span is one too many. */
export const isSurplus = (item: SampledItem, sample: readonly SampledItem[]): boolean =>
  sample.toSorted((a, b) => spansIn(b) - spansIn(a))[0] === item;

/** What came back to whoever labeled the item, once her own copy of the log holds the verdict. */
const awaitReturned = async (walk: Walk, item: string): Promise<{ readonly author: ScriptedPerson; readonly label: ReturnedLabel }> => {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await wait(200))
    for (const login of LABELERS) {
      const author = await walk.as(login);
      await author.client.follow();
      const label = (await author.person.labeler.returned()).find((one) => one.item === item);
      if (label !== undefined) return { author, label };
    }
  throw new Error(`nobody was shown that ${item} came back`);
};

const withoutLastSpan = (result: Result): Result => {
  const last = result.findLastIndex(({ type }) => type === 'labels');
  return result.filter((_, at) => at !== last);
};

/** The author of the label takes out its last span, and signs that. */
export const rework = async (walk: Walk, item: string): Promise<void> => {
  const { author, label } = await awaitReturned(walk, item);
  await label.read();
  await author.person.labeler.rework({ ...label, result: withoutLastSpan(label.handedIn ?? []) }, { hold: 0 });
  await settle(author);
};
