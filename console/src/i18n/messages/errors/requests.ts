import { bilingual } from '../../bilingual.ts';
import { alike } from './alike.ts';

const MALFORMED = [
  'request-malformed',
  'malformed-encoding',
  'not-canonical-json',
  'method-not-allowed',
  'media-type-unsupported',
] as const;
const UNSIGNED = [
  'request-signature-malformed',
  'request-component-missing',
  'request-digest-wrong',
  'request-signature-invalid',
  'request-replayed',
] as const;

/** What the gateway says of a request as such, and the failures of its own. */
export const requestErrors = bilingual(
  {
    ...alike(MALFORMED, {
      what: '网关看不懂这次请求，什么都没有改变。',
      next: '请重新载入本页再试；若仍如此，本页与网关的版本可能不一致，请把代码告诉运营者。',
    }),
    ...alike(UNSIGNED, {
      what: '这次请求的签名不成立，或已经用过一次；网关没有执行。',
      next: '请重新载入本页再试；若仍如此，请本单位管理员核对登记的密钥。',
    }),
    'request-signature-expired': {
      what: '这次请求的签名时间与网关的时钟相差太多，网关没有执行。',
      next: '请校准本机的时间后重试。',
    },
    'request-key-unknown': { what: '网关不认识签这次请求的密钥。', next: '请本单位管理员为这把密钥颁发证书。' },
    'origin-refused': { what: '这次请求不是从网关自己的页面发出的，网关没有执行。', next: '请从网关的地址打开本控制台。' },
    'body-too-large': { what: '一次提交的内容超过网关的上限。', next: '请减少一次提交的内容，例如分成几批。' },
    'not-ready': { what: '网关正在启动，还不接受请求。', next: '请稍候重试。' },
    internal: {
      what: '这一步因对方自身的故障没有完成，详情不对外显示。',
      next: '请稍候重试；若仍不行，把代码交给运营者或连接器管理员查日志。',
    },
    'log-unavailable': { what: '账本现在忙，没有收下这条记录。', next: '本机会自动再送；也可以稍候重试。' },
    'sequencer-epoch-lost': { what: '账本正在切换写入者，没有收下这条记录。', next: '本机会自动再送；也可以稍候重试。' },
    'certificate-required': { what: '这一步要有有效证书的密钥，您的密钥没有证书，或已被吊销。', next: '请本单位管理员颁发证书。' },
    'role-required': { what: '您的证书没有查看或执行这一项所需的身份。', next: '请换由持有该身份的人来做，或向本单位管理员申请。' },
    'sign-in-unknown': { what: '这个浏览器没有等待中的登录，或已用过。', next: '请重新开始登录。' },
  },
  {
    ...alike(MALFORMED, {
      what: 'The gateway cannot read this request; nothing was changed.',
      next: 'Reload this page and try again. If it stays so, page and gateway may be of different versions: tell the operator the code.',
    }),
    ...alike(UNSIGNED, {
      what: 'The signature of this request does not hold, or was used before; the gateway did nothing.',
      next: 'Reload this page and try again. If it stays so, have your administrator check the key on record.',
    }),
    'request-signature-expired': {
      what: 'The time of this request’s signature is too far from the gateway’s clock; the gateway did nothing.',
      next: 'Set this device’s clock right, then try again.',
    },
    'request-key-unknown': {
      what: 'The gateway does not know the key that signed this request.',
      next: 'Have your administrator certify this key.',
    },
    'origin-refused': {
      what: 'This request did not come from a page of the gateway itself; the gateway did nothing.',
      next: 'Open this console at the gateway’s own address.',
    },
    'body-too-large': {
      what: 'More was submitted at once than the gateway takes.',
      next: 'Submit less at once, in several lots for example.',
    },
    'not-ready': { what: 'The gateway is starting and takes no requests yet.', next: 'Wait a little, then try again.' },
    internal: {
      what: 'This step was not done because of a fault on the other side, whose details are not shown.',
      next: 'Try again shortly. If it stays, have the operator or the connector’s administrator look into the log, with the code.',
    },
    'log-unavailable': {
      what: 'The ledger is busy and did not take this entry.',
      next: 'This device sends it again by itself; or try again shortly.',
    },
    'sequencer-epoch-lost': {
      what: 'The ledger is changing its writer and did not take this entry.',
      next: 'This device sends it again by itself; or try again shortly.',
    },
    'certificate-required': {
      what: 'This step needs a key with a valid certificate; yours has none, or it was revoked.',
      next: 'Have your administrator certify your key.',
    },
    'role-required': {
      what: 'Your certificate lacks the role that this needs.',
      next: 'Have someone with the role do it, or ask your administrator.',
    },
    'sign-in-unknown': { what: 'No sign-in of this browser waits, or it was used already.', next: 'Start the sign-in again.' },
  },
);
