import type { z } from 'zod';
import type { Json } from '../../common/canonical-json.ts';
import { concatBytes, parseHex, toHex } from '../../common/encodings.ts';
import type { goldFigure, goldScore } from '../event/bodies/gold.ts';
import { commitJson, type Opening } from '../event/commitment.ts';
import { leafHash, proveInclusion, treeRoot, verifyInclusion } from '../log/merkle.ts';

export type GoldScore = z.infer<typeof goldScore>;
/** One person's, in one lot. */
export type GoldFigure = z.infer<typeof goldFigure>;

/** A figure with the salt of the commitment to it, 32 bytes, hex. */
export interface FigureOpening {
  readonly salt: string;
  readonly value: GoldFigure;
}

/** What a label was compared with: leaf of the answer in the gold tree, leaf of the label in the log; 32 bytes each. */
export interface ComparedLeaves {
  readonly gold: Uint8Array;
  readonly label: Uint8Array;
}

const ascending = (hashes: readonly string[]): readonly string[] => hashes.toSorted((one, other) => (one < other ? -1 : 1));

/** RFC 6962 root over both leaves of each comparison, 64 bytes an entry, ascending; hex. */
export const comparisonsRoot = (compared: readonly ComparedLeaves[]): string =>
  toHex(treeRoot(ascending(compared.map(({ gold, label }) => toHex(concatBytes(gold, label)))).map((entry) => leafHash(parseHex(entry)))));

/** @throws DomainError `salt-malformed` */
export const commitFigure = (lot: string, { salt, value }: FigureOpening): string =>
  commitJson({ salt, value: value as Json } satisfies Opening, 'gold-figure', lot);

const leavesOf = (commitments: readonly string[]): readonly Uint8Array[] => ascending(commitments).map((one) => leafHash(parseHex(one)));

/** RFC 6962 root over the commitments to a lot's figures, 32 bytes an entry, ascending; hex. */
export const figuresRoot = (commitments: readonly string[]): string => toHex(treeRoot(leavesOf(commitments)));

/** Where a figure stands under the root, and what shows it; hex. */
export interface FigurePlace {
  readonly index: number;
  readonly proof: readonly string[];
}

/** Of one of these commitments. */
export const placeFigure = (commitments: readonly string[], commitment: string): FigurePlace => {
  const index = ascending(commitments).indexOf(commitment);
  return { index, proof: proveInclusion(leavesOf(commitments), index).map(toHex) };
};

/**
 * The figure is one of those that the owner's connector signed.
 * @throws DomainError those of `verifyInclusion`
 */
export const verifyFigure = (
  lot: string,
  opening: FigureOpening,
  { index, proof }: FigurePlace,
  { people, figures }: { readonly people: number; readonly figures: string },
): void =>
  verifyInclusion({
    index,
    size: people,
    leaf: leafHash(parseHex(commitFigure(lot, opening))),
    root: parseHex(figures),
    proof: proof.map(parseHex),
  });

/** What several figures come to. */
export const addScores = (scores: readonly GoldScore[]): GoldScore => {
  const total = (of: (score: GoldScore) => number): number => scores.reduce((sum, score) => sum + of(score), 0);
  return {
    labels: total(({ labels }) => labels),
    choices: { compared: total(({ choices }) => choices.compared), right: total(({ choices }) => choices.right) },
    spans: {
      wanted: total(({ spans }) => spans.wanted),
      found: total(({ spans }) => spans.found),
      matched: total(({ spans }) => spans.matched),
    },
  };
};
