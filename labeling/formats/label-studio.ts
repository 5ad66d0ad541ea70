import { z } from 'zod';
import type { Configuration } from '../configuration-model.ts';
import { fail } from '../errors.ts';
import { createTextIndex } from '../offsets.ts';
import { orderResult, parseResult, verifyResult, type Answer, type Result } from '../result.ts';

/** One entry of `result` in a Label Studio annotation. */
export interface LabelStudioAnswer {
  readonly id: string;
  readonly from_name: string;
  readonly to_name: string;
  readonly type: 'choices' | 'labels';
  readonly origin: 'manual';
  readonly value:
    | { readonly choices: readonly string[] }
    | { readonly start: number; readonly end: number; readonly text?: string; readonly labels: readonly string[] };
}

/**
 * Our answers as Label Studio writes them: offsets are code points there too. `text` adds the quoted words to each span;
 * leave it out where the item may not be quoted. Ids are the answers' places, so the same work gives the same bytes.
 */
export const toLabelStudio = (configuration: Configuration, result: Result, text?: string): readonly LabelStudioAnswer[] => {
  const index = text === undefined ? undefined : createTextIndex(text);
  return orderResult(configuration, result).map((answer, at) => ({
    id: `a${at + 1}`,
    from_name: answer.from_name,
    to_name: answer.to_name,
    type: answer.type,
    origin: 'manual',
    value:
      answer.type === 'labels' && index !== undefined
        ? { start: answer.value.start, end: answer.value.end, text: index.slice(answer.value), labels: answer.value.labels }
        : answer.value,
  }));
};

const importedSchema = z.object({ from_name: z.string(), to_name: z.string(), type: z.string(), value: z.looseObject({}) });
const choicesValue = z.object({ choices: z.array(z.string()) });
const labelsValue = z.object({ start: z.int(), end: z.int(), text: z.string().optional(), labels: z.array(z.string()) });

const toAnswer = (text: string, value: unknown, at: number): Answer => {
  const imported = importedSchema.safeParse(value);
  if (!imported.success) return fail('result-malformed', { at });
  const { from_name, to_name, type } = imported.data;
  if (type === 'choices') {
    const { data } = choicesValue.safeParse(imported.data.value);
    return data === undefined ? fail('result-malformed', { at }) : { from_name, to_name, type, value: { choices: data.choices } };
  }
  const { data } = labelsValue.safeParse(imported.data.value);
  if (type !== 'labels') return fail('import-unsupported', { at, type });
  if (data === undefined) return fail('result-malformed', { at });
  const { start, end, labels, text: quoted } = data;
  // A quotation that is not what stands there shows offsets counted in other units; better no import than shifted labels.
  if (quoted !== undefined && createTextIndex(text).slice({ start, end }) !== quoted) return fail('import-unsupported', { at, start, end });
  return { from_name, to_name, type, value: { start, end, labels } };
};

/**
 * Reads `result` of a Label Studio annotation (untrusted) for this task and text.
 * @throws DomainError `result-malformed`, `import-unsupported` (another type or unit) and what `verifyResult` throws
 */
export const parseLabelStudioResult = (configuration: Configuration, text: string, value: unknown): Result => {
  const entries = z.array(z.unknown()).max(2000).safeParse(value);
  if (!entries.success) return fail('result-malformed');
  const result = parseResult(entries.data.map((entry, at) => toAnswer(text, entry, at)));
  verifyResult(configuration, text, result);
  return orderResult(configuration, result);
};
