import { bilingual } from '../../bilingual.ts';

/** What this side finds out of the ledger, the gateway and the connectors. */
export const trustErrors = bilingual(
  {
    'gateway-answer-malformed': { what: '网关的回答不合格式，本机不采用。', next: '请重试；若仍如此，请告诉本单位管理员。' },
    'ledger-stale': { what: '账本超过十分钟没有足够的见证，本机不据此行事。', next: '请等见证恢复；账本页写着缺的是谁。' },
    'chain-withheld': { what: '网关隐瞒了本人密钥的记录，或拿出了没有签过的。', next: '证据已保留在本机，请交给审计方。' },
    'answer-pending': { what: '连接器还没有答复。', next: '请确认本方连接器在线，稍后会自动取回。' },
    'checkpoint-stale': { what: '十分钟内没有足够见证的检查点，暂不密封新的内容。', next: '请看账本页上缺哪一个见证。' },
    'answer-missing': { what: '还有必答的题没有答。', next: '请先回答“{control}”。' },
    'bundle-malformed': { what: '这个文件不是证据包，或内容被改动过。', next: '请重新取得证据包。' },
    'policy-malformed': { what: '这个文件不是信任策略。', next: '请使用运营者之外的一方给您的策略文件。' },
    'log-contradicted': { what: '账本给出了互相矛盾的历史。', next: '证据已保留在本机，请交给审计方。' },
    'root-unconfirmed': { what: '本机还没有确认本单位的根密钥，账本无从核验。', next: '请在“选择身份”页与密钥函核对指纹。' },
    'root-differs': { what: '给出的根密钥与本机确认过的不同。', next: '请停止操作，联系本单位管理员。' },
    'pin-list-missing': { what: '网关没有给出本单位签名的信任名单。', next: '请本单位管理员发布名单后重试。' },
    'ledger-behind': { what: '见证还没有看到这一步，本机暂不显示。', next: '通常几秒后即可，请稍候重试；若持续，请看账本页。' },
    'receipt-wrong': { what: '账本给的回执不对，这一步不算入账。', next: '证据已保留在本机，请交给审计方。' },
    'opening-differs': { what: '网关给的内容与签名时承诺的不一致，本机不采用。', next: '证据已保留在本机，请交给审计方。' },
    'connector-unknown': { what: '本单位还没有登记的连接器。', next: '请本单位管理员先接入连接器。' },
    'answer-late': { what: '连接器没有及时答复。', next: '请在连接器页确认它在线，然后重试。' },
    'answer-forged': { what: '收到的答复不是本方连接器签名的，本机不采用。', next: '证据已保留在本机，请交给审计方。' },
    'enrolment-unproven': {
      what: '这个连接器的申请没有本机生成的接入文件作证。',
      next: '请由生成接入文件的管理员在同一台设备上颁发证书。',
    },
  },
  {
    'gateway-answer-malformed': {
      what: 'The gateway’s answer is malformed and is not used.',
      next: 'Try again; if it stays so, tell your administrator.',
    },
    'ledger-stale': {
      what: 'The ledger has lacked a quorum of witnesses for over ten minutes; nothing is done on its word.',
      next: 'Wait for the witnesses; the ledger page names the missing ones.',
    },
    'chain-withheld': {
      what: 'The gateway hides entries of your key, or shows some that you never signed.',
      next: 'The evidence is kept on this device; hand it to the auditor.',
    },
    'answer-pending': {
      what: 'The connector has not answered yet.',
      next: 'Check that your connector is online; the answer is fetched by itself.',
    },
    'checkpoint-stale': {
      what: 'No checkpoint had enough witnesses for ten minutes; nothing new is sealed.',
      next: 'See on the ledger page which witness is missing.',
    },
    'answer-missing': { what: 'A required question has no answer.', next: 'Answer “{control}” first.' },
    'bundle-malformed': { what: 'This file is no evidence bundle, or it was changed.', next: 'Obtain the bundle again.' },
    'policy-malformed': {
      what: 'This file is no trust policy.',
      next: 'Use the policy file that a party other than the operator gave you.',
    },
    'log-contradicted': {
      what: 'The ledger gave contradicting histories.',
      next: 'The evidence is kept on this device; give it to the auditor.',
    },
    'root-unconfirmed': {
      what: 'Your organisation’s root key is not confirmed on this device, so the ledger cannot be checked.',
      next: 'Compare the fingerprint with the key letter on the page “Choose a role”.',
    },
    'root-differs': {
      what: 'The root key shown is not the one confirmed on this device.',
      next: 'Stop here, and tell your administrator.',
    },
    'pin-list-missing': {
      what: 'The gateway has no trust list signed by your organisation.',
      next: 'Have your administrator publish it, then try again.',
    },
    'ledger-behind': {
      what: 'The witnesses have not seen this step yet, so it is not shown.',
      next: 'That usually takes seconds; try again, or see the ledger page if it stays.',
    },
    'receipt-wrong': {
      what: 'The ledger’s receipt is wrong; this step does not count.',
      next: 'The evidence is kept on this device; give it to the auditor.',
    },
    'opening-differs': {
      what: 'What the gateway shows is not what was signed, and is not used.',
      next: 'The evidence is kept on this device; give it to the auditor.',
    },
    'connector-unknown': { what: 'Your organisation has no certified connector.', next: 'Have your administrator enrol one first.' },
    'answer-late': {
      what: 'The connector did not answer in time.',
      next: 'Check on the connectors page that it is online, then try again.',
    },
    'answer-forged': {
      what: 'The answer was not signed by your connector and is not used.',
      next: 'The evidence is kept on this device; give it to the auditor.',
    },
    'enrolment-unproven': {
      what: 'Nothing on this device proves that this connector’s request is yours.',
      next: 'Certify it on the device where its enrolment file was made.',
    },
  },
);
