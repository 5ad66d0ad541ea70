import { actOf, DEFAULT_KEYS, sameStroke, WORKBENCH_ACTS, type Keymap, type Stroke, type WorkbenchAct } from '../../../labeling/hotkeys.ts';
import { isComposing } from '../shell/typing.ts';

/** What is read of a keyboard event; `code`, because a Chinese input method hides `key`. */
export interface KeyPress {
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

export type Command =
  | { readonly kind: 'act'; readonly act: WorkbenchAct }
  /** The option with this place in the question in focus. */
  | { readonly kind: 'option'; readonly at: number }
  | { readonly kind: 'caret'; readonly direction: -1 | 1; readonly extend: boolean; readonly by: 'grapheme' | 'word' };

const ARROWS: Readonly<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Arrows move the caret, with Shift the selection, with Ctrl by words. Alt is left alone: with Shift it switches input languages. */
const caretOf = ({ code, shiftKey, ctrlKey, altKey, metaKey }: KeyPress): Command | undefined => {
  const direction = ARROWS[code];
  if (direction === undefined || altKey || metaKey) return undefined;
  return { kind: 'caret', direction, extend: shiftKey, by: ctrlKey ? 'word' : 'grapheme' };
};

export interface KeyContext {
  readonly keys: Keymap;
  /** Keys of the options of the question in focus, by place. */
  readonly options: readonly (string | undefined)[];
  /** Is the text in focus? Then arrows belong to it. */
  readonly text: boolean;
  /** Single keys can be switched off altogether (WCAG 2.1.4). */
  readonly enabled: boolean;
}

/** The command of a key press; undefined when the workbench leaves it to the browser. */
export const commandOf = (press: KeyPress, { keys, options, text, enabled }: KeyContext): Command | undefined => {
  if (isComposing(press)) return undefined;
  const caret = text ? caretOf(press) : undefined;
  if (caret !== undefined) return caret;
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  const stroke = { code: press.code, shift: press.shiftKey };
  const act = actOf(stroke, keys);
  // Tab, Enter, Escape and Backspace are no characters: they stay when single keys are off.
  if (!enabled && /^(?:Key|Digit|Bracket|Slash|Space)/.test(press.code)) return undefined;
  if (act !== undefined) return { kind: 'act', act };
  const at = press.shiftKey ? -1 : options.indexOf(press.code);
  return at < 0 ? undefined : { kind: 'option', at };
};

export const keymapOf = (changed: Partial<Keymap>): Keymap => ({ ...DEFAULT_KEYS, ...changed });

/** Two acts that would share a key, so that a changed keymap is refused naming both; undefined when there are none. */
export const clashOf = (keys: Keymap): { readonly stroke: Stroke; readonly acts: readonly [WorkbenchAct, WorkbenchAct] } | undefined => {
  for (const [at, act] of WORKBENCH_ACTS.entries()) {
    const other = WORKBENCH_ACTS.slice(at + 1).find((candidate) => sameStroke(keys[act], keys[candidate]));
    if (other !== undefined) return { stroke: keys[act], acts: [act, other] };
  }
  return undefined;
};

/** May an act own this key? Digits belong to labels; arrows, Tab and Escape to the page. */
export const isFreeKey = ({ code }: Stroke): boolean =>
  /^(?:Key[A-Z]|Bracket(?:Left|Right)|Backspace|Delete|Space|Enter|Comma|Period|Semicolon|Quote|Slash)$/.test(code);
