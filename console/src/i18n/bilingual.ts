export interface MessageTree {
  readonly [key: string]: string | MessageTree;
}

/** The same keys with texts of another language. */
export type SameKeys<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : SameKeys<Tree[Key]> };

export interface Bilingual<Tree extends MessageTree = MessageTree> {
  readonly zh: Tree;
  readonly en: SameKeys<Tree>;
}

/** One area's texts, both languages side by side; whole sentences with named parameters. */
export const bilingual = <Tree extends MessageTree>(zh: Tree, en: SameKeys<Tree>): Bilingual<Tree> => ({ zh, en });
