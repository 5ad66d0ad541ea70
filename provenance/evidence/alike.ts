import { toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { fail, type EvidenceCode } from './errors.ts';

/** Name -> stated and expected value. */
export type Pairs = Readonly<Record<string, readonly [Json, Json]>>;

const isAlike = (stated: Json, expected: Json): boolean =>
  stated === expected || (typeof expected === 'object' && toCanonicalJson(stated) === toCanonicalJson(expected));

/** @throws DomainError of this code with the first that differs */
export const requireAlike = (code: EvidenceCode, pairs: Pairs): void => {
  const found = Object.entries(pairs).find(([, [stated, expected]]) => !isAlike(stated, expected));
  if (found !== undefined) fail(code, { what: found[0], stated: found[1][0], expected: found[1][1] });
};
