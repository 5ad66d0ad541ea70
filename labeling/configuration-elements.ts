import { XmlElement, XmlText } from '@rgrove/parse-xml';
import type { ChoicesControl, FaultCode, LabelsControl, Option } from './configuration-model.ts';
import { isLabelKey, parseHotkey } from './hotkeys.ts';

const DEPTH_LIMIT = 8;
export const OPTIONS_LIMIT = 200;
const NAME = /^[\p{L}_][\p{L}\p{N}_.-]{0,63}$/u;
const FIELD = /^\$([\p{L}_][\p{L}\p{N}_]{0,63})$/u;
// Shown and hashed as text: control and format characters could make two labels look alike.
const WORDS = /^(?=.*\S)[^\p{Cc}\p{Cf}\p{Cs}]{1,200}$/u;

export interface ReadOption extends Option {
  readonly at: number;
  /** The hotkey as written. */
  readonly hotkey?: string;
}
export type ReadControl = ((Omit<ChoicesControl, 'options'> | Omit<LabelsControl, 'options'>) & {
  readonly options: readonly ReadOption[];
}) & {
  readonly at: number;
};

/** What is found while the elements are walked. */
export interface Reading {
  readonly controls: ReadControl[];
  readonly texts: { readonly name: string; readonly field: string; readonly at: number }[];
  title?: string;
  fault(code: FaultCode, offset: number, details?: Readonly<Record<string, string | number>>): void;
}

type Check = RegExp | readonly string[];
interface Attributes {
  readonly needed: Readonly<Record<string, Check>>;
  readonly allowed: Readonly<Record<string, Check>>;
}

const BOOLEAN = ['true', 'false'];
// Layout hints without a meaning for the answer: the workbench has one layout, so any value will do.
const HINTS = { showInline: BOOLEAN, showInLine: BOOLEAN };
const ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  View: { needed: {}, allowed: {} },
  Header: { needed: { value: WORDS }, allowed: { size: /^[1-6]$/ } },
  Text: { needed: { name: NAME, value: FIELD }, allowed: { valueType: ['text'] } },
  Labels: { needed: { name: NAME, toName: NAME }, allowed: { choice: ['single'], required: BOOLEAN, overlap: BOOLEAN, ...HINTS } },
  Choices: {
    needed: { name: NAME, toName: NAME },
    allowed: { choice: ['single', 'single-radio', 'multiple'], required: BOOLEAN, ...HINTS },
  },
  // `background` is taken and not used: hues come from the theme, which keeps them readable.
  Label: { needed: { value: WORDS }, allowed: { alias: WORDS, hotkey: WORDS, background: WORDS } },
  Choice: { needed: { value: WORDS }, allowed: { alias: WORDS, hotkey: WORDS, background: WORDS } },
};

const fits = (value: string, check: Check): boolean => (check instanceof RegExp ? check.test(value) : check.includes(value));

/** The attributes of an element; undefined when one that it needs is missing or malformed. */
const readAttributes = (element: XmlElement, reading: Reading): Readonly<Record<string, string>> | undefined => {
  const { needed, allowed } = ATTRIBUTES[element.name] ?? { needed: {}, allowed: {} };
  const read: Record<string, string> = {};
  for (const [attribute, value] of Object.entries(element.attributes)) {
    const check = Object.hasOwn(needed, attribute) ? needed[attribute] : Object.hasOwn(allowed, attribute) ? allowed[attribute] : undefined;
    const details = { element: element.name, attribute };
    if (check === undefined) reading.fault('attribute-unknown', element.start, details);
    else if (fits(value, check)) read[attribute] = value;
    else reading.fault('attribute-malformed', element.start, details);
  }
  const missing = Object.keys(needed).filter((attribute) => !(attribute in element.attributes));
  for (const attribute of missing) reading.fault('attribute-missing', element.start, { element: element.name, attribute });
  return Object.keys(needed).every((attribute) => attribute in read) ? read : undefined;
};

/** Child elements; anything that is not white space between them is a fault. */
const childrenOf = (element: XmlElement, reading: Reading): readonly XmlElement[] => {
  for (const child of element.children)
    if (!(child instanceof XmlElement) && !(child instanceof XmlText && child.type === 'text' && child.text.trim() === ''))
      reading.fault('content-unexpected', child.start, { element: element.name, content: child.type });
  return element.children.filter((child) => child instanceof XmlElement);
};

const refuseChildren = (element: XmlElement, reading: Reading): void => {
  for (const child of childrenOf(element, reading))
    reading.fault('element-misplaced', child.start, { element: child.name, parent: element.name });
};

const readOption = (element: XmlElement, reading: Reading): ReadOption | undefined => {
  refuseChildren(element, reading);
  const read = readAttributes(element, reading);
  if (read === undefined) return undefined;
  const { value: title = '', alias, hotkey } = read;
  const option = { value: alias ?? title, title, at: element.start };
  if (hotkey === undefined) return option;
  const { stroke, system } = parseHotkey(hotkey);
  return stroke !== undefined && !system && isLabelKey(stroke) ? { ...option, hotkey, key: stroke.code } : { ...option, hotkey };
};

const readOptions = (element: XmlElement, reading: Reading): readonly ReadOption[] => {
  const wanted = element.name === 'Labels' ? 'Label' : 'Choice';
  return childrenOf(element, reading).flatMap((child) => {
    if (child.name === wanted) return readOption(child, reading) ?? [];
    const code = Object.hasOwn(ATTRIBUTES, child.name) ? 'element-misplaced' : 'element-unknown';
    reading.fault(code, child.start, { element: child.name, parent: element.name });
    return [];
  });
};

const readControl = (element: XmlElement, reading: Reading): void => {
  const options = readOptions(element, reading);
  const read = readAttributes(element, reading);
  if (read === undefined) return;
  const { name = '', toName = '', choice, required, overlap } = read;
  const base = {
    name,
    toName,
    required: required === 'true',
    options,
    at: element.start,
    ...(reading.title === undefined ? {} : { title: reading.title }),
  };
  delete reading.title;
  reading.controls.push(
    element.name === 'Labels'
      ? { kind: 'labels', ...base, overlap: overlap === 'true' }
      : { kind: 'choices', ...base, multiple: choice === 'multiple' },
  );
};

const readText = (element: XmlElement, reading: Reading): void => {
  refuseChildren(element, reading);
  const { name, value = '' } = readAttributes(element, reading) ?? {};
  const field = FIELD.exec(value)?.[1];
  if (name !== undefined && field !== undefined) reading.texts.push({ name, field, at: element.start });
};

const readHeader = (element: XmlElement, reading: Reading): void => {
  refuseChildren(element, reading);
  const title = readAttributes(element, reading)?.value;
  if (title !== undefined) reading.title = title;
};

const readView = (element: XmlElement, reading: Reading, depth: number): void => {
  readAttributes(element, reading);
  for (const child of childrenOf(element, reading)) readElement(child, reading, depth + 1);
};

/** Walks one element of the page, the root included, and notes what it declares. */
export const readElement = (element: XmlElement, reading: Reading, depth: number): void => {
  if (depth > DEPTH_LIMIT) return reading.fault('element-misplaced', element.start, { element: element.name, depth });
  if (element.name === 'View') return readView(element, reading, depth);
  if (element.name === 'Header') return readHeader(element, reading);
  if (element.name === 'Text') return readText(element, reading);
  if (element.name === 'Labels' || element.name === 'Choices') return readControl(element, reading);
  const known = Object.hasOwn(ATTRIBUTES, element.name);
  return reading.fault(known ? 'element-misplaced' : 'element-unknown', element.start, { element: element.name });
};
