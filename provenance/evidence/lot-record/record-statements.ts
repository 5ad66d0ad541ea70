import { DRAW_STATEMENTS } from '../draw/draw-statements.ts';
import type { Statement } from '../statements.ts';

/** What no computation over a lot record can show. */
export const RECORD_STATEMENTS: readonly Statement[] = [
  {
    name: 'verdicts-just',
    what: { zh: '质检结论公允，缺陷数与各条结论相符', en: 'that the verdicts are just, and that so many of them found a defect' },
    how: {
      zh: '结论不公开；网关在检毕时逐条相加，质检单位以签名的检毕和证书作保',
      en: 'verdicts are not shown; the gateway added them up at the end of the inspection, and the firm’s signed end and certificate vouch for it',
    },
  },
  {
    name: 'nothing-came-before',
    what: {
      zh: '账本里没有更早的另一次结批、检毕、答复或证书',
      en: 'that no other closing, end of inspection, answer or certificate of the lot stood in the log before these',
    },
    how: {
      zh: '默克尔证明只能证明存在；读完整本账的人只认第一次',
      en: 'a Merkle proof shows presence only; for whoever reads the whole log only the first of each counts',
    },
  },
  {
    name: 'verdicts-over-the-drawn',
    what: {
      zh: '这些位置上的记录就是对所抽标注的结论',
      en: 'that the entries counted as verdicts are verdicts, and over the labels that were drawn',
    },
    how: {
      zh: '只出示散列；网关在检毕时逐条核对，持有结论的人可以重算',
      en: 'only hashes are shown; the gateway held them to the sample at the end of the inspection, and whoever holds the verdicts can redo it',
    },
  },
  {
    name: 'nobody-revoked-before',
    what: { zh: '签名者的证书在签名时没有被撤销', en: 'that no signer’s certificate had been revoked before she signed' },
    how: {
      zh: '默克尔证明只能证明存在；读完整本账的人看得到撤销',
      en: 'a Merkle proof shows presence only; whoever reads the whole log sees revocations',
    },
  },
  {
    name: 'release-newest',
    what: { zh: '证书所依的交付没有被更正取代', en: 'that no corrected release had superseded the one that the certificate names' },
    how: {
      zh: '默克尔证明只能证明存在；须看整本账',
      en: 'a Merkle proof shows presence only; only the whole log can tell',
    },
  },
  ...DRAW_STATEMENTS.filter(({ name }) => name !== 'newest-of-each'),
];
