/** One press: the physical key (`KeyboardEvent.code`, because an input method hides `key`) and whether Shift is held. */
export interface Stroke {
  readonly code: string;
  readonly shift: boolean;
}

/** What the labelling workbench does by key; the digits belong to the question in focus. */
export const WORKBENCH_ACTS = [
  'accept',
  'accept-all',
  'delete',
  'end-left',
  'end-right',
  'start-left',
  'start-right',
  'next-span',
  'previous-span',
  'next-question',
  'submit',
  'undo',
  'redo',
  'skip',
  'report',
  'guideline',
  'returned',
  'help',
  'close',
] as const;
export type WorkbenchAct = (typeof WORKBENCH_ACTS)[number];

export type Keymap = Readonly<Record<WorkbenchAct, Stroke>>;

const press = (code: string, shift = false): Stroke => ({ code, shift });

export const DEFAULT_KEYS: Keymap = {
  accept: press('Enter'),
  'accept-all': press('KeyA', true),
  delete: press('Backspace'),
  'end-left': press('BracketLeft'),
  'end-right': press('BracketRight'),
  'start-left': press('BracketLeft', true),
  'start-right': press('BracketRight', true),
  'next-span': press('KeyN'),
  'previous-span': press('KeyP'),
  'next-question': press('Tab'),
  submit: press('Space'),
  undo: press('KeyZ'),
  redo: press('KeyZ', true),
  skip: press('KeyX'),
  report: press('KeyR'),
  guideline: press('KeyH'),
  returned: press('KeyG'),
  help: press('Slash', true),
  close: press('Escape'),
};

export const DIGIT_CODES: readonly string[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit) => `Digit${digit}`);

export const sameStroke = (a: Stroke, b: Stroke): boolean => a.code === b.code && a.shift === b.shift;

export const actOf = (stroke: Stroke, keys: Keymap = DEFAULT_KEYS): WorkbenchAct | undefined =>
  WORKBENCH_ACTS.find((act) => sameStroke(keys[act], stroke));

const NAMED: Readonly<Record<string, string>> = {
  enter: 'Enter',
  return: 'Enter',
  tab: 'Tab',
  space: 'Space',
  esc: 'Escape',
  escape: 'Escape',
  backspace: 'Backspace',
  delete: 'Delete',
  '[': 'BracketLeft',
  ']': 'BracketRight',
};

/** The physical key of one character or key name on a US layout; undefined when there is none that we know. */
const codeOf = (name: string): string | undefined => {
  if (/^[a-z]$/.test(name)) return `Key${name.toUpperCase()}`;
  if (/^[0-9]$/.test(name)) return `Digit${name}`;
  return NAMED[name];
};

/** A hotkey as a configuration writes it (`1`, `K`, `shift+a`, `ctrl+z`, `?`). */
export interface ParsedHotkey {
  readonly stroke?: Stroke;
  /** Held modifiers that belong to the browser and the operating system. */
  readonly system: boolean;
}

/** Reads the hotkey text of a label; the text is untrusted. */
export const parseHotkey = (text: string): ParsedHotkey => {
  if (text === '?') return { stroke: press('Slash', true), system: false };
  const parts = text.trim().toLowerCase().split('+');
  const code = codeOf(parts.pop() ?? '');
  const system = parts.some((part) => part !== 'shift');
  return code === undefined ? { system } : { stroke: press(code, parts.includes('shift')), system };
};

/** May a label own this key? Letters and digits alone: everything else moves the focus, edits text or is a browser command. */
export const isLabelKey = (stroke: Stroke): boolean => !stroke.shift && /^(?:Key[A-Z]|Digit[0-9])$/.test(stroke.code);

/**
 * Keys of the options of one question, in order: what the configuration asked for, then free digits, then none
 * (such an option is reached by typing its name). A key that the person's own keymap took is not given.
 */
export const assignKeys = (wanted: readonly (string | undefined)[], keys: Keymap = DEFAULT_KEYS): readonly (string | undefined)[] => {
  const own = wanted.map((code) => (code === undefined || actOf({ code, shift: false }, keys) === undefined ? code : undefined));
  const free = DIGIT_CODES.filter((code) => !own.includes(code) && actOf({ code, shift: false }, keys) === undefined).values();
  return own.map((code) => code ?? free.next().value);
};
