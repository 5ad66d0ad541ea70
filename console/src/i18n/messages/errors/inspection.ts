import { bilingual } from '../../bilingual.ts';

/** Who draws the sample of a closed lot. */
export const inspectionErrors = bilingual(
  {
    'inspector-unfit': { what: '所选的质检单位不是本空间的标注企业，或就是所有方自己；这一批没有开。', next: '请选一家已加入的标注企业。' },
    'inspection-hurried': {
      what: '约定的时限太短：揭示不得少于 24 小时，从开批到截止也不得少于同样的时间，否则质检单位来不及承诺或揭示；这一批没有开。',
      next: '请数据所有方放宽揭示的小时数或截止时间后重开。',
    },
    'draw-not-agreed': { what: '这一批开批时没有约定抽样质检，没有抽样可参与。', next: '无须再做；要质检，请所有方在开下一批时约定。' },
    'draw-foreign': { what: '这一批的样本由所有方和约定的质检单位共同抽取，贵单位不是其中一方。', next: '请由约定的质检单位来做。' },
    'draw-committed': { what: '本方已为这一批的抽样承诺过，承诺只有一次，不能换。', next: '无须再做；结批后揭示的是第一次承诺的那个数。' },
    'draw-commitment-late': {
      what: '这一批已经结束，不再接受抽样承诺：此后再选的数可以冲着结果挑。',
      next: '未在结批前承诺的一方承担全检；下一批请在结批前承诺。',
    },
    'draw-awaited': {
      what: '还有一方没有为抽样承诺，截止时间也没有到，这一批现在不能结束。',
      next: '请等双方都已承诺，或到截止时间；连接器的时钟若走快了，请校准。',
    },
    'lot-closing-misdated': {
      what: '结批记录所写的时间与网关的时钟相差十分钟以上，没有入账：揭示的期限从这个时间算起。',
      next: '请校准连接器所在机器的时钟，再由它重新结批。',
    },
    'draw-uncommitted': { what: '本方没有在结批前承诺，没有可揭示的数。', next: '这一批改为全检，由未承诺的一方承担。' },
    'draw-reveal-early': {
      what: '结批还没有经见证，现在揭示会让网关还能挑选批次的内容；没有入账。',
      next: '请等见证方签过含有结批的检查点后再揭示，通常只需几秒。',
    },
    'draw-reveal-late': { what: '揭示的期限已过，这一次揭示不算数。', next: '这一批改为全检，由未揭示的一方承担。' },
    'draw-revealed': { what: '本方已为这一批揭示过。', next: '无须再做；样本按已揭示的数抽取。' },
    'sample-differs': {
      what: '网关给出的标注、条目、钥匙或判定不是抽中、签过的那一份；没有签署任何判定，证据已留在本机。',
      next: '请勿按所示内容检验；请把本机留存的证据交给审计方。',
    },
    'draw-secret-gone': {
      what: '本机没有留存为这一批抽样承诺的那个数，无从揭示。',
      next: '请在作出承诺的那台设备上揭示；它若已丢失，这一批改为全检，由本方承担。',
    },
    'draw-reveal-differs': {
      what: '揭示的数与结批前承诺的不符，没有入账。',
      next: '请用当时作出承诺的那台设备揭示；它若已丢失，这一批改为全检。',
    },
    'sample-not-drawn': { what: '这一批的样本还没有抽出，还有一方没有揭示。', next: '请等双方揭示，或等揭示的期限过去；那时改为全检。' },
    'sample-withheld': {
      what: '账本记着样本已为您密封，网关也收到了，却不交给您；证据已留在本机。',
      next: '这是网关在扣留：请把本机留存的证据交给审计方，并告知数据所有方。',
    },
    'sample-not-sealed-for': {
      what: '提供方的连接器还没有为您这把密钥密封抽中的条目；这一批进行期间当过标注员的人拿不到。',
      next: '请稍后再来，连接器上线后会补上；久等不到，请联系数据所有方。',
    },
    'label-not-sampled': { what: '这条结论所指的标注不在样本里，或属于另一个条目；没有入账。', next: '请只对抽中的标注下结论。' },
    'verdict-leaf-differs': { what: '结论所写的叶哈希不是这条标注在账本里的那一个；没有入账。', next: '请重新打开这条标注后再签。' },
    'verdict-given': { what: '这条标注已有结论，结论只有一次。', next: '无须再做。' },
    'inspection-incomplete': { what: '样本里还有标注没有结论，检验不能结束。', next: '请先检完其余的标注。' },
    'inspection-differs': { what: '汇总与已签的结论不符；没有入账。', next: '请按已签的结论重新汇总后再签。' },
    'release-unaccepted': {
      what: '这一批约定了质检，数据所有方还没有验收（或已退回），按规则不能交付。',
      next: '请数据所有方在质检单位检毕之后签署验收，再交付；已退回的批请重新开批。',
    },
    'sample-misdated': {
      what: '连接器声称密封样本的时间与网关相差太大，质检时限无从算起；没有入账。',
      next: '请连接器的管理员校准时钟；连接器会再次声明。',
    },
    'inspection-misdated': {
      what: '检毕所写的时间与网关相差太大，验收期限无从算起；没有入账。',
      next: '请校准这台设备的时钟后再签。',
    },
    'return-late': {
      what: '验收期限已过，不答复即视为验收，退回没有入账。',
      next: '请签署验收；有争议的，凭质检结论与质检单位另行解决。',
    },
    'inspection-foreign': { what: '这一批约定由另一家单位质检，贵单位的结论没有入账。', next: '请由开批时约定的质检单位来做。' },
    'inspection-early': { what: '这一批还没有结束，标注仍可更正，现在不能下质检结论。', next: '请等结批之后再检。' },
    'inspection-ended': { what: '这一批的质检已经结束，不再接受结论。', next: '无须再做；有异议请在验收时提出。' },
    'reviewer-labeled': { what: '您在这一批里担任过标注员，不能再检这一批。', next: '请换一位没有参与标注的质检员。' },
    'finding-unfit': {
      what: '这一批没有密封，标注和条目都读得到，不能判为无法检读；没有入账。',
      next: '请判合格或缺陷；网关没有交出内容时，请稍后再来。',
    },
    'note-unsealed': {
      what: '这一批是密封的，网关不得读到条目的内容，所以判定不能附文字说明；没有入账。',
      next: '请只用缺陷原因和严重程度判定。',
    },
    'inspection-sums-differ': {
      what: '质检的合计不合：缺陷多于检验数，检验数多于本批的标注，或检验数与抽样的件数不同。',
      next: '质检员请按已签的结论重新汇总后再签；数据所有方不能接收这样的批，可写明理由退回。',
    },
    'returned-differs': {
      what: '网关交来的退回标注、质检结论或返工不是账本里的那一份；没有显示，证据已留在本机。',
      next: '请把告警交给审计方；标注和应得以账本为准。',
    },
    'rework-early': { what: '这一批还没有结束，不用返工。', next: '请在工作台直接更正标注。' },
    'rework-late': { what: '所有方已经答复了这一批，返工不再入账。', next: '交付仍用原来的标注；对质检结论有异议，可就扣留的报酬申诉。' },
    'rework-foreign': { what: '只有这条标注的作者可以返工。', next: '请由作者本人返工，用名册上她的任何一台设备都行。' },
    'rework-without-verdict': {
      what: '返工没有依据：没有引用对这条标注的缺陷结论。',
      next: '请重新打开退回的条目再签；质检合格的标注不用返工。',
    },
    'rework-given': { what: '这条标注已经返工过，只能返工一次。', next: '无须再做；交付用已签的那次返工。' },
    'reworks-accepted-unfit': {
      what: '接收记录写的返工比质检查出的缺陷还多，没有入账：一件缺陷至多返工一次。',
      next: '请数据所有方重新载入本页，核对返工后再接收。',
    },
    'reworks-accepted-differ': {
      what: '接收记录写的返工与这一批实有的返工不符：接收须写明每一件返工，没有写明的不交付。',
      next: '请数据所有方重新载入本页，看过返工后再接收；仍不符，请把代码和批次交给审计方。',
    },
    'acceptance-early': {
      what: '这一批还没有可验收的内容：约定了质检的要先检完，或等约定的质检期限过去；其余的要先结批。',
      next: '请等质检单位签署检验结果、质检期限届满或连接器结批。',
    },
    'acceptance-given': { what: '这一批已经验收或退回过，答复只有一次，质检也随之结束。', next: '无须再做；退回的批请重新开批。' },
    'return-reason-unfit': {
      what: '退回的理由与本批的质检不符：“逾期未检”只用于质检单位逾期没有检毕的批，这样的批也只能以此退回。没有入账。',
      next: '请由数据所有方改选相符的理由后再签。',
    },
    'certificate-early': { what: '所有方还没有签名验收这一批，不能出质量证书。', next: '请等所有方验收；因沉默而验收的也要补签。' },
    'certificate-given': { what: '这一批已经有质量证书，一批只有一份。', next: '无须再做；下载已有的证书。' },
    'certificate-differs': {
      what: '证书写的数字与结批、检毕的记录不符，或标注不可能都在所写的账本区间里。',
      next: '请重新打开这一批再出证书；仍不符时把批次和本错误交给审计方。',
    },
    'certificate-unmet': { what: '缺陷超过方案容许的数目，不能出质量证书。', next: '没有人可以例外；所有方可以验收，但证书不作此保证。' },
  },
  {
    'inspector-unfit': {
      what: 'The organisation chosen to inspect is no labelling firm of this space, or is the owner itself; the lot is not opened.',
      next: 'Choose a firm that has joined.',
    },
    'inspection-hurried': {
      what: 'The terms leave the inspecting firm too little time: at least 24 hours to reveal, and as many as are agreed between opening and deadline to commit. The lot is not opened.',
      next: 'Have the data owner set more hours, or a later deadline.',
    },
    'draw-not-agreed': {
      what: 'The opening of this lot asks for no inspection, so there is no sample to draw.',
      next: 'Nothing to do; have the owner ask for it when the next lot is opened.',
    },
    'draw-foreign': {
      what: 'The owner and the inspecting firm named at the opening draw the sample of this lot; your organisation is neither.',
      next: 'Leave it to the firm that was named.',
    },
    'draw-committed': {
      what: 'Your side has committed itself for this lot; that is done once and cannot be changed.',
      next: 'Nothing to do; what was committed to first is revealed once the lot is closed.',
    },
    'draw-commitment-late': {
      what: 'The lot is closed, and takes no commitment any more: what is chosen now could be chosen by its labels.',
      next: 'Every label is inspected at the cost of the side that did not commit; commit before the next lot closes.',
    },
    'draw-awaited': {
      what: 'A side has not committed to its part of the draw, and the deadline is ahead: the lot cannot close yet.',
      next: 'Wait until both have committed, or for the deadline; set the connector’s clock right if it is fast.',
    },
    'lot-closing-misdated': {
      what: 'The closing claims a time more than ten minutes away from the gateway’s clock, from which the time for revealing counts; it was not logged.',
      next: 'Set the clock of the connector’s machine right; it then closes the lot anew.',
    },
    'draw-uncommitted': {
      what: 'Your side did not commit before the lot closed, so there is nothing to reveal.',
      next: 'Every label is inspected, at the cost of the side that did not commit.',
    },
    'draw-reveal-early': {
      what: 'The closing is not witnessed yet: whoever reveals now leaves the gateway a choice among labels. It was not logged.',
      next: 'Wait until witnesses have cosigned a checkpoint that holds the closing; that usually takes seconds.',
    },
    'draw-reveal-late': {
      what: 'The time for revealing is over; this reveal does not count.',
      next: 'Every label is inspected, at the cost of the side that did not reveal.',
    },
    'draw-revealed': { what: 'Your side has revealed for this lot.', next: 'Nothing to do; the sample is drawn by what was revealed.' },
    'sample-differs': {
      what: 'The gateway shows another label, item, key or verdict than the one that was drawn or signed; nothing was signed about it, and this device keeps the evidence.',
      next: 'Do not inspect by what is shown; hand the evidence on this device to an auditor.',
    },
    'draw-secret-gone': {
      what: 'This device does not hold what your side committed to for the draw of this lot, so it cannot reveal it.',
      next: 'Reveal with the device that committed; if it is lost, every label is inspected at your cost.',
    },
    'draw-reveal-differs': {
      what: 'What was revealed is not what was committed to before the lot closed; it was not logged.',
      next: 'Reveal with the device that committed; if it is lost, every label of the lot is inspected.',
    },
    'sample-not-drawn': {
      what: 'The sample of this lot is not drawn: a side has not revealed.',
      next: 'Wait for the reveal, or for the end of the time for it; every label is inspected then.',
    },
    'sample-withheld': {
      what: 'The ledger says that the sample was sealed for you and that the gateway has it, yet it hands you none; this device keeps the evidence.',
      next: 'The gateway withholds it: hand the evidence on this device to an auditor, and tell the data owner.',
    },
    'sample-not-sealed-for': {
      what: "The owner's connector has not sealed the drawn items for your key yet; who stood as a labeller of this lot gets none.",
      next: 'Come back later: the connector does it once it is online. If nothing comes, ask the data owner.',
    },
    'label-not-sampled': {
      what: 'The label of this verdict is not in the sample, or belongs to another item; it was not logged.',
      next: 'Judge the labels that were drawn, and no others.',
    },
    'verdict-leaf-differs': {
      what: 'The verdict names another leaf than this label has in the log; it was not logged.',
      next: 'Open the label again, then sign.',
    },
    'verdict-given': { what: 'This label has a verdict; there is one.', next: 'Nothing to do.' },
    'inspection-incomplete': { what: 'Labels of the sample are without a verdict.', next: 'Judge the others first.' },
    'inspection-differs': {
      what: 'The sums are not those of the verdicts that were signed; nothing was logged.',
      next: 'The reviewer adds up the verdicts that were signed, and signs again; a data owner cannot accept such a lot, but return it.',
    },
    'release-unaccepted': {
      what: 'The lot is inspected, and the data owner has not accepted it, or has returned it: by the rule it is not released.',
      next: 'Have the data owner sign the acceptance once the firm has ended its inspection, then release; open a returned lot anew.',
    },
    'sample-misdated': {
      what: 'The connector claims a time for sealing the sample too far from the gateway’s, from which the hours of the inspection count; it was not logged.',
      next: 'Its administrator sets the connector’s clock right; it then says so again.',
    },
    'inspection-misdated': {
      what: 'The end of the inspection claims a time too far from the gateway’s, from which the time to answer counts; it was not logged.',
      next: 'Set the clock of this device right, and sign again.',
    },
    'return-late': {
      what: 'The time to answer is over, and silence has accepted the lot; it was not given back.',
      next: 'Sign the acceptance; what is contested is settled with the inspecting firm by its verdicts.',
    },
    'inspection-foreign': {
      what: 'Another organisation was agreed to inspect this lot; the finding of yours was not logged.',
      next: 'Leave it to the firm that the opening of the lot names.',
    },
    'inspection-early': {
      what: 'The lot is not closed: its labels can still change, so none is judged yet.',
      next: 'Wait for the closing.',
    },
    'inspection-ended': {
      what: 'The inspection of this lot has ended; no verdict is taken any more.',
      next: 'Nothing to do; the owner can contest it when the lot is accepted.',
    },
    'reviewer-labeled': {
      what: 'You were on the roster as a labeller while this lot was open, so you cannot inspect it.',
      next: 'Have a reviewer inspect it who did not label.',
    },
    'finding-unfit': {
      what: 'This lot is not sealed: items and labels can be read, so none is unreadable; it was not logged.',
      next: 'Judge it as a pass or a defect; where the gateway hands out no content, come back later.',
    },
    'note-unsealed': {
      what: 'This lot is sealed, so the gateway must read nothing of its items, and a verdict says nothing in words; it was not logged.',
      next: 'Judge by reason and severity alone.',
    },
    'inspection-sums-differ': {
      what: 'The sums do not fit: more defects than labels inspected, more labels than the lot has, or another number than was drawn.',
      next: 'The reviewer adds up the verdicts that were signed, and signs again; a data owner cannot accept such a lot, but return it.',
    },
    'returned-differs': {
      what: 'A returned label, verdict or rework that the gateway hands over is not the one in the log. It is not shown, and the evidence stays on this device.',
      next: 'Give the alarm to the auditor; labels and pay go by the log.',
    },
    'rework-early': {
      what: 'This lot is still open, so there is nothing to rework.',
      next: 'Correct the label in the workbench.',
    },
    'rework-late': {
      what: 'The owner has answered this lot; a rework is not logged after that.',
      next: 'The label is released as it was. If you contest the verdict, appeal against what was withheld of its pay.',
    },
    'rework-foreign': {
      what: 'Only the author of a label can rework it.',
      next: 'Have the author do it, from any device of hers that stands on the roster.',
    },
    'rework-without-verdict': {
      what: 'Nothing calls for this rework: it cites no verdict of a defect in this very label.',
      next: 'Open the returned item again and sign anew; a label that passed needs no rework.',
    },
    'rework-given': {
      what: 'This label has been reworked; that is done once.',
      next: 'Nothing to do; what was signed then is released.',
    },
    'reworks-accepted-unfit': {
      what: 'The acceptance names more reworks than the inspection found defects, so it is not logged: a defect is reworked once at most.',
      next: 'The data owner reloads this page, looks at the reworks and accepts then.',
    },
    'reworks-accepted-differ': {
      what: 'The acceptance names other reworks than this lot has: it has to name each of them, and none is released that it does not name.',
      next: 'The data owner reloads this page, reads the reworks and accepts then. If they still differ, give the code and the lot to the auditor.',
    },
    'acceptance-early': {
      what: 'There is nothing to accept yet: an inspected lot has its inspection first, or the firm’s time for it runs out; any other its closing.',
      next: 'Wait for the inspecting firm’s result or the end of its time, or for the connector to close the lot.',
    },
    'acceptance-given': {
      what: 'The lot was accepted or returned before; there is one answer, which ends its inspection too.',
      next: 'Nothing to do; open a returned lot anew.',
    },
    'return-reason-unfit': {
      what: 'The reason does not fit the lot’s inspection: “not inspected in time” is for a lot that the firm did not inspect in its time, and the only one for it. It was not given back.',
      next: 'The data owner chooses the reason that fits, and signs again.',
    },
    'certificate-early': {
      what: 'The owner has not signed the acceptance of this lot, so there is no quality certificate of it.',
      next: 'Wait for the owner; one whose silence has accepted signs that, too.',
    },
    'certificate-given': {
      what: 'This lot has a quality certificate; there is one of a lot.',
      next: 'Nothing is left to do; download it.',
    },
    'certificate-differs': {
      what: 'The certificate says other figures than closing and inspection, or a range of the log in which the labels cannot stand.',
      next: 'Open the lot anew and certify again; if it stays so, give lot and error to the auditor.',
    },
    'certificate-unmet': {
      what: 'There are more defects than the plan allows, so there is no quality certificate.',
      next: 'Nobody can make an exception; the owner may accept the lot, and the certificate would not say so.',
    },
  },
);
