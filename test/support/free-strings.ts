/** Every string in a JSON Schema must be closed: an enumeration, a constant, or a pattern without room for free text. Pointers of those that are not. */
export const freeStrings = (schema: unknown, at = ''): string[] => {
  if (Array.isArray(schema)) return schema.flatMap((part, i) => freeStrings(part, `${at}/${i}`));
  if (typeof schema !== 'object' || schema === null) return [];
  const node = schema as Record<string, unknown>;
  const open = node['type'] === 'string' && node['enum'] === undefined && node['const'] === undefined && node['pattern'] === undefined;
  return [...(open ? [at] : []), ...Object.entries(node).flatMap(([key, value]) => freeStrings(value, `${at}/${key}`))];
};
