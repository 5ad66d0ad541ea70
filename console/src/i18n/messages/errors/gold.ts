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
    'contest-early': { what: '这一批的金标成绩还没有签，没有可提异议的。', next: '请等所有方的连接器签署成绩。' },
    'contest-hours-over': { what: '提出异议的期限已过，成绩维持。', next: '请与数据所有方另行协商。' },
    'contest-foreign': { what: '这不是您的成绩，不能由您提出异议。', next: '请由本人提出。' },
    'contest-given': { what: '这份成绩已经提过异议，只有一次。', next: '请等待裁定；所有方逾期不拆封，成绩作废。' },
    'contest-unknown': { what: '没有这次异议，或所有方还没有拆封。', next: '请核对所引的异议。' },
    'contest-misdated': {
      what: '记录所写的时间与网关的时钟相差十分钟以上，没有入账：下一步的期限从这个时间算起。',
      next: '请校准本机的时钟后重签。',
    },
    'contest-unfit': {
      what: '网关交来的异议不成立：不是本人所签、不在账本上，或不是所签的成绩。连接器没有据此拆封。',
      next: '请把代码和批次交给审计方。没有人可以批准例外。',
    },
    'gold-opened': { what: '这次异议已经拆封过，只拆一次。', next: '请等待两名仲裁人裁定。' },
    'opening-hours-over': { what: '拆封的期限已过，这份成绩作废。', next: '无须再做；没有人可以批准例外。' },
    'adjudicators-unfit': {
      what: '金标没有封给应当裁定的两个人，或仲裁单位没有两名质检员。没有入账。',
      next: '请仲裁单位确认有两名质检员持有有效证书；连接器会再试。',
    },
    'recipient-not-deciding': { what: '这个人不是仲裁单位的质检员，没有封给他。', next: '请仲裁单位的管理员核对证书。' },
    'contest-unopened': { what: '所有方还没有拆封，不能裁定。', next: '请等所有方的连接器拆封；逾期不拆，成绩作废。' },
    'figure-decision-foreign': { what: '您不是裁定这次异议的两个人之一。', next: '请由拆封时写明的两个人裁定。' },
    'figure-decision-late': { what: '裁定的期限已过，成绩维持。', next: '无须再做。' },
    'figure-decision-given': { what: '您已经裁定过这次异议。', next: '请等另一人裁定。' },
    'contest-differs': {
      what: '网关交来的异议或密封件与账本上的不符。没有打开，证据已留在本机。',
      next: '请把本机留存的证据交给审计方。没有人可以批准例外。',
    },
    'gold-opening-malformed': { what: '所有方封来的内容读不出。', next: '可以据此推翻成绩。' },
    'gold-root-differs': { what: '所示的金标不是开批时提交的那些：有改动、缺少或多出。', next: '可以据此推翻成绩。' },
    'gold-item-foreign': { what: '所示的金标有不属于本批的条目，或同一条目有两个。', next: '可以据此推翻成绩。' },
    'gold-answer-differs': { what: '所示的金标答案打不开开批时的承诺。', next: '可以据此推翻成绩。' },
    'contest-label-left-out': { what: '所示的标注缺了她说计入的，或缺了她标过的金标条目的答案。', next: '可以据此推翻成绩。' },
    'contest-label-foreign': { what: '所示的标注不是她的、不属于本批、不在账本上，或打不开她签的承诺。', next: '可以据此推翻成绩。' },
    'contest-figure-differs': { what: '所示的成绩不是签名的那份。', next: '可以据此推翻成绩。' },
    'gold-score-differs': { what: '签名的成绩与金标和标注算出的不同。', next: '可以据此推翻成绩。' },
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
    'contest-early': {
      what: 'The gold figures of this lot are not signed yet, so there is nothing to contest.',
      next: 'Wait for the owner’s connector to sign them.',
    },
    'contest-hours-over': { what: 'The time to contest the figure is over; it stands.', next: 'Take it up with the data owner.' },
    'contest-foreign': { what: 'This figure is not yours to contest.', next: 'Let the labeller herself contest it.' },
    'contest-given': {
      what: 'This figure has been contested, and there is one contest.',
      next: 'Wait for the decision; where the owner does not open it in time, the figure falls.',
    },
    'contest-unknown': { what: 'There is no such contest, or the owner has not opened it yet.', next: 'Check which contest is cited.' },
    'contest-misdated': {
      what: 'The record claims a time more than ten minutes from the gateway’s clock; the next hours count from it, so it was not logged.',
      next: 'Set this device’s clock right and sign again.',
    },
    'contest-unfit': {
      what: 'The gateway handed out a contest that does not hold: not signed by her, not in the log, or about another figure. The connector opened nothing.',
      next: 'Hand the code and the lot to the auditor. Nobody can approve an exception.',
    },
    'gold-opened': { what: 'What this figure was made of is opened already, once.', next: 'Wait for the two adjudicators.' },
    'opening-hours-over': {
      what: 'The time to open it is over, and the figure falls.',
      next: 'Nothing to do; nobody can approve an exception.',
    },
    'adjudicators-unfit': {
      what: 'The gold answers were not sealed for the two who decide, or the adjudicator has no two reviewers. It was not logged.',
      next: 'Have the adjudicator make sure that two reviewers are certified; the connector tries again.',
    },
    'recipient-not-deciding': {
      what: 'This person is no reviewer of the organisation that decides, so nothing was sealed for her.',
      next: 'Have the administrator of the adjudicator check her certificate.',
    },
    'contest-unopened': {
      what: 'The owner has not opened what the figure was made of, so nobody can decide yet.',
      next: 'Wait for the owner’s connector; where it is late, the figure falls.',
    },
    'figure-decision-foreign': {
      what: 'You are not one of the two who decide about this figure.',
      next: 'Leave it to the two whom the opening names.',
    },
    'figure-decision-late': { what: 'The time to decide is over; the figure stands.', next: 'Nothing to do.' },
    'figure-decision-given': { what: 'You have decided about this figure.', next: 'Wait for the other one.' },
    'contest-differs': {
      what: 'The gateway handed out a contest or a sealed box that is not the one in the log. It was not opened; the evidence is kept on this device.',
      next: 'Hand the evidence kept here to the auditor. Nobody can approve an exception.',
    },
    'gold-opening-malformed': { what: 'What the owner sealed cannot be read.', next: 'It is a reason to overturn the figure.' },
    'gold-root-differs': {
      what: 'The gold answers shown are not those that the lot’s opening committed to: one was changed, left out or added.',
      next: 'It is a reason to overturn the figure.',
    },
    'gold-item-foreign': {
      what: 'One of the gold answers shown is to an item that is not in the lot, or there are two to one item.',
      next: 'It is a reason to overturn the figure.',
    },
    'gold-answer-differs': {
      what: 'A gold answer does not open the commitment in the lot’s opening.',
      next: 'It is a reason to overturn the figure.',
    },
    'contest-label-left-out': {
      what: 'A label that she says counts is not shown, or the gold answer to an item that she labelled.',
      next: 'It is a reason to overturn the figure.',
    },
    'contest-label-foreign': {
      what: 'A label shown is not hers, not of this lot, not in the log, or does not open what she signed.',
      next: 'It is a reason to overturn the figure.',
    },
    'contest-figure-differs': { what: 'The figure shown is not the one that was signed.', next: 'It is a reason to overturn it.' },
    'gold-score-differs': { what: 'The signed figure is not what gold answers and labels give.', next: 'It is a reason to overturn it.' },
  },
);
