import { bilingual } from '../../bilingual.ts';

/** Lots, items, labels and releases. */
export const labelingErrors = bilingual(
  {
    'roster-duty-clash': {
      what: '同一人不能在一个项目里既标注又质检；还有未结束的批次时，也不能在两者之间换。',
      next: '请只选一项职责；要换，请等当时进行中的批次都结束。',
    },
    'roster-member-unfit': { what: '名册上有人的证书不含所选职责，或不许看这个级别的数据。', next: '请更换人选，或请其单位补发证书。' },
    'item-refused': {
      what: '这个密封条目与提供方签名的不一致，或打不开，本机不显示。',
      next: '证据已保留在本机，请交给审计方；可以跳过它继续。',
    },
    'item-withheld': {
      what: '按本机核验过的账本，这个条目现在不是密封给您的：您不在名册上，或证书不许看这个级别的数据。本机不打开它。',
      next: '请回到今日任务选择其他批次；有疑问请联系班组长或数据所有方。',
    },
    'item-not-sealed-for': { what: '提供方还没有为您这把密钥密封这个条目。', next: '请稍后再来；连接器上线后会补上。' },
    'lot-not-sealed-for': {
      what: '提供方还没有为您这把密钥密封这一批的钥匙；这一批进行期间当过标注员的人拿不到。',
      next: '请稍后再来；连接器上线后会补上。',
    },
    'label-differs': { what: '送出的密封标注与签名的不是同一份。', next: '请重新载入本页，再标一次。' },
    'revisions-exhausted': { what: '这个条目您已更正太多次，不再接受新版本。', next: '请联系班组长或数据所有方。' },
    'not-cleared': {
      what: '这批数据的级别已调高，您的证书不许看，不再向您发放条目。',
      next: '已送出的标注照常计算；需要继续做，请本单位补发级别更高的证书。',
    },
    'label-quota-exhausted': {
      what: '您在这一批里送出的标注合计已到字节上限，这条没有入账。',
      next: '草稿保留在本机；请联系班组长或数据所有方。',
    },
    'label-key-gone': {
      what: '本机打不开自己的这条标注，拿不出它的密钥。',
      next: '请在签这条标注时的身份下再试；换过密钥的，请告诉管理员。',
    },
    'dispute-malformed': { what: '这不是一份争议文件，或已被改动。', next: '请让标注员重新保存一份。' },
    'dispute-unlogged': { what: '本机核验过的账本上没有这条密封标注。', next: '请等账本跟上后再试；若一直没有，文件不属于这个空间。' },
    'lot-closed': { what: '这一批已经结束。', next: '请回到今日任务选择其他批次。' },
    'sealing-unfit': { what: '密封方式与项目不符：密封项目的标注须密封，开放项目的不密封。', next: '请刷新页面后重新提交。' },
    'lot-incomplete': { what: '这一批还有条目没有标注或报问题。', next: '请等全部条目完成或到截止时间。' },
    'item-not-in-lot': { what: '这个条目不属于这一批。', next: '请重新载入本页。' },
    'item-already-labeled': { what: '这个条目已有别人的标注，您的标注保留在本机，没有入账。', next: '无须再做；原因已记在条目旁。' },
    'nothing-free': { what: '现在没有可领的条目。', next: '别人租用的条目到期后会重新放出。' },
    'outbox-full': { what: '本机待发的标注已到上限，暂不打开新条目。', next: '请恢复网络，待发完后继续。' },
    'recipient-revoked': { what: '这一批所属连接器的证书已吊销，不再向它密封标注。', next: '草稿保留在本机；请告诉所有方。' },
    'item-text-gone': { what: '这个条目还没有在本机打开，标注不能密封。', next: '请从批次列表里打开它，再提交。' },
    'item-not-own': { what: '这个条目现在既不由您租用，也没有您的标注，不能打开。', next: '请领取下一个条目。' },
    'item-leased': { what: '这个条目现在由别人租用，您的标注没有入账。', next: '标注保留在本机；租用到期后可重新提交。' },
    'late-work-full': {
      what: '您的租用已到期，别人已先做了这个条目；这一批另付的迟到标注（共 {most} 份，每条一份）没有余额，您的没有入账。',
      next: '标注保留在本机。份数在开批时由数据所有方定下，之后没有人可以增加。',
    },
    'lot-too-large': {
      what: '所选的行超过一批的上限：最多 400 条，各条文字按每条人数合计最多 800 万字符。',
      next: '请写明行号，分成几批来开。',
    },
    'deadline-passed': { what: '截止时间已过，这一批没有开。', next: '请选一个以后的时间。' },
    'release-too-large': { what: '这一批的交付超过上限，没有准备。', next: '请把原因代码和批次告诉连接器管理员；以后分成小批来开。' },
    'lot-deadline-passed': { what: '这一批已过截止时间。', next: '请回到今日任务选择其他批次。' },
    'lot-not-closed': { what: '这一批还没有结束，不能交付。', next: '请等全部条目完成或到截止时间。' },
    'roster-too-large': { what: '密封项目的名册最多 20 名标注员。', next: '请减少名册上的标注员，或另开一个项目。' },
    'roster-too-small': {
      what: '名册上只有 {labelers} 位标注员，每条却要 {overlap} 人来标；这一批没有开。',
      next: '请先在名册上加人，或减少每条的人数。名册由数据所有方签署。',
    },
    'roster-missing': { what: '这个项目还没有签名的名册。', next: '请先签名册，再开批次。' },
    'release-sealed': {
      what: '这份交付属于密封项目，文件只留在所有者的连接器上，网关没有，也不能在这里生成证据包。',
      next: '请在所有者连接器的 release 文件夹中取用。',
    },
    'release-files-missing': { what: '连接器还没有上传这份交付的文件。', next: '通常几秒后即可，请稍候重试。' },
    'release-withheld': { what: '这份交付只给所有方和审计方看。', next: '请向数据所有方申请。' },
  },
  {
    'roster-duty-clash': {
      what: 'Nobody may both label and review in one project, nor change from one to the other while a lot of it is open.',
      next: 'Choose one duty; to change it, wait until the lots are closed during which the person had the other.',
    },
    'roster-member-unfit': {
      what: 'A certificate on the roster does not hold the duty chosen, or is not cleared for data of this level.',
      next: 'Choose someone else, or have the certificate issued anew.',
    },
    'item-refused': {
      what: 'This sealed item is not what its owner signed, or does not open; it is not shown.',
      next: 'The evidence is kept on this device for the auditor; skip the item and go on.',
    },
    'item-withheld': {
      what: 'By the ledger that this device has verified, this item is not sealed for you now: you are not on the roster, or not cleared for data of this level. It is not opened.',
      next: 'Go back to today’s tasks and choose another lot; ask your team lead or the data owner if in doubt.',
    },
    'item-not-sealed-for': {
      what: 'The owner has not sealed this item for your key yet.',
      next: 'Come back later; the connector does so once it is online.',
    },
    'lot-not-sealed-for': {
      what: 'The owner has not sealed the key of this lot for yours yet; whoever stood as labeller while it was open does not get it.',
      next: 'Come back later; the connector does so once it is online.',
    },
    'label-differs': { what: 'The sealed label sent is not the one that was signed.', next: 'Reload the page and label once more.' },
    'revisions-exhausted': {
      what: 'You have corrected this item too often; no further version is taken.',
      next: 'Ask your team lead or the data owner.',
    },
    'not-cleared': {
      what: 'These data were graded higher than your certificate allows; you get no more of their items.',
      next: 'What you have sent counts as before; to go on, have your organisation issue a certificate with a higher clearance.',
    },
    'label-quota-exhausted': {
      what: 'Your labels on this lot are as many bytes together as are taken; this one was not logged.',
      next: 'The draft stays on this device; ask your team lead or the data owner.',
    },
    'label-key-gone': {
      what: 'This device cannot open its own label, so it cannot show the key.',
      next: 'Try again under the identity that signed it; if your key was replaced, tell your administrator.',
    },
    'dispute-malformed': { what: 'This is no dispute file, or it was changed.', next: 'Ask the labeller to save it again.' },
    'dispute-unlogged': {
      what: 'The ledger that this device has verified does not hold this sealed label.',
      next: 'Try again once the ledger has caught up; if it stays so, the file is not of this space.',
    },
    'lot-closed': { what: 'This lot is closed.', next: 'Go back to today’s tasks and choose another.' },
    'sealing-unfit': {
      what: 'Sealing does not fit the project: labels of a sealed project are sealed, those of an open one are not.',
      next: 'Reload the page and submit again.',
    },
    'lot-incomplete': {
      what: 'Some items of this lot have neither label nor report.',
      next: 'Wait until all are done or the deadline has passed.',
    },
    'item-not-in-lot': { what: 'This item does not belong to this lot.', next: 'Reload this page.' },
    'item-already-labeled': {
      what: 'Someone else’s label stands for this item; yours is kept here and was not logged.',
      next: 'Nothing to do; the reason stands beside the item.',
    },
    'nothing-free': { what: 'No item is free now.', next: 'Items leased by others come back when their lease ends.' },
    'outbox-full': {
      what: 'As many labels as this device keeps wait to be sent; no new item is opened.',
      next: 'Restore the network; work goes on once they are sent.',
    },
    'recipient-revoked': {
      what: 'The certificate of this lot’s connector is revoked; no label is sealed to it any more.',
      next: 'The draft stays on this device; tell the owner.',
    },
    'item-text-gone': {
      what: 'This item was not opened on this device, so its label cannot be sealed.',
      next: 'Open it from the list of the batch, then submit.',
    },
    'item-not-own': {
      what: 'You neither hold this item now nor have a label on it, so it cannot be opened.',
      next: 'Take the next item.',
    },
    'item-leased': {
      what: 'Someone else holds this item now; your label was not logged.',
      next: 'It is kept on this device, and can be submitted again once that lease has ended.',
    },
    'late-work-full': {
      what: 'Your lease had run out, and somebody else was quicker; the late labels that this lot pays ({most}, one an item) are used up. Yours was not logged.',
      next: 'It is kept on this device. The data owner fixed their number when the lot was opened; nobody can raise it.',
    },
    'lot-too-large': {
      what: 'The rows chosen are more than a lot takes: 400 items, and 8 million characters over all labels.',
      next: 'Name the rows, and open several lots.',
    },
    'deadline-passed': { what: 'The deadline has passed; the lot is not opened.', next: 'Choose a later time.' },
    'release-too-large': {
      what: 'The release of this lot is larger than can be handed over; it is not prepared.',
      next: 'Tell the connector’s administrator the code and the lot; open smaller lots from now on.',
    },
    'lot-deadline-passed': { what: 'The deadline of this lot has passed.', next: 'Go back to today’s tasks and choose another.' },
    'lot-not-closed': {
      what: 'This lot is not closed, so it cannot be released.',
      next: 'Wait until all items are done or the deadline has passed.',
    },
    'roster-too-large': {
      what: 'A sealed project takes at most 20 labellers on its roster.',
      next: 'Shorten the roster, or open a second project.',
    },
    'roster-too-small': {
      what: 'The roster has {labelers} labellers, and each item is to be labelled by {overlap}; the lot is not opened.',
      next: 'Add people to the roster first, or ask for fewer an item. The data owner signs the roster.',
    },
    'roster-missing': { what: 'This project has no signed roster.', next: 'Sign the roster first, then open a lot.' },
    'release-sealed': {
      what: 'This release is of a sealed project: its files stay with the owner’s connector, and no evidence bundle can be made here.',
      next: 'Take them from the release folder of the owner’s connector.',
    },
    'release-files-missing': {
      what: 'The connector has not uploaded the files of this release yet.',
      next: 'That usually takes seconds; try again.',
    },
    'release-withheld': { what: 'This release is for its owner’s people and for auditors.', next: 'Ask the data owner.' },
  },
);
