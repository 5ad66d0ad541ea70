import { DRAW_CHECKS } from '../../../../provenance/evidence/draw/draw-checks.ts';
import { verifyDraw, type DrawVerification } from '../../../../provenance/evidence/draw/draw-verifier.ts';
import { drawPremises, forgeDraw, type DrawLies } from '../../../support/forged-draw.ts';
import { label } from '../../../support/scripted-lot.ts';

/** An honest lot file, which the tests change. */
export const own = await forgeDraw();

/** Under the own policy, unless another is given. */
export const verify = (text: string, policy: string | undefined = own.policyText, checks = DRAW_CHECKS): DrawVerification =>
  verifyDraw(text, drawPremises(policy), { checks, first: true });

/** The second label is by the author of the first, on the same item. */
export const withTwice: NonNullable<DrawLies['labels']> = ([a, , ...rest], s, lot) => [a!, label(s, lot, lot.labelers[0], 0), ...rest];
