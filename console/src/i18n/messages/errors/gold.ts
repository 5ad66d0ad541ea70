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
    'gold-not-agreed': { what: '这一批开批时没有提交金标，没有成绩可签。', next: '无须再做；要有金标，须在开下一批时约定。' },
    'gold-early': { what: '这一批还没有结束，金标成绩不能签。', next: '请等这一批结束。' },
    'gold-scored': { what: '这一批的金标成绩已经签过，只签一次。', next: '无须再做；有异议的由标注员按期限提出。' },
    'gold-sums-differ': {
      what: '金标成绩的数对不上：对的多于比过的，或标注多于这一批计入的。没有入账。',
      next: '请所有方的连接器管理员核对后重签。没有人可以批准例外。',
    },
    'figures-unsigned': { what: '所有方还没有签这一批的金标成绩，不收各人的成绩。', next: '请先签署成绩，连接器会自动再送。' },
    'gold-figures-differ': {
      what: '送来的各人成绩与所有方签名的不是同一份，或超过本人计入的标注。没有收下。',
      next: '请所有方的连接器管理员核对；若连接器无误，请把代码交给审计方。',
    },
    'figure-foreign': {
      what: '网关交来的金标成绩不是您的，或不是所有方签名的那份。没有显示，证据已留在本机。',
      next: '请把本机留存的证据交给审计方。没有人可以批准例外。',
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
    'gold-not-agreed': {
      what: 'The opening of this lot commits to no gold answers, so there is nothing to score.',
      next: 'Nothing to do; for the next lot, agree it when it is opened.',
    },
    'gold-early': { what: 'This lot is not closed, so nobody’s labels are compared with gold answers yet.', next: 'Wait for its closing.' },
    'gold-scored': {
      what: 'The gold figures of this lot are signed already, once and for all.',
      next: 'Nothing to do; a labeller who disagrees contests hers within the hours.',
    },
    'gold-sums-differ': {
      what: 'The gold figures do not add up: more is right than was compared, or more labels than the lot counts. They were not logged.',
      next: 'Have the administrator of the owner’s connector check them and sign anew. Nobody can approve an exception.',
    },
    'figures-unsigned': {
      what: 'The owner has not signed the gold figures of this lot, so no person’s figure is taken.',
      next: 'Sign them first; the connector sends them again by itself.',
    },
    'gold-figures-differ': {
      what: 'The figures handed in are not those that the owner signed, or are of more labels than count of that person. They were not taken.',
      next: 'Have the administrator of the owner’s connector check them; if it is right, hand the code to the auditor.',
    },
    'figure-foreign': {
      what: 'The gateway handed out a gold figure that is not yours, or not the one that the owner signed. It is not shown; the evidence is kept on this device.',
      next: 'Hand the evidence kept here to the auditor. Nobody can approve an exception.',
    },
  },
);
