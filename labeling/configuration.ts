import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml';
import { checkWhole } from './configuration-checks.ts';
import { readElement, type Reading } from './configuration-elements.ts';
import type { Configuration, ConfigurationFault } from './configuration-model.ts';
import { fail } from './errors.ts';

export type { Configuration, ConfigurationFault } from './configuration-model.ts';

/** Most of a configuration that is read at all, in UTF-16 units. */
export const CONFIGURATION_LIMIT = 32_768;

const positionOf = (xml: string, offset: number): { line: number; column: number } => {
  const before = xml.slice(0, Math.max(0, offset)).split('\n');
  return { line: before.length, column: Array.from(before.at(-1) ?? '').length + 1 };
};

const parseRoot = (xml: string): XmlElement | ConfigurationFault => {
  try {
    const document = parseXml(xml, { includeOffsets: true, preserveDocumentType: true, preserveCdata: true });
    const [root] = document.children;
    if (document.children.length === 1 && root instanceof XmlElement) return root;
    return { code: 'content-unexpected', line: 1, column: 1, content: document.children.map((child) => child.type).join(', ') };
  } catch (error) {
    // Deep nesting ends the parser's recursion with a RangeError; both mean that the text cannot be read.
    if (error instanceof XmlError) return { code: 'not-xml', line: error.line, column: error.column };
    return { code: 'not-xml', line: 1, column: 1 };
  }
};

const collect = (xml: string): { faults: ConfigurationFault[]; configuration?: Configuration } => {
  if (xml.length > CONFIGURATION_LIMIT) return { faults: [{ code: 'too-long', line: 1, column: 1, limit: CONFIGURATION_LIMIT }] };
  const root = parseRoot(xml);
  if (!(root instanceof XmlElement)) return { faults: [root] };
  const faults: ConfigurationFault[] = [];
  const reading: Reading = {
    controls: [],
    texts: [],
    fault: (code, offset, details = {}) => faults.push({ ...details, code, ...positionOf(xml, offset) }),
  };
  if (root.name === 'View') readElement(root, reading, 0);
  else reading.fault('element-unknown', root.start, { element: root.name });
  const configuration = checkWhole(reading, root.start);
  return configuration === undefined ? { faults } : { faults, configuration };
};

/** Everything that is wrong with a configuration, in the order of the text; none when it may be used. The text is untrusted. */
export const faultsOfConfiguration = (xml: string): readonly ConfigurationFault[] =>
  collect(xml).faults.toSorted((a, b) => a.line - b.line || a.column - b.column);

/**
 * Reads a Label Studio configuration: `View`, `Header`, `Text`, `Labels`/`Label` and `Choices`/`Choice`, with the
 * attributes that we honour. Everything else is refused, because what is ignored in silence is missed in the results.
 * @throws DomainError `configuration-refused` with `faults`: each fault with its place
 */
export const parseConfiguration = (xml: string): Configuration => {
  const { faults, configuration } = collect(xml);
  if (faults.length === 0 && configuration !== undefined) return configuration;
  return fail('configuration-refused', { faults: faults.toSorted((a, b) => a.line - b.line || a.column - b.column) });
};
