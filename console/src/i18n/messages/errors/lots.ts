import { bilingual } from '../../bilingual.ts';
import { alike } from './alike.ts';

const WORK = [
  'work-unfit',
  'work-not-logged',
  'work-repeated',
  'item-unknown',
  'label-unopened',
  'work-refused',
  'release-incomplete',
] as const;

/** Projects, lots and releases, at the gateway and at the owner's connector. */
export const lotErrors = bilingual(
  {
    ...alike(WORK, {
      what: '网关交来的工作与账本上这一批的结束记录不符：有缺、有多，或打不开。连接器没有据此交付。',
      next: '请稍候重试；若一直如此，请把代码和批次交给审计方，对照账本查明缺的是哪一条。没有人可以批准例外。',
    }),
    'rework-refused': {
      what: '网关交来的返工不成立：不是标注作者所签、没有缺陷结论，或打不开。连接器没有据此交付。',
      next: '请稍候重试；若一直如此，请把代码和批次交给审计方。没有人可以批准例外。',
    },
    'project-unknown': { what: '没有这个项目，或它不属于本单位。', next: '请返回项目列表，从那里重新打开。' },
    'project-withheld': { what: '这个项目只给所有方、名册上的单位、质检单位和审计方看。', next: '请向数据所有方申请。' },
    'text-column-unfit': {
      what: '要标注的字段不随条目交付，或与标注配置所读的不是同一个。',
      next: '请选一个会交付的字段，并让配置读同一个。',
    },
    'catalogue-differs': { what: '目录条目的字段或级别与签名的登记和分级不符，没有发布。', next: '请重新载入本页再签。' },
    'profile-differs': { what: '字段统计与登记时签名的数目不符，数据集没有登记。', next: '请再登记一次；若仍如此，请告诉连接器管理员。' },
    'lot-unknown': { what: '没有这一批，或它不是本方连接器开的。', next: '请返回列表，从那里重新打开。' },
    'lot-taken': { what: '这个批次编号已由另一次开批使用，没有再开。', next: '请重新开批。' },
    'item-known': { what: '批次里有条目已属于另一批，没有开。', next: '请重新开批。' },
    'item-not-delivered': { what: '提供方的连接器还没有送来这个条目。', next: '通常几秒后即可；请确认提供方的连接器在线。' },
    'item-already-reported': { what: '这个条目已有人报告有问题，您的标注没有入账。', next: '无须再做；标注保留在本机。' },
    'revision-out-of-order': { what: '这个条目您在别处已有更新的一版，这一版没有入账。', next: '请重新载入本页，在最新一版上更正。' },
    'release-unknown': { what: '没有这份交付。', next: '请返回列表，从那里重新打开。' },
    'release-taken': { what: '这个交付编号已由另一次准备使用。', next: '请重新准备交付。' },
    'release-differs': {
      what: '连接器现在算出的交付文件与签名的不是同一份，没有上传。',
      next: '请连接器管理员核对其数据库；若查不出原因，请重新准备并签名一份新的交付。',
    },
    'item-not-released': { what: '这个条目不在这份交付里。', next: '请从交付的条目列表里选。' },
    'evidence-incomplete': {
      what: '证据包所需的记录还没有齐，现在拼不成。',
      next: '通常几秒后即可，请稍候重试；若一直如此，请告诉审计方。',
    },
  },
  {
    ...alike(WORK, {
      what: 'The work that the gateway handed over is not what the closing of this lot in the ledger says: some is missing, superfluous, or does not open. The connector releases nothing on it.',
      next: 'Try again shortly. If it stays so, give the code and the lot to the auditor, to find by the ledger which is missing. Nobody can approve an exception.',
    }),
    'rework-refused': {
      what: 'A rework that the gateway handed over does not hold: it is not by the label’s author, has no verdict of a defect, or does not open. The connector releases nothing on it.',
      next: 'Try again shortly. If it stays so, give the code and the lot to the auditor. Nobody can approve an exception.',
    },
    'project-unknown': {
      what: 'There is no such project, or it is not your organisation’s.',
      next: 'Go back to the projects and open it from there.',
    },
    'project-withheld': {
      what: 'This project is shown to its owner, the organisations on its roster, those that inspect its lots and auditors alone.',
      next: 'Ask the data owner.',
    },
    'text-column-unfit': {
      what: 'The field to be labelled is not delivered with items, or is not the one that the configuration reads.',
      next: 'Choose a field that is delivered, and let the configuration read the same.',
    },
    'catalogue-differs': {
      what: 'The fields or the level of the catalogue entry are not those that were signed; it is not published.',
      next: 'Reload this page and sign again.',
    },
    'profile-differs': {
      what: 'The field statistics do not fit the numbers signed at the registration; the dataset is not registered.',
      next: 'Register it again; if it stays so, tell the connector’s administrator.',
    },
    'lot-unknown': {
      what: 'There is no such lot, or your connector did not open it.',
      next: 'Go back to the list and open it from there.',
    },
    'lot-taken': { what: 'Another lot has this number; none was opened.', next: 'Open the lot again.' },
    'item-known': { what: 'An item of this lot stands in another one; it is not opened.', next: 'Open the lot again.' },
    'item-not-delivered': {
      what: 'The owner’s connector has not delivered this item yet.',
      next: 'That usually takes seconds; check that the owner’s connector is online.',
    },
    'item-already-reported': {
      what: 'Somebody has reported this item; your label was not logged.',
      next: 'Nothing to do; the label is kept on this device.',
    },
    'revision-out-of-order': {
      what: 'You have a newer version of this item elsewhere; this one was not logged.',
      next: 'Reload this page, and correct the newest.',
    },
    'release-unknown': { what: 'There is no such release.', next: 'Go back to the list and open it from there.' },
    'release-taken': { what: 'Another release has this number.', next: 'Prepare the release again.' },
    'release-differs': {
      what: 'The files that the connector makes now are not those that were signed; nothing was uploaded.',
      next: 'Have the connector’s administrator check its database; if no reason is found, prepare and sign a new release.',
    },
    'item-not-released': { what: 'This item is not in this release.', next: 'Choose one from the list of its items.' },
    'evidence-incomplete': {
      what: 'Not all entries that this evidence bundle needs are there yet.',
      next: 'That usually takes seconds; try again, and tell the auditor if it stays so.',
    },
  },
);
