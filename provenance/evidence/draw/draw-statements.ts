import type { Statement } from '../statements.ts';

/** What no computation over a lot file can show. */
export const DRAW_STATEMENTS: readonly Statement[] = [
  {
    name: 'every-label-counted',
    what: { zh: '该计的标注都计在根里', en: 'that every label which counts stands under the root' },
    how: {
      zh: '所有方的连接器和网关各自计数，对结批的根一致；没有计入的标注，其作者可凭自己的记录指出',
      en: 'the owner’s connector and the gateway counted apart and agree on the root; whoever was left out can show her own event',
    },
  },
  {
    name: 'newest-of-each',
    what: {
      zh: '每条标注在结批时没有被其作者更正、没有因打不开而作废，署名时证书未被撤销',
      en: 'that no label had been replaced by its author or called unreadable when the lot closed, and that her certificate had not been revoked',
    },
    how: {
      zh: '默克尔证明只能证明存在；所有方的连接器重放了整本账',
      en: 'a Merkle proof shows presence only; the owner’s connector replayed the whole log',
    },
  },
  {
    name: 'silence-is-silence',
    what: { zh: '文件里没有的承诺或揭示，账本里也没有', en: 'that a commitment or reveal which the file lacks is not in the log either' },
    how: {
      zh: '默克尔证明只能证明存在；读完整本账的人可以自己看',
      en: 'a Merkle proof shows presence only; whoever reads the whole log sees for herself',
    },
  },
  {
    name: 'sides-apart',
    what: { zh: '双方没有事先串通各自的数', en: 'that the two sides did not agree on their numbers beforehand' },
    how: { zh: '抽样防的是一方对另一方，不防双方合谋', en: 'the draw protects each side from the other, nobody from both' },
  },
];
