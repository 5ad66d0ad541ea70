import type { Finding, Kind } from '../../../policies/classification/finding.ts';
import { KINDS } from '../../../policies/classification/finding.ts';
import type { PlantedText } from './texts.ts';

export interface Score {
  planted: number;
  found: number;
  /** Findings of the kind. */
  reported: number;
}

export type Scores = Readonly<Record<Kind, Score>>;

/** Found means: the same kind and exactly the same stretch. */
export const scoreOf = (
  texts: readonly PlantedText[],
  detect: (text: string) => readonly Finding[],
  miss?: (line: string) => void,
): Scores => {
  const scores = Object.fromEntries(KINDS.map((kind) => [kind, { planted: 0, found: 0, reported: 0 }])) as Record<Kind, Score>;
  for (const { text, planted } of texts) {
    const findings = detect(text);
    const same = (a: { kind: Kind; start: number; end: number }, b: typeof a): boolean =>
      a.kind === b.kind && a.start === b.start && a.end === b.end;
    for (const one of planted) {
      scores[one.kind].planted += 1;
      if (findings.some((finding) => same(finding, one))) scores[one.kind].found += 1;
      else miss?.(`missed ${one.kind} ${Array.from(text).slice(one.start, one.end).join('')} in ${text}`);
    }
    for (const finding of findings) {
      scores[finding.kind].reported += 1;
      if (!planted.some((one) => same(finding, one)))
        miss?.(`wrong ${finding.kind} ${Array.from(text).slice(finding.start, finding.end).join('')} in ${text}`);
    }
  }
  return scores;
};

export const recallOf = ({ planted, found }: Score): number => (planted === 0 ? 1 : found / planted);
export const precisionOf = ({ reported, found }: Score): number => (reported === 0 ? 1 : found / reported);
