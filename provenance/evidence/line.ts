import { z } from 'zod';
import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { DomainError } from '../../common/errors.ts';
import { count, hash, uuid } from '../event/fields.ts';
import { DEEPEST, isTooDeep } from './depth.ts';
import { fail } from './errors.ts';

/** One label in a release's JSONL file. The three members of TC609's data description say who worked how. */
const schema = z.strictObject({
  /** The item. */
  id: uuid,
  /** As delivered. */
  text: z.string(),
  /** Answers; offsets are Unicode code points of `text`. */
  result: z.custom<Json>((value) => value !== undefined),
  annotation_method: z.enum(['manual', 'automatic', 'semi-automatic']),
  annotator_class: z.literal('certified-labeler'),
  generated_data_indicator: z.literal(false),
  project: uuid,
  lot: uuid,
  /** Row of the dataset, from 0. */
  row: count,
  /** The label's event and its log index. */
  event: hash,
  index: count,
  /** What its author made of the label, after a defect was found in it: then `result` and `annotation_method` are of it. */
  rework: z.strictObject({ event: hash, index: count, verdict: hash }).exactOptional(),
});
export type ReleaseLine = z.infer<typeof schema>;

const readJson = (text: string): Json => {
  if (isTooDeep(text)) return fail('line-malformed', { reason: `nested deeper than ${DEEPEST}` });
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return fail('line-malformed', { reason: 'not JSON' }, { cause: error });
  }
};

/** One line without its LF (untrusted; at most as long as a bundle lets it be), in canonical JSON. @throws DomainError `line-malformed` */
export const parseLine = (text: string): ReleaseLine => {
  const value = readJson(text);
  const parsed = schema.safeParse(value);
  if (!parsed.success) return fail('line-malformed', { problems: parsed.error.issues.map(({ path }) => `/${path.join('/')}`) });
  if (toCanonicalJson(parsed.data) !== text) fail('line-malformed', { reason: 'not in canonical form' });
  return parsed.data;
};
