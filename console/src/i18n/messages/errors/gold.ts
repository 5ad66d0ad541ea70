import { bilingual } from '../../bilingual.ts';

/** Answers that an owner knew before a lot opened, the figures made of them, and how these are contested. */
export const goldErrors = bilingual(
  {
    'gold-terms-unfit': {
      what: '金标条款不成立：金标不能多于条目，仲裁单位须是已加入的企业或审计方，且不是所有方、质检单位或标注单位。没有开批。',
      next: '请数据所有方另选仲裁单位或减少金标后重新开批。',
    },
    'gold-unfit': {
      what: '金标文件不合用：某一行不是本批的行、同一行出现两次，或答案与所问不符。没有开批。',
      next: '请数据所有方按代码里的行号改正连接器 gold 文件夹中的文件，再开批。没有人可以批准例外。',
    },
  },
  {
    'gold-terms-unfit': {
      what: 'The terms for gold items do not hold: there are no more of them than items, and the adjudicator is a member firm or auditor that neither owns, inspects nor labels. The lot was not opened.',
      next: 'Have the data owner name another adjudicator or fewer gold items, and open it again.',
    },
    'gold-unfit': {
      what: 'The file of gold answers does not fit: a line names a row that is not in the lot or stands twice, or its answer does not fit what is asked. The lot was not opened.',
      next: 'Have the data owner put right the line that the details name, in the connector’s folder gold, and open the lot again. Nobody can approve an exception.',
    },
  },
);
