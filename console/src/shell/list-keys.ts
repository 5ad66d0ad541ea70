import { isComposing, isTyping } from './typing.ts';

const STEPS: Readonly<Record<string, -1 | 1>> = { KeyJ: 1, KeyK: -1 };

/**
 * `J` and `K` go to the next and the last link of a list that has the focus, around its ends; Enter opens it as it does any link.
 * @param enabled single keys can be switched off
 */
export const moveInList = (event: KeyboardEvent, enabled: boolean): void => {
  const step = STEPS[event.code];
  const list = event.currentTarget;
  if (step === undefined || !enabled || isComposing(event) || isTyping(event.target) || !(list instanceof HTMLElement)) return;
  if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  const links = [...list.querySelectorAll<HTMLElement>('a[href]')];
  const at = links.findIndex((link) => link === globalThis.document.activeElement);
  links[(at + step + links.length) % links.length]?.focus();
  event.preventDefault();
};
