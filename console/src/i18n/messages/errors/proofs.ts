import { bilingual } from '../../bilingual.ts';
import { alike } from './alike.ts';

const PROOFS = [
  'proof-malformed',
  'proof-extra',
  'proof-index-beyond-size',
  'proof-hash-malformed',
  'proof-wrong-length',
  'proof-root-mismatch',
  'proof-sizes-unordered',
  'proof-from-empty-tree',
  'tile-malformed',
] as const;
const NOTES = [
  'note-malformed',
  'note-unsigned',
  'note-line-unknown',
  'note-line-duplicate',
  'note-line-order',
  'checkpoint-malformed',
  'cosignature-malformed',
] as const;
const RECEIPTS = ['receipt-malformed', 'receipt-key-unknown', 'receipt-key-not-valid', 'receipt-forged'] as const;
const PIN_LISTS = ['pin-list-malformed', 'pin-list-foreign', 'policy-unsafe'] as const;
const CHAINS = ['chain-forked', 'chain-gap', 'chain-out-of-order'] as const;
const FORKED = ['log-rolled-back', 'log-forked'] as const;

/** The log with its checkpoints, proofs and receipts, trust lists, and the chain of each key. */
export const proofErrors = bilingual(
  {
    ...alike(PROOFS, {
      what: '账本给出的证明不成立，本机不采用这部分账本。',
      next: '请稍候重试；若一直如此，请告诉审计方：账本拿不出与检查点相符的内容。',
    }),
    ...alike(NOTES, {
      what: '账本给出的检查点不合格式，或签名不成立，本机不采用。',
      next: '请稍候重试；若一直如此，请告诉审计方。',
    }),
    ...alike(RECEIPTS, { what: '账本给的回执不成立，这一步不算入账。', next: '请重试；若一直如此，请把代码交给审计方。' }),
    ...alike(PIN_LISTS, {
      what: '信任名单不合格式、不属于本单位，或按它信任不足以防住作弊。',
      next: '请本单位管理员用根密钥重新签发名单；别人不能代签。',
    }),
    ...alike(CHAINS, {
      what: '这条记录接不上您这把密钥的前一条，账本没有收下。',
      next: '请重新载入本页，本机会按账本重新接上；若同一把密钥在两台设备上用，请停用一台并告诉管理员。',
    }),
    ...alike(FORKED, { what: '账本退回或分叉，与本机见过的历史不符。', next: '请停止操作，把代码交给审计方。' }),
    'chain-unknown': { what: '账本里没有这把密钥签过的记录。', next: '请确认密钥的证书已经入账。' },
    'quorum-missing': { what: '最新的检查点还没有足够的见证。', next: '通常几秒后即可；账本页写着缺的是谁。' },
    'size-not-published': { what: '账本还没有发布到这个大小。', next: '请稍候重试。' },
    'pin-list-stale': { what: '这份信任名单的版本号不比现有的新。', next: '请管理员提高版本号后重新签发。' },
    'pin-list-taken': { what: '这个版本号的信任名单已经有了。', next: '请管理员换下一个版本号重新签发。' },
    'pin-list-unknown': { what: '这个单位还没有发布信任名单。', next: '请该单位管理员先发布。' },
    'organisation-not-admitted': { what: '这个单位还没有被接纳进这个空间。', next: '请运营者先办理接纳。' },
  },
  {
    ...alike(PROOFS, {
      what: 'The ledger’s proof does not hold; that part of the ledger is not used.',
      next: 'Try again shortly. If it stays so, tell the auditor that the ledger shows nothing that fits its checkpoint.',
    }),
    ...alike(NOTES, {
      what: 'The ledger’s checkpoint is malformed or its signature does not hold; it is not used.',
      next: 'Try again shortly; if it stays so, tell the auditor.',
    }),
    ...alike(RECEIPTS, {
      what: 'The ledger’s receipt does not hold; this step does not count.',
      next: 'Try again; if it stays so, give the code to the auditor.',
    }),
    ...alike(PIN_LISTS, {
      what: 'The trust list is malformed, of another organisation, or trusts too little to keep a cheat out.',
      next: 'Have your administrator sign a new one with the root key; nobody else can.',
    }),
    ...alike(CHAINS, {
      what: 'This entry does not follow the one before of your key; the ledger did not take it.',
      next: 'Reload this page, and it is joined anew by the ledger. If one key is used on two devices, put one away and tell your administrator.',
    }),
    ...alike(FORKED, {
      what: 'The ledger went back or forked from what this device has seen.',
      next: 'Stop here, and give the code to the auditor.',
    }),
    'chain-unknown': { what: 'The ledger holds nothing that this key signed.', next: 'Check that the key’s certificate is logged.' },
    'quorum-missing': {
      what: 'The newest checkpoint has not enough witnesses yet.',
      next: 'That usually takes seconds; the ledger page names the missing ones.',
    },
    'size-not-published': { what: 'The ledger has not been published to this size yet.', next: 'Wait a little, then try again.' },
    'pin-list-stale': {
      what: 'The number of this trust list is not above that of the present one.',
      next: 'Have your administrator sign it again under a higher number.',
    },
    'pin-list-taken': {
      what: 'There is a trust list of this number already.',
      next: 'Have your administrator sign it again under the next number.',
    },
    'pin-list-unknown': { what: 'This organisation has published no trust list yet.', next: 'Have its administrator publish one first.' },
    'organisation-not-admitted': {
      what: 'This organisation has not been admitted to the space.',
      next: 'Have the operator admit it first.',
    },
  },
);
