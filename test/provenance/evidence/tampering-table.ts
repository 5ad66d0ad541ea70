/**
 * Where a bundle is changed -> the check that must fail first, by JSON pointer with `*` for positions; the first row that matches counts.
 * A change that breaks the shape of a part fails at `bundle-canonical` wherever it is, so that name is always allowed beside.
 */
export const TAMPERING: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\/space$/, ['policy-matches']],
  [/^\/events$/, ['path-complete', 'history-consistent']],
  [/^\/events\/\*$/, ['one-checkpoint', 'path-complete']],
  [/^\/events\/\*\/proof$/, ['one-checkpoint', 'events-included']],
  [/^\/events\/\*\/salt$/, ['events-included']],
  [/^\/events\/\*\/signed$/, ['event-signatures', 'events-included']],
  [/^\/events\/\*\/signed\//, ['event-signatures']],
  [/^\/history/, ['history-consistent']],
  [/^\/(?:item|release)$/, ['path-complete']],
  [/^\/lot/, ['label-counted']],
  [/^\/manifest/, ['manifest-hash']],
  [/^\/line$/, ['line-listed']],
  [/^\/openings$/, ['profile-opens', 'item-opens']],
  [/^\/openings\/profile/, ['profile-opens']],
  [/^\/openings\/project/, ['project-opens']],
  [/^\/openings\/item/, ['item-opens']],
  [/^\/openings\/annotation/, ['annotation-opens']],
  [/^\/openings\/row/, ['row-in-dataset', 'item-is-row', 'line-true']],
];

/** Names that the table allows for this place. */
export const expectedChecks = (pattern: string): readonly string[] => [
  ...(TAMPERING.find(([place]) => place.test(pattern))?.[1] ?? []),
  'bundle-canonical',
];
