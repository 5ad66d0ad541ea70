import { z } from 'zod';
import { agreementOf, type AgreementFigure, type Question } from '../agreement/figures.ts';
import { fail } from '../errors.ts';
import { parseResult } from '../result.ts';

const row = z.looseObject({ 'questions/name': z.string().max(1000), 'questions/kind': z.enum(['choices', 'labels']) });
const schema = z.looseObject({
  recordSet: z.array(z.looseObject({ '@id': z.string(), data: z.array(z.unknown()).max(2000).optional() })).max(100),
});

/** What was asked, out of a release's Croissant metadata (untrusted), in its order. @throws DomainError `import-unsupported` */
const questionsOf = (croissant: string): readonly Question[] => {
  try {
    const { recordSet } = schema.parse(JSON.parse(croissant));
    const { data = [] } = recordSet.find((set) => set['@id'] === 'questions') ?? {};
    return z
      .array(row)
      .max(100)
      .parse(data)
      .map((asked) => ({ name: asked['questions/name'], kind: asked['questions/kind'] }));
  } catch (error) {
    return fail('import-unsupported', { reason: String(error) });
  }
};

/**
 * How far the labels of a release's lines agree.
 * @param items for each item its lines' results (untrusted)
 * @throws DomainError `import-unsupported`, `result-malformed`
 */
export const redoAgreement = (croissant: string, items: readonly (readonly unknown[])[]): AgreementFigure[] => [
  ...agreementOf(
    questionsOf(croissant),
    items.map((results) => results.map(parseResult)),
  ),
];
