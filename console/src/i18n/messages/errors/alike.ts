/** What happened, and what to do. */
interface Sentence {
  readonly [part: string]: string;
  readonly what: string;
  readonly next: string;
}

/** One sentence for codes that tell a person the same. */
export const alike = <Code extends string>(codes: readonly Code[], sentence: Sentence): Readonly<Record<Code, Sentence>> =>
  Object.fromEntries(codes.map((code) => [code, sentence])) as Readonly<Record<Code, Sentence>>;
