import { bilingual } from '../bilingual.ts';

export const form = bilingual(
  {
    inChinese: '{label}（中文）',
    inEnglish: '{label}（英文）',
    steps: '步骤',
    title: '名称',
    summary: '说明',
    needTitle: '请填写中文和英文名称。',
    signNote: '按下后由本机密钥签名，记入账本。',
    hash: 'SHA-256 {hash}',
    draftKept: '草稿保存在本标签页。',
  },
  {
    inChinese: '{label} (Chinese)',
    inEnglish: '{label} (English)',
    steps: 'Steps',
    title: 'Name',
    summary: 'Summary',
    needTitle: 'Give the name in Chinese and in English.',
    signNote: 'This device’s key signs it, and it goes on the ledger.',
    hash: 'SHA-256 {hash}',
    draftKept: 'The draft is kept in this tab.',
  },
);
