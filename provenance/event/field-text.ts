/** How a dataset's fields are written: as the text of their cell, or as the canonical text of a JSON value (a JSON Lines file). */
export type FieldForm = 'text' | 'json';

const parse = (field: string): unknown => {
  try {
    return JSON.parse(field);
  } catch {
    return undefined;
  }
};

/** The characters that an untrusted field stands for: those of a JSON string are its own. Undefined where a JSON value is no text. */
export const textOfField = (field: string, form: FieldForm): string | undefined => {
  if (form === 'text') return field;
  const value = parse(field);
  return typeof value === 'string' ? value : undefined;
};
