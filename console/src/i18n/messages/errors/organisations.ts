import { bilingual } from '../../bilingual.ts';

/** Accounts, enrolments and what a connector is asked for. */
export const organisationErrors = bilingual(
  {
    'login-taken': { what: '这个账号名已被另一个单位使用。', next: '请换一个账号名。' },
    'account-key-foreign': { what: '这把密钥的证书属于另一个人。', next: '请用本人的密钥办理；管理员可先吊销旧证书。' },
    'account-key-taken': { what: '本单位已有另一个账号使用这把密钥。', next: '请为每个人各用一把密钥。' },
    'account-unknown': { what: '没有这个账号。', next: '请核对账号名，或请本单位管理员开设。' },
    'enrolment-unknown': { what: '没有这把密钥的接入申请。', next: '请先启动连接器，由它提交申请。' },
    'command-unknown': { what: '网关没有这条指令。', next: '请重新下达。' },
    'command-foreign': { what: '这条指令是别人下达的，答复只给下达的人。', next: '请由下达的人查看，或由您重新下达。' },
    'command-arguments-unfit': {
      what: '指令的内容不合格式，连接器没有执行。',
      next: '请重新载入本页再试；若仍如此，本页与连接器的版本可能不一致。',
    },
  },
  {
    'login-taken': { what: 'Another organisation has an account of this name.', next: 'Choose another name.' },
    'account-key-foreign': {
      what: 'The certificate of this key is somebody else’s.',
      next: 'Use the person’s own key; an administrator may revoke the old certificate first.',
    },
    'account-key-taken': {
      what: 'Another account of your organisation has this key.',
      next: 'Use a key of its own for each person.',
    },
    'account-unknown': { what: 'There is no such account.', next: 'Check the name, or have your administrator open one.' },
    'enrolment-unknown': {
      what: 'There is no request of this key to be enrolled.',
      next: 'Start the connector first: it hands the request in.',
    },
    'command-unknown': { what: 'The gateway has no such command.', next: 'Give it again.' },
    'command-foreign': {
      what: 'Somebody else gave this command, and its answer is for her alone.',
      next: 'Have her look, or give the command yourself.',
    },
    'command-arguments-unfit': {
      what: 'The command is malformed; the connector did not carry it out.',
      next: 'Reload this page and try again. If it stays so, page and connector may be of different versions.',
    },
  },
);
