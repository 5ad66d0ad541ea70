import { z } from 'zod';
import { uuid } from '../fields.ts';

/** What a person asks of a connector of her own organisation; the arguments stand in the document that the subject commits to. Private. */
export const commandIssued = z.strictObject({
  /** Certificate of the connector that is meant. */
  connector: uuid,
  command: z.enum([
    'list-sources',
    'profile-source',
    'register-dataset',
    'protect-dataset',
    'show-rows',
    'show-protection',
    'list-protections',
    'open-lot',
    'prepare-release',
  ]),
});
