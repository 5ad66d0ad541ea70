const ZERO = 48;

/** Check by Luhn (ISO/IEC 7812-1) over 13 to 19 digits, not all alike. */
export const isBankCard = (digits: string): boolean => {
  if (!/^[1-9]\d{12,18}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = (digits.charCodeAt(digits.length - 1 - at) - ZERO) * (at % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
};

const WORD =
  /银行|[该此本]卡|尾号|转账|汇款|收款|打款|付款|盗刷|卡号|[账帐]号|[账帐]户|储蓄卡|信用卡|借记卡|工资卡|社保卡|存折|[工农中建交招]行|邮储|农商行|信用社|户名|开户|[账帐]上|存单|网银|代扣|扣款|提现|取现|[刷绑持换补]卡|[汇转打存][0-9.,元万 ]*[至到给入进]|bank|card|acc(?:oun)?t/i;
/** What is paid back: 退回至, 汇. */
const PAYMENT = /[退返还汇转打付存][0-9.,元万 ]*[款还回到至给入进]|[汇付]$/;
/** 卡 alone says so only where the number follows at once, since it ends and begins many other words. */
const CARD_BEFORE = /卡[里上内中]?[是为：:，, ]{0,2}$/;
const WORDS_BEFORE = 20;
const WORDS_AFTER = 10;

const before = (text: string, start: number): string => text.slice(Math.max(0, start - WORDS_BEFORE), start);
const sentenceBefore = (text: string, start: number): string => before(text, start).replace(/^.*[。；;！!？?\n]/s, '');

/** Does a word for a card or an account stand in the same sentence, close before or behind? One in ten long numbers passes Luhn by chance. */
export const hasCardWord = (text: string, start: number, end: number): boolean =>
  CARD_BEFORE.test(before(text, start)) ||
  WORD.test(sentenceBefore(text, start)) ||
  WORD.test(text.slice(end, end + WORDS_AFTER).replace(/[。；;，,！!？?\n].*$/s, ''));

/** UnionPay's numbers (62); no other long number is so likely to begin like them and pass Luhn. */
const UNIONPAY = /^62\d{14,17}$/;
/** Older cards of Chinese banks, Visa and Mastercard. */
const OTHER_ISSUERS = /^(?:955(?:8\d|9[5-9])\d{11,14}|4\d{15}|4\d{18}|(?:5[1-5]|2[2-7])\d{14})$/;
/** A number of something else, by the word right before it in its field: 运单号, 条码, 流水, SN; `paid` ends in no ID. */
const OTHER_NUMBER =
  /(?:[单编批型货列备同票证书工学历院文案架机保牌件户]号|[编条代识]码|流水|[订运快工]单|单据|物流|快递|设备|串号|序列|合同|发票|凭证|证书|批次|(?<![a-z])(?:IMEI|ICCID|IMSI|SN|No|UUID|ID))[码号是为]{0,2}[.：:#＃=（( 　"']{0,3}$/i;
/** Of any number said to be one: 号码, 储位号. */
const ANY_NUMBER = /(?:[^卡账帐户个]号|号码)[码号是为]{0,2}[.：:#＃=（( 　"']{0,3}$/;
/** A field's key says so, too: orderNo, deviceSN. */
const OTHER_KEY = /[a-z](?:No|I[Dd]|S[Nn])[：:=（( 　"']{0,3}$/;

/** How sure it is that a number which passes Luhn, and beside which no word speaks of a card, is one all the same. */
export type Likelihood = 'likely' | 'beside-somebody' | 'unlikely';

/** @param digits of the number from `start` on, which passes Luhn */
export const likelihoodOf = (text: string, start: number, digits: string): Likelihood => {
  const lead = before(text, start);
  if (OTHER_NUMBER.test(lead) || OTHER_KEY.test(lead)) return 'unlikely';
  if (UNIONPAY.test(digits)) return 'likely';
  if (!OTHER_ISSUERS.test(digits) || ANY_NUMBER.test(lead)) return 'unlikely';
  return PAYMENT.test(sentenceBefore(text, start)) ? 'likely' : 'beside-somebody';
};
