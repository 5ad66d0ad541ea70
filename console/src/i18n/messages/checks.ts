import { CHECKS } from '../../../../provenance/evidence/checks/table.ts';
import { RECORD_CHECKS } from '../../../../provenance/evidence/lot-record/record-checks.ts';
import { RECORD_STATEMENTS } from '../../../../provenance/evidence/lot-record/record-statements.ts';
import { RECORD_READABLE } from '../../../../provenance/evidence/lot-record/record-verifier.ts';
import { STATEMENTS } from '../../../../provenance/evidence/statements.ts';
import { bilingual } from '../bilingual.ts';

type Sentences = Record<string, { readonly what: string; readonly how: string }>;

/** Of checks that both kinds of evidence have a bundle's words stand. */
const SAID = [...RECORD_CHECKS, ...RECORD_STATEMENTS, RECORD_READABLE, ...CHECKS, ...STATEMENTS];

/** The verifier says itself what it checks and how; here its sentences become texts of the console. */
const sentencesIn = (language: 'zh' | 'en'): Sentences =>
  Object.fromEntries(SAID.map(({ name, what, how }) => [name, { what: what[language], how: how[language] }]));

/** What each check of the verifier is about and how it was verified, by its code. */
export const checks = bilingual(
  {
    ...sentencesIn('zh'),
    'bundle-readable': { what: '文件是一份证据包', how: '按封闭的结构读取，长度和深度有上限；每份证明和检查点也能读出' },
    failure: { what: '不成立', how: '不成立，原因代码 {reason}' },
    unknown: { what: '检查 {code}', how: '由本机核验器计算' },
  },
  {
    ...sentencesIn('en'),
    'bundle-readable': {
      what: 'The file is a bundle',
      how: 'Read by a closed schema, bounded in length and depth; so is each proof and checkpoint',
    },
    failure: { what: 'Does not hold', how: 'Does not hold; the code is {reason}' },
    unknown: { what: 'Check {code}', how: 'Computed by the verifier here' },
  },
);
