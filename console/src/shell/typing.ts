/** Does the person type text there? Then single keys are letters, nothing else. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const PROCESSED_BY_INPUT_METHOD = 229;

/** Does the key belong to an input method? Some browsers tell it of the first and the last key of a composition by `keyCode` alone. */
export const isComposing = (press: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  press.isComposing || press.keyCode === PROCESSED_BY_INPUT_METHOD;
