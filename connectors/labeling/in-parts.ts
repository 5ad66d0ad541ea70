/** Characters of one request, which the gateway takes up to four times as long. */
const MOST_CHARACTERS = 4_000_000;

/** Parts of at most that many characters of JSON, each of one item at least. */
export const inParts = <Item>(items: readonly Item[]): readonly Item[][] => {
  const parts: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const { length } = JSON.stringify(item);
    if (length > room) {
      parts.push([]);
      room = MOST_CHARACTERS;
    }
    parts.at(-1)?.push(item);
    room -= length;
  }
  return parts;
};
