import type { SpaceState } from './state.ts';

/** Whose key it is, by organisation and pseudonym: the devices of one person, also those that she had before, are one. */
export const personsIn =
  ({ certificates }: SpaceState): ((key: string) => string) =>
  (key) => {
    const held = certificates.get(key);
    return held === undefined ? key : `${held.org}/${held.subject.id}`;
  };
