import type { Certificate, SpaceState } from './state.ts';

/** A person is an organisation's pseudonym: her devices, also those that she had before, are one. */
const personOf = ({ org, subject }: Pick<Certificate, 'org' | 'subject'>): string => `${org}/${subject.id}`;

/** Whose key it is; a key that was never certified is somebody of its own. */
export const personsIn =
  ({ certificates }: SpaceState): ((key: string) => string) =>
  (key) => {
    const held = certificates.get(key);
    return held === undefined ? key : personOf(held);
  };

/** Keys that are or were certified for this person: her work with an earlier device stays hers. */
export const keysOfPerson = ({ certificates }: SpaceState, person: Pick<Certificate, 'org' | 'subject'>): readonly string[] =>
  [...certificates.values()].filter((other) => personOf(other) === personOf(person)).map(({ key }) => key);
