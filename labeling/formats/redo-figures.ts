import { z } from 'zod';
import { majoritiesOf, toMajorityFigure, type LikeliestFigure, type Majority, type MajorityFigure } from '../agreement/consensus.ts';
import { agreementOf, type AgreementFigure, type Question } from '../agreement/figures.ts';
import { fail } from '../errors.ts';
import { parseResult } from '../result.ts';

const question = z.looseObject({ 'questions/name': z.string().max(1000), 'questions/kind': z.enum(['choices', 'labels']) });
const said = z.looseObject({
  'consensus/item': z.string(),
  'consensus/question': z.string(),
  'consensus/labels': z.string(),
  'consensus/majority': z.string(),
  'consensus/tied': z.enum(['true', 'false']),
  'consensus/likeliest': z.string(),
});
const schema = z.looseObject({
  recordSet: z.array(z.looseObject({ '@id': z.string(), data: z.array(z.unknown()).max(10_000).optional() })).max(100),
});

/** Rows of one record set out of a release's Croissant metadata (untrusted). @throws DomainError `import-unsupported` */
const rowsOf = <Row extends z.ZodType>(croissant: string, id: string, row: Row): readonly z.infer<Row>[] => {
  try {
    const { recordSet } = schema.parse(JSON.parse(croissant));
    const { data = [] } = recordSet.find((set) => set['@id'] === id) ?? {};
    return z.array(row).parse(data);
  } catch (error) {
    return fail('import-unsupported', { reason: String(error) });
  }
};

/** What was asked, in its order. */
const questionsOf = (croissant: string): readonly Question[] =>
  rowsOf(croissant, 'questions', question)
    .slice(0, 100)
    .map((asked) => ({ name: asked['questions/name'], kind: asked['questions/kind'] }));

/**
 * How far the labels of a release's lines agree.
 * @param items for each item its lines' results (untrusted)
 * @throws DomainError `import-unsupported`, `result-malformed`
 */
const redoAgreement = (croissant: string, items: readonly (readonly unknown[])[]): AgreementFigure[] => [
  ...agreementOf(
    questionsOf(croissant),
    items.map((results) => results.map(parseResult)),
  ),
];

/** Item, number of labels, majority and whether it is tied: as text, so that they compare. */
type MajorityRow = readonly [item: string, labels: string, majority: string, tied: string];

/** What can be redone of the consensus without knowing who made which label; of the likeliest values only how many are other ones. */
export interface RedoneConsensus {
  readonly majority: MajorityFigure;
  readonly likeliest: Pick<LikeliestFigure, 'question' | 'items' | 'moved'>;
  /** As the metadata has them, and as the lines give them. */
  readonly stated: readonly MajorityRow[];
  readonly redone: readonly MajorityRow[];
}

const toRow = ({ item, labels, majority, tied }: Majority): MajorityRow => [item, String(labels), majority, String(tied)];
const asStated = (row: z.infer<typeof said>): MajorityRow => [
  row['consensus/item'],
  row['consensus/labels'],
  row['consensus/majority'],
  row['consensus/tied'],
];

/**
 * What the labels of each item say together, redone from the lines, beside what the metadata says, for each question about a whole text.
 * @param lines item and result (untrusted) of each line
 * @throws DomainError `import-unsupported`, `result-malformed`
 */
const redoConsensus = (croissant: string, lines: readonly { readonly item: string; readonly result: unknown }[]): RedoneConsensus[] => {
  const rows = rowsOf(croissant, 'consensus', said);
  const labels = lines.map(({ item, result }) => ({ item, result: parseResult(result) }));
  return questionsOf(croissant).flatMap(({ name, kind }, at) => {
    const majorities = kind === 'choices' ? majoritiesOf(name, labels) : [];
    if (majorities.length === 0) return [];
    const own = rows.filter((row) => row['consensus/question'] === name);
    const moved = own.filter((row) => row['consensus/likeliest'] !== row['consensus/majority']).length;
    return [
      {
        majority: toMajorityFigure(at, majorities),
        likeliest: { question: at, items: own.length, moved },
        stated: own.map(asStated),
        redone: majorities.map(toRow),
      },
    ];
  });
};

/** What a release's files allow to redo. */
export const REDO = { agreement: redoAgreement, consensus: redoConsensus } as const;
