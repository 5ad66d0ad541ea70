import type { Sentence } from './checks/check.ts';

export interface Statement {
  readonly name: string;
  readonly what: Sentence;
  /** Whose word it is. */
  readonly how: Sentence;
}

/** What no computation over a bundle can show; each is a row of its own, never a tick. */
export const STATEMENTS: readonly Statement[] = [
  {
    name: 'person-did-the-work',
    what: { zh: '是本人完成的标注', en: 'that the person herself did the work' },
    how: { zh: '只有其单位的证书和本人密钥的签名', en: 'stated by her organisation’s certificate and a signature of her key alone' },
  },
  {
    name: 'inputs-true',
    what: { zh: '源数据如实', en: 'that the source is true' },
    how: { zh: '只有所有方签名的登记', en: 'stated by the owner’s signed registration alone' },
  },
  {
    name: 'nothing-revoked-before',
    what: {
      zh: '标注时证书未被撤销，名册、名单和级别未被更新',
      en: 'that no certificate had been revoked, and no roster, list or level replaced, before the label',
    },
    how: {
      zh: '默克尔证明只能证明存在；所有方的连接器重放了整本账，以所有方签名的交付作保',
      en: 'a Merkle proof shows presence only; the owner’s connector replayed the whole log, and the owner’s signed release vouches for it',
    },
  },
  {
    name: 'release-not-superseded',
    what: {
      zh: '账本里没有取代这份交付的更正，也没有这份交付本应写明取代的更早一份',
      en: 'that no corrected release had superseded this one, and that it names the former one of its lot, if there was any',
    },
    how: {
      zh: '默克尔证明只能证明存在；读完整本账的人可以看到同一批次的各份交付，没有写明取代上一份的不算数',
      en: 'a Merkle proof shows presence only; whoever reads the whole log sees the releases of a lot, where one that does not name the one before does not count',
    },
  },
  {
    name: 'no-other-answer-before',
    what: {
      zh: '在此之前，账本里没有同一批次的另一次关闭、检毕或答复',
      en: 'that no other closing, end of inspection or answer of this lot stood in the log before these',
    },
    how: {
      zh: '默克尔证明只能证明存在；读完整本账的人只认第一次',
      en: 'a Merkle proof shows presence only; for whoever reads the whole log only the first of each counts',
    },
  },
  {
    name: 'nothing-superseded-after',
    what: { zh: '这一账本长度之后没有更正或撤回', en: 'that nothing was superseded after this size of the log' },
    how: { zh: '须看更新的检查点', en: 'only a newer checkpoint can tell' },
  },
];
