import type { Configuration, Control } from './configuration-model.ts';
import { OPTIONS_LIMIT, type ReadControl, type Reading, type ReadOption } from './configuration-elements.ts';
import { actOf, parseHotkey } from './hotkeys.ts';

const CONTROLS_LIMIT = 10;

/** Calls `repeated` for each entry whose key an earlier one has. */
const eachRepeated = <T>(entries: readonly T[], keyOf: (entry: T) => string | undefined, repeated: (entry: T, first: T) => void): void => {
  const seen = new Map<string, T>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const first = key === undefined ? undefined : seen.get(key);
    if (first !== undefined) repeated(entry, first);
    else if (key !== undefined) seen.set(key, entry);
  }
};

/** A key that no label may own, with the act or the part of the system that owns it. */
const checkHotkey = ({ at, title, hotkey, key }: ReadOption, reading: Reading): void => {
  if (hotkey === undefined) return;
  const { stroke, system } = parseHotkey(hotkey);
  const owner = system ? 'system' : stroke === undefined ? undefined : actOf(stroke);
  if (owner !== undefined) reading.fault('hotkey-reserved', at, { hotkey, option: title, owner });
  else if (key === undefined) reading.fault('hotkey-unusable', at, { hotkey, option: title });
};

const checkOptions = ({ name, options, at }: ReadControl, reading: Reading): void => {
  if (options.length === 0) reading.fault('options-missing', at, { control: name });
  if (options.length > OPTIONS_LIMIT) reading.fault('options-too-many', at, { control: name, limit: OPTIONS_LIMIT });
  const repeated = ({ at: offset, title }: ReadOption): void => reading.fault('option-repeated', offset, { control: name, option: title });
  eachRepeated(options, (option) => option.value, repeated);
  // An alias equal to another's words would let one stored value be read as two.
  eachRepeated(
    options,
    (option) => option.title,
    (option, first) => (option.value === first.value ? undefined : repeated(option)),
  );
  eachRepeated(
    options,
    (option) => option.key,
    ({ at: offset, title, hotkey = '' }, first) => reading.fault('hotkey-taken', offset, { hotkey, option: title, owner: first.title }),
  );
  for (const option of options) checkHotkey(option, reading);
};

const toControl = ({ at: _at, ...control }: ReadControl): Control => ({
  ...control,
  options: control.options.map(({ value, title, key }) => (key === undefined ? { value, title } : { value, title, key })),
});

/** The rules that concern several elements; the configuration when there is a text to show. */
export const checkWhole = (reading: Reading, rootAt: number): Configuration | undefined => {
  const { controls, texts } = reading;
  const [text, ...furtherTexts] = texts;
  if (text === undefined) reading.fault('text-missing', rootAt);
  for (const { at, name } of furtherTexts) reading.fault('text-repeated', at, { name });
  if (controls.length === 0) reading.fault('control-missing', rootAt);
  if (controls.length > CONTROLS_LIMIT) reading.fault('controls-too-many', rootAt, { limit: CONTROLS_LIMIT });
  eachRepeated(
    [...texts, ...controls],
    ({ name }) => name,
    ({ at, name }) => reading.fault('name-repeated', at, { name }),
  );
  for (const control of controls) {
    if (texts.every(({ name }) => name !== control.toName))
      reading.fault('target-unknown', control.at, { control: control.name, target: control.toName });
    checkOptions(control, reading);
  }
  return text === undefined ? undefined : { text: { name: text.name, field: text.field }, controls: controls.map(toControl) };
};
