import { bilingual } from '../../bilingual.ts';
import { alike } from './alike.ts';

const UNFIT = ['event-malformed', 'salt-malformed', 'signature-invalid', 'key-unacceptable'] as const;
const DOCUMENTS = ['commitment-not-opened', 'commitment-differs', 'document-missing', 'document-unexpected'] as const;

/** What was signed, and whether it counts: the rules of the log, the same at every party. */
export const eventErrors = bilingual(
  {
    ...alike(UNFIT, {
      what: '签好的记录不合格式，或签名不成立，账本没有收下。',
      next: '请重新载入本页再签；若仍如此，请把代码告诉本单位管理员。',
    }),
    ...alike(DOCUMENTS, {
      what: '随记录交来的内容与签名时承诺的不是同一份，账本没有收下。',
      next: '请重新载入本页再签；内容须与签名的一字不差，没有人可以批准例外。',
    }),
    'event-unknown': { what: '账本里没有这条记录。', next: '请返回列表，从那里重新打开。' },
    'event-withheld': { what: '这条记录只给当事的各方看。', next: '请向记录的签名单位索取。' },
    'event-misdated': {
      what: '记录所写的时间还没有到，或早于它所依据的检查点，相差十分钟以上，账本没有收下：这样的时间会使依据它的证据都不成立。',
      next: '请校准本机的时钟，再重新签名；没有人可以批准例外。',
    },
    'space-foreign': { what: '这条记录属于另一个空间，账本没有收下。', next: '请确认打开的是哪个空间的控制台。' },
    'root-not-pinned': {
      what: '根密钥与接纳时登记的不同，账本没有收下。',
      next: '请本单位管理员与运营者当面核对密钥函的指纹。',
    },
    'organisation-unknown': { what: '账本里没有这个单位。', next: '请该单位管理员先用根密钥完成加入。' },
    'already-there': { what: '这一项账本里已经有了，没有再记一次。', next: '请重新载入本页查看。' },
    'release-not-newest': {
      what: '这一批次已有更新的交付，这一份没有收下：更正的交付只能取代最新的一份。',
      next: '请重新载入本页，再准备一次交付。',
    },
    'delegation-stale': { what: '已有更新的授权名单，这一份没有收下。', next: '请重新载入本页，按最新的一份再签。' },
    'issuer-not-delegated': { what: '签发人不在本单位根密钥签的授权名单上。', next: '请由根密钥或名单上的管理员签发。' },
    'actor-elsewhere': { what: '签名的密钥属于另一个单位。', next: '请由本单位的人签名。' },
    'roles-unfit': { what: '人和连接器的身份不能混在一张证书里。', next: '请分别颁发证书。' },
    'reference-missing': { what: '这条记录没有指向它所依据的那一条，账本没有收下。', next: '请重新载入本页再签：依据可能已经更新。' },
    'subject-foreign': { what: '这一项属于别的单位，您的签名不算数。', next: '请由该单位持有相应身份的人签名。' },
    'roster-stale': { what: '名册已有更新的版本，这一版没有收下。', next: '请重新载入本页，在最新一版上修改。' },
  },
  {
    ...alike(UNFIT, {
      what: 'The signed entry is malformed, or its signature does not hold; the ledger did not take it.',
      next: 'Reload this page and sign again; if it stays so, tell your administrator the code.',
    }),
    ...alike(DOCUMENTS, {
      what: 'What was handed in beside the entry is not what it commits to; the ledger did not take it.',
      next: 'Reload this page and sign again. It must be the very text that was signed; nobody can approve an exception.',
    }),
    'event-unknown': { what: 'The ledger has no such entry.', next: 'Go back to the list and open it from there.' },
    'event-withheld': { what: 'This entry is shown to those whom it concerns alone.', next: 'Ask the organisation that signed it.' },
    'event-misdated': {
      what: 'The entry’s time has not come yet, or lies before the checkpoint that it cites, by more than ten minutes; the ledger did not take it: evidence that rests on such a time would not hold.',
      next: 'Set this machine’s clock right and sign again; nobody can approve an exception.',
    },
    'space-foreign': {
      what: 'This entry is of another space; the ledger did not take it.',
      next: 'Check which space’s console this is.',
    },
    'root-not-pinned': {
      what: 'The root key is not the one on record since the admission; the ledger did not take it.',
      next: 'Have your administrator and the operator compare the fingerprint of the key letter, face to face.',
    },
    'organisation-unknown': {
      what: 'The ledger knows no such organisation.',
      next: 'Have its administrator join with the root key first.',
    },
    'already-there': { what: 'The ledger holds this already; it was not logged again.', next: 'Reload this page to see it.' },
    'release-not-newest': {
      what: 'The lot has a newer release, and this one was not logged: a corrected release supersedes the newest one alone.',
      next: 'Reload this page and prepare the release again.',
    },
    'delegation-stale': {
      what: 'There is a newer list of delegates; this one was not taken.',
      next: 'Reload this page, and sign on top of the newest.',
    },
    'issuer-not-delegated': {
      what: 'The issuer is not on the list of delegates that the root key signed.',
      next: 'Have it issued by the root key or by an administrator on the list.',
    },
    'actor-elsewhere': {
      what: 'The key that signed is of another organisation.',
      next: 'Have it signed by someone of this organisation.',
    },
    'roles-unfit': {
      what: 'Roles of people and of connectors cannot stand in one certificate.',
      next: 'Issue a certificate for each.',
    },
    'reference-missing': {
      what: 'This entry does not name the one on which it rests; the ledger did not take it.',
      next: 'Reload this page and sign again: what it rests on may be newer by now.',
    },
    'subject-foreign': {
      what: 'This is another organisation’s; your signature does not count for it.',
      next: 'Have it signed there by someone with the role.',
    },
    'roster-stale': {
      what: 'There is a newer version of the roster; this one was not taken.',
      next: 'Reload this page, and change the newest.',
    },
  },
);
