import { RECORD_CHECKS } from '../../../../provenance/evidence/lot-record/record-checks.ts';
import { verifyLotRecord, type RecordVerification } from '../../../../provenance/evidence/lot-record/record-verifier.ts';
import { drawPremises } from '../../../support/forged-draw.ts';
import { forgeRecord } from '../../../support/forged-record.ts';

/** An honest record of a lot whose certificate vouches for a release, too; the tests change it. */
export const own = await forgeRecord({ certifies: {}, releases: {} });

/** Under the own policy, unless another is given. */
export const verify = (text: string, policy: string | undefined = own.policyText, checks = RECORD_CHECKS): RecordVerification =>
  verifyLotRecord(text, drawPremises(policy), { checks, first: true });
