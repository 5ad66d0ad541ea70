import type { Logged, SpaceState } from './state.ts';

type Releases = Pick<SpaceState, 'releases'>;

/** Of a lot, oldest first. */
const releasesOf = ({ releases }: Releases, lot: string): readonly Logged<'release-signed'>[] =>
  [...releases.values()].filter(({ signed }) => signed.event.body.lot === lot).toSorted((a, b) => a.index - b.index);

/** The one of a lot's releases that no other supersedes. */
export const currentRelease = (state: Releases, lot: string): Logged<'release-signed'> | undefined => releasesOf(state, lot).at(-1);

/** The release by which its owner replaced this one, if there is any. */
export const successorOf = (state: Releases, release: string): Logged<'release-signed'> | undefined =>
  [...state.releases.values()].find(({ signed }) => signed.event.body.supersedes === release);

/** Ids of a release and of those that it supersedes, one through the other; each names one that was there before. */
export const releaseLine = (state: Releases, release: string): readonly string[] => {
  const former = state.releases.get(release)?.signed.event.body.supersedes;
  return former === undefined ? [release] : [release, ...releaseLine(state, former)];
};
