import type { Context } from '../context.ts';

export interface Check {
  /** Stable name, kebab-case. */
  readonly name: string;
  /** How it is verified, as a sentence for people. */
  readonly how: { readonly zh: string; readonly en: string };
  /** Says nothing without a policy from outside. */
  readonly needsPolicy?: true;
  /** @throws DomainError with what is wrong */
  readonly run: (context: Context) => void;
}
