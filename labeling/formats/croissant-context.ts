import type { Json } from '../../common/canonical-json.ts';

const ownTerms = (...names: readonly string[]): Readonly<Record<string, Json>> =>
  Object.fromEntries(names.map((name) => [name, `cr:${name}`]));

/** The JSON-LD context of Croissant 1.1, with names in several languages. Source: docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html. */
export const CONTEXT: Json = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  dct: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  conformsTo: 'dct:conformsTo',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  examples: { '@id': 'cr:examples', '@type': '@json' },
  name: { '@container': '@language' },
  description: { '@container': '@language' },
  ...ownTerms('annotation', 'arrayShape', 'citeAs', 'column', 'containedIn', 'equivalentProperty', 'excludes', 'extract', 'field'),
  ...ownTerms('fileObject', 'fileProperty', 'fileSet', 'format', 'includes', 'isArray', 'isLiveDataset', 'jsonPath', 'key', 'md5'),
  ...ownTerms('parentField', 'path', 'recordSet', 'references', 'regex', 'repeated', 'replace', 'samplingRate', 'sdVersion'),
  ...ownTerms('separator', 'source', 'subField', 'transform'),
};
