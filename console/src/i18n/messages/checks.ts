import { bilingual } from '../bilingual.ts';

/** What each check of the verifier is about and how it was verified, by its code. */
export const checks = bilingual(
  {
    unknown: { what: '检查 {code}', how: '由本机核验器计算' },
  },
  {
    unknown: { what: 'Check {code}', how: 'Computed by the verifier here' },
  },
);
