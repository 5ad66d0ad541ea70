import { bilingual } from '../../bilingual.ts';
import { alike } from './alike.ts';

const MALFORMED = ['result-malformed', 'answer-type-mismatch', 'target-unknown', 'control-unknown', 'label-malformed'] as const;
const OUTSIDE = ['offset-outside-text', 'offset-inside-character'] as const;
const UNKNOWN = ['choice-unknown', 'label-unknown'] as const;
const RECIPIENTS = ['recipient-uncertified', 'recipient-elsewhere', 'recipient-not-on-roster', 'recipient-key-unacceptable'] as const;
const REPEATED = ['answer-repeated', 'choice-repeated', 'label-repeated'] as const;

/** A label against its task, and for whom it is sealed. */
export const resultErrors = bilingual(
  {
    ...alike(MALFORMED, {
      what: '这条标注与任务的配置对不上，没有入账。',
      next: '请重新载入本页再标一次；若仍如此，请告诉班组长或数据所有方。',
    }),
    ...alike(OUTSIDE, { what: '标注的位置不在文字之内，或落在一个字的中间。', next: '请重新选定这一处的边界。' }),
    ...alike(UNKNOWN, { what: '标注里有任务配置中没有的标签或选项。', next: '请重新载入本页，从列出的标签里选。' }),
    ...alike(REPEATED, { what: '同一处或同一题重复作答。', next: '请删去重复的一个。' }),
    ...alike(RECIPIENTS, {
      what: '按本机核验过的账本，不能为对方密封：其证书不算数、不在名册上，或密钥不能用于密封。',
      next: '请对方所在单位的管理员重新颁发证书；名册由数据所有方签署。草稿保留在本机。',
    }),
    'recipient-not-cleared': {
      what: '对方的证书不许看这个级别的数据，不能为其密封。',
      next: '请对方所在单位的管理员颁发许可到这个级别的证书。',
    },
    'choices-too-many': { what: '这道题只能选一项。', next: '请只留一项。' },
    'span-empty': { what: '有一处标注没有选中任何文字。', next: '请删去它，或重新选定文字。' },
    'result-too-long': { what: '这条标注的处数超过上限。', next: '请减少标注的处数，或报告条目有问题。' },
    'label-too-long': { what: '这条标注太长，不能密封。', next: '请减少标注的处数，或报告条目有问题。' },
  },
  {
    ...alike(MALFORMED, {
      what: 'This label does not fit the task’s configuration and was not logged.',
      next: 'Reload this page and label once more; if it stays so, tell your team lead or the data owner.',
    }),
    ...alike(OUTSIDE, {
      what: 'A span lies outside the text, or ends within a character.',
      next: 'Choose the edges of that span anew.',
    }),
    ...alike(UNKNOWN, {
      what: 'The label names something that the task’s configuration does not have.',
      next: 'Reload this page, and choose from what is listed.',
    }),
    ...alike(REPEATED, { what: 'The same place or question was answered twice.', next: 'Remove one of the two.' }),
    ...alike(RECIPIENTS, {
      what: 'By the ledger that this device has verified nothing can be sealed for the recipient: the certificate does not count, is not on the roster, or its key cannot be sealed to.',
      next: 'Have the recipient’s administrator issue a certificate anew; the data owner signs the roster. The draft stays on this device.',
    }),
    'recipient-not-cleared': {
      what: 'The recipient’s certificate is not cleared for data of this level, so nothing is sealed for it.',
      next: 'Have the recipient’s administrator issue a certificate for this level.',
    },
    'choices-too-many': { what: 'This question takes one choice.', next: 'Leave one of them.' },
    'span-empty': { what: 'A span has no text in it.', next: 'Remove it, or choose its text anew.' },
    'result-too-long': { what: 'The label has more answers than are taken.', next: 'Leave fewer spans, or report the item.' },
    'label-too-long': { what: 'The label is too long to be sealed.', next: 'Leave fewer spans, or report the item.' },
  },
);
