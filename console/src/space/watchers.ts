/** Those who want to be told. */
export interface Watchers<T> {
  readonly tell: (what: T) => void;
  /** The answer ends it. */
  readonly watch: (told: (what: T) => void) => () => void;
}

export const createWatchers = <T>(): Watchers<T> => {
  const all = new Set<(what: T) => void>();
  return {
    tell: (what) => {
      for (const told of all) told(what);
    },
    watch: (told) => {
      all.add(told);
      return () => void all.delete(told);
    },
  };
};
