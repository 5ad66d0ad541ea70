import { bilingual } from '../bilingual.ts';

/** What is said of the record of an inspected lot. */
export const lotRecord = bilingual(
  {
    title: '批次质量档案',
    certified: '质量证书',
    none: '没有',
    whole: '不适用',
    range: '{first} 至 {last}',
    plan: {
      'zero-defect': '零缺陷抽样，缺陷率不高于 {share}；由双方揭示的数重抽',
      normal: 'GB/T 2828.1 正常检验一次抽样，水平 {level}，AQL {limit}；由双方揭示的数重抽',
    },
    answer: { accepted: '已验收', returned: '已退回', none: '尚未答复' },
    name: {
      certificate: '证书',
      labels: '标注',
      range: '账本区间',
      inspected: '检查的标注',
      defects: '其中的缺陷',
      unseen: '其中没有人读得到的',
      accept: '容许的缺陷',
      answer: '所有方的答复',
    },
    how: {
      certificate: '质检单位签名，一批一份，在所有方验收之后',
      labels: '结批计入的全部，由叶散列重算其根',
      range: '第一条和最后一条标注在账本里的位置，每条都有包含证明；根 {root}',
      unseen: '密封的标注或条目打不开；没有人为它担保，与缺陷合计不得超过容许数',
      defects: '质检单位签名的检毕；结论逐条在账本里，内容不出示',
      accept: '由方案和批量重算；一方沉默时整批全检，没有容许数',
      answer: '数据所有方签名',
    },
  },
  {
    title: 'Record of a lot’s quality',
    certified: 'Quality certificate',
    none: 'none',
    whole: 'does not apply',
    range: '{first} to {last}',
    plan: {
      'zero-defect': 'Zero-defect sampling for a share of at most {share}; redrawn from what both sides revealed',
      normal: 'GB/T 2828.1 normal single sampling, level {level}, AQL {limit}; redrawn from what both sides revealed',
    },
    answer: { accepted: 'accepted', returned: 'given back', none: 'not yet' },
    name: {
      certificate: 'Certificate',
      labels: 'Labels',
      range: 'Range of the ledger',
      inspected: 'Labels inspected',
      defects: 'Defects among them',
      unseen: 'Labels that nobody could read',
      accept: 'Defects allowed',
      answer: 'The owner’s answer',
    },
    how: {
      certificate: 'signed by the inspecting firm, once a lot, after the owner’s acceptance',
      labels: 'all that the closing counts; their root recomputed from leaf hashes',
      range: 'places of the first and the last label in the ledger, each with an inclusion proof; root {root}',
      unseen:
        'sealed items or labels that do not open; nobody vouches for them, and with the defects they may not be more than are allowed',
      defects: 'the firm’s signed end of the inspection; each verdict is in the ledger, what it says is not shown',
      accept: 'recomputed from plan and number of labels; none where a side was silent and everything was inspected',
      answer: 'signed by a data owner',
    },
  },
);
