import type { Context, ProofContext } from '../context.ts';

export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** A check without what it needs is not enabled. */
type Need = 'policy' | 'anchor' | 'earlier';

/** `C`: what it looks at. */
export interface Check<C extends Pick<ProofContext, 'policy'> = Context> {
  /** Stable name, kebab-case. */
  readonly name: string;
  /** What is checked, for people. */
  readonly what: Sentence;
  /** How it is verified, for people. */
  readonly how: Sentence;
  /** A policy; one that also names space, roots and receipt keys; or that every check before it passed, which bound what it costs. */
  readonly needs?: Need;
  /** @throws DomainError with what is wrong */
  readonly run: (context: C) => void;
}
