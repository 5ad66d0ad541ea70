/** Rows and characters that are handled at a time. */
const MOST = { rows: 500, characters: 500_000 } as const;

/** Rows one after the other, in parts that fit into memory and into one statement. */
export async function* inBatches(rows: AsyncIterable<readonly string[]>): AsyncGenerator<readonly (readonly string[])[]> {
  let batch: (readonly string[])[] = [];
  let characters = 0;
  for await (const cells of rows) {
    batch.push(cells);
    for (const cell of cells) characters += cell.length;
    if (batch.length < MOST.rows && characters < MOST.characters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}
