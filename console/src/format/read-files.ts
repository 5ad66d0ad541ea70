export interface ReadFile {
  readonly name: string;
  /** UTF-8, without a byte order mark, whatever cannot be decoded replaced; empty where the file was too long. */
  readonly text: string;
  /** As they are; absent where there are more than were to be read. */
  readonly bytes?: Uint8Array;
}

const readFile = async (file: File, limit: number): Promise<ReadFile> => {
  if (file.size > limit) return { name: file.name, text: '' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, text: new TextDecoder().decode(bytes), bytes };
};

/** What a person chose or dropped, in that order. @param limit most bytes of a file that are read */
export const readFiles = (files: FileList | undefined | null, limit: number): Promise<readonly ReadFile[]> =>
  Promise.all(Array.from(files ?? [], (file) => readFile(file, limit)));
