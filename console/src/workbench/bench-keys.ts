import { isTyping } from '../shell/typing.ts';
import { commandOf, type Command, type KeyContext } from './keys.ts';

export interface BenchKeys {
  /** A layer is open and has the keyboard. */
  readonly isBlocked: () => boolean;
  readonly context: () => Omit<KeyContext, 'text'>;
  readonly run: (command: Command) => Promise<void>;
}

const within = (target: EventTarget | null, selector: string): boolean => target instanceof Element && target.closest(selector) !== null;

/** Tab and Escape are the browser's own; there is nothing to accept without suggestions. */
const isNative = (command: Command): boolean =>
  command.kind === 'act' && ['next-question', 'close', 'accept', 'accept-all'].includes(command.act);

/** A key handler for the bench alone: it hears nothing outside it, and leaves fields and buttons their own keys. */
export const useBenchKeys =
  ({ isBlocked, context, run }: BenchKeys): ((event: KeyboardEvent) => Promise<void>) =>
  async (event) => {
    if (event.defaultPrevented || isBlocked() || isTyping(event.target)) return;
    const pressesButton = (event.code === 'Enter' || event.code === 'Space') && within(event.target, 'button, a');
    if (pressesButton) return;
    const command = commandOf(event, { ...context(), text: within(event.target, '.canvas-text') });
    if (command === undefined || isNative(command)) return;
    event.preventDefault();
    await run(command);
  };
