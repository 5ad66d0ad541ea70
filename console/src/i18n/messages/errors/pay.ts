import { bilingual } from '../../bilingual.ts';

/** What may be withheld from a label's pay, and who decides when that is contested. */
export const payErrors = bilingual(
  {
    'pay-terms-unfit': {
      what: '开批条款中的扣留约定不成立：未约定质检的批不能扣留报酬，仲裁单位须是已加入的企业或审计方，且不是所有方、质检单位或标注员所在单位；这一批没有开。',
      next: '请数据所有方约定质检，或另选、不选仲裁单位后重开。',
    },
    'withholding-not-agreed': {
      what: '这一批开批时没有约定可以扣留报酬，不能扣，也无可申诉。',
      next: '无须再做；报酬照付。要能扣留，须在开下一批时约定。',
    },
    'withholding-early': { what: '这一批还没有检毕，不能扣留报酬。', next: '请等质检单位签署检验结果。' },
    'withholding-late': { what: '所有方已经答复了这一批，此后不能再扣留报酬。', next: '报酬照付；下次请在验收或退回之前扣留。' },
    'withholding-given': { what: '这条标注的报酬已经扣留过，只能扣一次。', next: '无须再做；标注员可就已有的那次申诉。' },
    'withholding-too-high': { what: '扣留的金额多于这条标注的报酬。', next: '请改为不多于单价的金额。' },
    'withholding-without-verdict': {
      what: '扣留没有依据：没有引用对这条标注的缺陷结论。',
      next: '请数据所有方引用质检员对这条标注的第一份结论；没有缺陷结论的，报酬照付。',
    },
    'withholding-reason-differs': { what: '扣留的理由与质检结论的理由不同。', next: '请数据所有方按结论中的理由签署。' },
    'appeal-foreign': { what: '只有这条标注的作者可以就它的报酬申诉。', next: '请由作者本人申诉，用哪台设备都行。' },
    'decision-foreign': {
      what: '您的单位不能这样裁定：由开批时约定的仲裁单位的质检员裁定；所有方只能撤回扣留。',
      next: '请由约定的仲裁单位裁定；没有约定的，期限一到报酬照付。',
    },
    'statement-differs': {
      what: '网关给出的与您报酬有关的记录，不是账本里的那一条；对账没有采用，证据已留在本机。',
      next: '请勿按所示内容结算；请把本机留存的证据交给审计方。',
    },
    'case-differs': {
      what: '网关给出的这起案件里，有记录、文本或标注不是签署并入账的那一份；没有显示，证据已留在本机。',
      next: '请勿据此扣留或裁定；请把本机留存的证据交给审计方。',
    },
    'case-sealed': {
      what: '这是密封项目的标注：条目和标注密封给标注员与质检单位，所有方的网页和仲裁单位都打不开，网关也没有明文。',
      next: '请当事双方另行出示条目与标注；裁定本身仍可在期限内签署。',
    },
    'label-not-counted': { what: '扣留的不是本批计入的标注，没有入账。', next: '请数据所有方核对所引的标注。' },
    'pay-misdated': {
      what: '记录所写的时间与网关的时钟相差十分钟以上，没有入账：下一步的期限从这个时间算起。',
      next: '请校准本机的时钟后重签。',
    },
    'withholding-hours-over': { what: '扣留的期限已过。', next: '报酬照付；下一批可在开批时约定更长的期限。' },
    'appeal-hours-over': { what: '申诉的期限已过，扣留维持。', next: '请与数据所有方另行协商。' },
    'decision-hours-over': { what: '裁定的期限已过，被扣的报酬照付。', next: '无须再做。' },
    'appeal-given': { what: '这次扣留已经申诉过，申诉只有一次。', next: '请等待裁定；逾期无人裁定，报酬照付。' },
    'appeal-unknown': { what: '这一批里没有这次申诉。', next: '请核对所引的申诉。' },
    'decision-given': { what: '这次申诉已经裁定过。', next: '无须再做。' },
  },
  {
    'pay-terms-unfit': {
      what: 'The terms for withholding pay do not hold: a lot that nobody inspects has none, and the adjudicator is a member firm or auditor that neither owns, inspects nor labels. The lot was not opened.',
      next: 'Have the data owner agree an inspection, or name another adjudicator or none, and open it again.',
    },
    'withholding-not-agreed': {
      what: 'The opening of this lot lets nobody withhold pay, so there is nothing to withhold or to appeal against.',
      next: 'Nothing to do: the pay is due. For the next lot, agree it when it is opened.',
    },
    'withholding-early': {
      what: 'The inspection of this lot has not ended, so nothing can be withheld yet.',
      next: 'Wait for the inspecting firm to sign its result.',
    },
    'withholding-late': {
      what: 'The owner has answered this lot; nothing is withheld after that.',
      next: 'The pay is due. Next time, withhold before accepting or returning the lot.',
    },
    'withholding-given': {
      what: 'Pay for this label was withheld before; that is done once.',
      next: 'Nothing to do; its labeller may appeal against the first.',
    },
    'withholding-too-high': {
      what: 'More would be withheld than the label earns.',
      next: 'Withhold at most the price of an item.',
    },
    'withholding-without-verdict': {
      what: 'Nothing supports this deduction: it cites no verdict of a defect in this very label.',
      next: 'Have the data owner cite the reviewer’s first verdict over the label; without a defect the pay is due.',
    },
    'withholding-reason-differs': {
      what: 'The deduction gives another reason than the verdict.',
      next: 'Have the data owner sign it with the reason of the verdict.',
    },
    'appeal-foreign': {
      what: 'Only the author of a label can appeal over its pay.',
      next: 'Have the author appeal, from any device.',
    },
    'decision-foreign': {
      what: 'Your organisation cannot decide so: reviewers of the adjudicator that the lot’s opening names do; the owner can only give way.',
      next: 'Leave it to the adjudicator; where none was named, the pay falls due when the hours are over.',
    },
    'statement-differs': {
      what: 'The gateway shows an event about your pay that is not the one in the log; the statement does not use it, and this device keeps the evidence.',
      next: 'Do not settle by what is shown; hand the evidence on this device to an auditor.',
    },
    'case-differs': {
      what: 'In this case the gateway shows an event, a text or a label that is not the one that was signed and logged. It is not shown, and this device keeps the evidence.',
      next: 'Withhold and decide nothing by it; hand the evidence on this device to an auditor.',
    },
    'case-sealed': {
      what: 'The label belongs to a sealed project: item and label are sealed for the labellers and the inspecting firm, so neither the owner’s browser nor the adjudicator can open them, and the gateway holds no text.',
      next: 'Have the parties show item and label; the decision itself can still be signed in time.',
    },
    'label-not-counted': {
      what: 'Pay would be withheld of something that is no label which counts in this lot.',
      next: 'Have the data owner check which label it is about.',
    },
    'pay-misdated': {
      what: 'The event claims a time more than ten minutes from the gateway’s clock, and the next hours count from it; it was not logged.',
      next: 'Set the clock of this device and sign again.',
    },
    'withholding-hours-over': {
      what: 'The hours for withholding are over.',
      next: 'The pay is due; more hours can be agreed when the next lot is opened.',
    },
    'appeal-hours-over': { what: 'The hours for an appeal are over; what was withheld stays so.', next: 'Take it up with the data owner.' },
    'decision-hours-over': { what: 'The hours for a decision are over; the pay falls due.', next: 'Nothing to do.' },
    'appeal-given': {
      what: 'There is an appeal against this already, and there is one only.',
      next: 'Wait for the decision; if nobody decides in time the pay falls due.',
    },
    'appeal-unknown': { what: 'This lot has no such appeal.', next: 'Check which appeal it is about.' },
    'decision-given': { what: 'This appeal was decided before.', next: 'Nothing to do.' },
  },
);
