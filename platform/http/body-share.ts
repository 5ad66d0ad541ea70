import { refusal } from '../errors.ts';

/** One body's part of the share. */
interface HeldBody {
  /** @throws DomainError `too-many-requests` when other bodies hold all that there is */
  add(bytes: number): void;
  /** Once, when the body is no longer held. */
  free(): void;
}

export type HoldBody = (address: string) => HeldBody;

/**
 * Nobody answers for the body of a public route: the bytes of them that one remote address can make us hold at a time are bounded. What has
 * not come yet holds nothing, so whoever only promises a body keeps nobody else out.
 */
export const createBodyShares = (most: number): HoldBody => {
  const held = new Map<string, number>();
  const change = (address: string, bytes: number): void => {
    const now = (held.get(address) ?? 0) + bytes;
    if (now > 0) held.set(address, now);
    else held.delete(address);
  };
  return (address) => {
    let own = 0;
    return {
      add: (bytes) => {
        const others = (held.get(address) ?? 0) - own;
        if (others > 0 && others + own + bytes > most) throw refusal('too-many-requests', { retryAfterSeconds: 1 });
        own += bytes;
        change(address, bytes);
      },
      free: () => change(address, -own),
    };
  };
};
