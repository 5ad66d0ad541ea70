import type { Detect } from './kinds.ts';

const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Shows a detector the text without its invisible characters and carries the findings back, so that `138` ZWSP `00138000` is a number. What is
 * taken out inside a finding is part of it.
 */
export const seeThrough =
  (detect: Detect): Detect =>
  (text, context) => {
    if (!INVISIBLE.test(text)) return detect(text, context);
    const visible: string[] = [];
    const sources: number[] = [];
    Array.from(text).forEach((point, at) => {
      if (INVISIBLE.test(point)) return;
      visible.push(point);
      sources.push(at);
    });
    const sourceOf = (offset: number): number => sources[offset] ?? Number.NaN;
    return detect(visible.join(''), context).map(({ kind, start, end }) => ({ kind, start: sourceOf(start), end: sourceOf(end - 1) + 1 }));
  };
