import type { Certificate, SpaceState } from '../provenance/space/state.ts';

/** Keys that are or were certified for this person: her work with an earlier device stays hers. */
export const keysOfPerson = ({ certificates }: SpaceState, { org, subject }: Pick<Certificate, 'org' | 'subject'>): readonly string[] =>
  [...certificates.values()].filter((other) => other.org === org && other.subject.id === subject.id).map(({ key }) => key);
