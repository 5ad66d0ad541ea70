/** Objects and lists within each other; a deeper text would exhaust the readers that recurse. */
export const DEEPEST = 40;

/** How deep the brackets outside of strings go. */
const depthOf = (text: string): number => {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted && sign === '\\') at++;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === '[' || sign === '{')) deepest = Math.max(deepest, ++depth);
    else if (!quoted && (sign === ']' || sign === '}')) depth--;
  }
  return deepest;
};

/** Whether an untrusted JSON text is nested deeper than is read. */
export const isTooDeep = (text: string): boolean => depthOf(text) > DEEPEST;

/** Whether a value that was read elsewhere is. */
export const isValueTooDeep = (value: unknown): boolean => {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.filter((inner) => typeof inner === 'object' && inner !== null);
    if (level.length === 0) return false;
    level = level.flatMap((inner) => Object.values(inner as object) as unknown[]);
  }
  return true;
};
