import type { Logged } from '../../space/state.ts';
import { createFinder, formersOf, withSupport, type Finder } from '../chosen.ts';
import { drawPath } from '../draw/chosen-draw.ts';

/** The release that a certificate vouches for, and those that it supersedes. */
const releasesOf = (finder: Finder, { signed: { event } }: Logged<'lot-certified'>): readonly Logged[] => {
  const [, , named] = event.refs;
  if (named === undefined) return [];
  const release = finder.first('release-signed', (_, { id }) => id === named);
  return [release, ...formersOf(finder, release)] as unknown as Logged[];
};

/**
 * The events that the quality of a lot rests on, out of a log's or a file's own: those of its draw, the end of its inspection, the owner's answer and
 * the firm's certificate as far as they are there, and what makes them count.
 * @throws DomainError `evidence-incomplete`
 */
export const chooseRecord = (events: readonly Logged[], lot: string): readonly Logged[] => {
  const finder = createFinder(events);
  const ofLot = ({ subject }: { readonly subject: { readonly id: string } }): boolean => subject.id === lot;
  const [accepted] = finder.all('lot-accepted', ofLot);
  const [returned] = finder.all('lot-returned', ofLot);
  const [certified] = finder.all('lot-certified', ofLot);
  const path = [finder.first('lot-inspected', ofLot), accepted, returned, certified].filter((logged) => logged !== undefined);
  const releases = certified === undefined ? [] : releasesOf(finder, certified);
  return withSupport(finder, [...drawPath(finder, lot), ...(path as unknown as Logged[]), ...releases]);
};
