import { bilingual } from '../bilingual.ts';

/** From a number or id to its evidence. */
export const trace = bilingual(
  {
    title: '从任何编号找证据',
    label: '账本编号、记录散列，或批次、交付、条目的编号',
    hint: '在本机的账本副本和签名清单里找，不上传。',
    go: '找证据',
    lot: '批次 {lot}',
    record: '下载质量档案或证书',
    draw: '下载抽样文件',
    early: '这一批还没有抽样和质检的证据。',
  },
  {
    title: 'Evidence from any number',
    label: 'Ledger number, hash of an event, or id of a lot, release or item',
    hint: 'Found in this device’s copy of the log and in signed manifests; nothing is uploaded.',
    go: 'Find evidence',
    lot: 'Lot {lot}',
    record: 'Download the record or certificate',
    draw: 'Download the file of the draw',
    early: 'There is no evidence of a draw or inspection of this lot yet.',
  },
);
